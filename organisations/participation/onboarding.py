"""Taking part and ending it: an organisation gets its page, its group, its collection and its people at once."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.models import User
from organisations.models import Organisation, OrganisationIndexPage, OrganisationMembership, OrganisationPage, Role
from organisations.participation.access import ensure_collection, set_organisation_rights

__all__ = [
    "OnboardingError",
    "ensure_collection",
    "ensure_page",
    "list_of_organisations",
    "offboard",
    "onboard",
    "set_role",
]


class OnboardingError(ValidationError):
    """The organisation cannot take part; the message says why."""


@transaction.atomic
def onboard(organisation: Organisation) -> OrganisationPage:
    """The organisation's page, with its group and collection; makes what is missing and repeats without harm.

    Raises OnboardingError for an organisation that has ended, or when the site has no list of organisations yet.
    """
    if organisation.ended_on:
        raise OnboardingError(_("%(name)s has ended and cannot take part.") % {"name": organisation.name})
    page = ensure_page(organisation)
    if organisation.left_on:
        organisation.left_on = None
        organisation.save(update_fields=["left_on"])
    set_organisation_rights(organisation)
    return page


@transaction.atomic
def offboard(organisation: Organisation) -> None:
    """End taking part: rights go, pages and memberships stay, so that it can be undone by onboarding again."""
    organisation.left_on = timezone.localdate()
    organisation.save(update_fields=["left_on"])


def list_of_organisations() -> OrganisationIndexPage:
    """The page below which organisations have theirs; raises OnboardingError on a site that was not set up."""
    found = OrganisationIndexPage.objects.first()
    if found is None:
        raise OnboardingError(_("The site has no list of organisations yet. Run setup_site first."))
    return found


def ensure_page(organisation: Organisation) -> OrganisationPage:
    """The organisation's live page below the list of organisations, made when there is none."""
    existing = OrganisationPage.objects.filter(organisation=organisation).first()
    if existing:
        return existing
    parent = list_of_organisations()
    page = OrganisationPage(title=organisation.name, slug=organisation.slug, organisation=organisation)
    parent.add_child(instance=page)
    page.save_revision().publish()
    organisation.refresh_from_db()
    return page


@transaction.atomic
def set_role(user: User, organisation: Organisation, role: Role) -> OrganisationMembership:
    """Give a person a role at an organisation; their rights follow."""
    membership, _created = OrganisationMembership.objects.update_or_create(
        user=user, organisation=organisation, defaults={"role": role}
    )
    return membership
