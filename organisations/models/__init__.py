"""Who shares: organisations, the people who act for them, and their pages."""

from organisations.models.access import OrganisationAccess
from organisations.models.membership import OrganisationMembership, Role
from organisations.models.organisation import Kind, Organisation, OrganisationSuccession, PartnershipMember
from organisations.models.pages import OrganisationIndexPage, OrganisationPage, OwnedPage
from organisations.models.similarity import MunicipalitySimilarity

__all__ = [
    "Kind",
    "MunicipalitySimilarity",
    "Organisation",
    "OrganisationAccess",
    "OrganisationIndexPage",
    "OrganisationMembership",
    "OrganisationPage",
    "OrganisationSuccession",
    "OwnedPage",
    "PartnershipMember",
    "Role",
]
