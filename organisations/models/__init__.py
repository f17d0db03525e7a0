"""Who shares: organisations, the people who act for them, and their pages."""

from organisations.models.likeness import MunicipalityLikeness
from organisations.models.membership import OrganisationMembership, Role
from organisations.models.organisation import Kind, Organisation, OrganisationSuccession, PartnershipMember
from organisations.models.pages import OrganisationIndexPage, OrganisationPage, OwnedPage

__all__ = [
    "Kind",
    "MunicipalityLikeness",
    "Organisation",
    "OrganisationIndexPage",
    "OrganisationMembership",
    "OrganisationPage",
    "OrganisationSuccession",
    "OwnedPage",
    "PartnershipMember",
    "Role",
]
