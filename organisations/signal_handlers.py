"""What follows when pages move and when people get or lose a role."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page, PageViewRestriction

from organisations.models import (
    MunicipalitySimilarity,
    Organisation,
    OrganisationMembership,
    OrganisationSuccession,
    PartnershipMember,
)
from organisations.models.pages import set_owner_below
from organisations.participation.onboarding import leave_group, sync_group

SHOWN = (Organisation, PartnershipMember, OrganisationSuccession, MunicipalitySimilarity, PageViewRestriction)
"""What a profile is made of, besides pages and what apps above add."""


def owner_follows_the_tree(instance: Page, **kwargs: Any) -> None:
    """A moved page, and all below it, belongs to the organisation it now stands under."""
    set_owner_below(Page.objects.get(pk=instance.pk))


def rights_follow_the_role(instance: OrganisationMembership, **kwargs: Any) -> None:
    """A saved membership puts the person in the organisation's group, or takes them out of it."""
    sync_group(instance)


def rights_leave_with_the_person_or_organisation(instance: OrganisationMembership, **kwargs: Any) -> None:
    """A membership that becomes another person's, or one of another organisation, first ends where it was."""
    before = OrganisationMembership.objects.filter(pk=instance.pk).first() if instance.pk else None
    if before and (before.user_id, before.organisation_id) != (instance.user_id, instance.organisation_id):
        leave_group(before)


def rights_end_with_the_membership(instance: OrganisationMembership, **kwargs: Any) -> None:
    """A deleted membership takes the person out of the organisation's group."""
    leave_group(instance)
