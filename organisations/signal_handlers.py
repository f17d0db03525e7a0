"""What follows when pages move and when people get or lose a role."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page, PageViewRestriction

from hub.models import User
from organisations.models import (
    MunicipalitySimilarity,
    Organisation,
    OrganisationMembership,
    OrganisationSuccession,
    PartnershipMember,
)
from organisations.models.pages import OrganisationPage, set_owner_below
from organisations.participation.access import set_organisation_rights, set_user_rights

SHOWN = (Organisation, PartnershipMember, OrganisationSuccession, MunicipalitySimilarity, PageViewRestriction)
"""What a profile is made of, besides pages and what apps above add."""


def owner_follows_the_tree(instance: Page, **kwargs: Any) -> None:
    """A moved page, and all below it, belongs to the organisation it now stands under."""
    set_owner_below(Page.objects.get(pk=instance.pk))


def remember_membership(instance: OrganisationMembership, **kwargs: Any) -> None:
    """Note whose membership this was, for it may become another person's."""
    before = OrganisationMembership.objects.filter(pk=instance.pk).first() if instance.pk else None
    instance.user_before = before.user if before else None


def rights_follow_the_membership(instance: OrganisationMembership, **kwargs: Any) -> None:
    """Compute the rights of who has the membership now and of who had it before."""
    for user in {instance.user, instance.user_before or instance.user}:
        set_user_rights(user)


def rights_end_with_the_membership(instance: OrganisationMembership, **kwargs: Any) -> None:
    """Compute the rights of who had the membership, unless they go as well."""
    user = User.objects.filter(pk=instance.user_id).first()
    if user:
        set_user_rights(user)


def rights_follow_the_organisation(instance: Organisation, **kwargs: Any) -> None:
    """Trust, an end, another name or code: compute the rights of an organisation that has or had any."""
    saved = Organisation.objects.exclude(access=None, page=None).filter(pk=instance.pk).first()
    if saved:
        set_organisation_rights(saved)


def rights_end_with_the_page(instance: OrganisationPage, **kwargs: Any) -> None:
    """Without a page of its own an organisation has nothing to write below."""
    organisation = Organisation.objects.filter(pk=instance.organisation_id).first()
    if organisation:
        set_organisation_rights(organisation)
