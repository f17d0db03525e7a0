"""Taking part: an organisation gets its pages, its group, its collection and its people, in one transaction."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from hub.models import User
from organisations.models import Organisation, OrganisationIndexPage, OrganisationMembership, OrganisationPage, Role
from organisations.participation.rights import grant_admin_access, grant_on_collection, grant_on_page

WRITER_ACTIONS = ("add", "change")
TRUSTED_ACTIONS = (*WRITER_ACTIONS, "publish")
WRITING_ROLES = frozenset({Role.EDITOR, Role.MANAGER})


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
    group = ensure_group(organisation)
    collection = ensure_collection(organisation)
    grant_admin_access(group)
    grant_on_page(group, page, TRUSTED_ACTIONS if organisation.is_trusted else WRITER_ACTIONS)
    grant_on_collection(group, collection, ("add", "change", "choose"))
    for membership in organisation.memberships.filter(role__in=WRITING_ROLES):
        membership.user.groups.add(group)
    return page


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


def group_name(organisation: Organisation) -> str:
    """The name of the organisation's group: the code makes it unique, the name makes it readable."""
    return f"{organisation.name[:120]} ({organisation.code})"


def ensure_group(organisation: Organisation) -> Group:
    """The organisation's group of writers, found by its code when the organisation was renamed."""
    group = Group.objects.filter(name__endswith=f"({organisation.code})").first()
    if group is None:
        return Group.objects.create(name=group_name(organisation))
    if group.name != group_name(organisation):
        group.name = group_name(organisation)
        group.save(update_fields=["name"])
    return group


def ensure_collection(organisation: Organisation) -> Collection:
    """The organisation's own collection of images and documents."""
    root = Collection.get_first_root_node()
    name = group_name(organisation)
    existing = root.get_children().filter(name__endswith=f"({organisation.code})").first()
    return existing or root.add_child(instance=Collection(name=name))


@transaction.atomic
def set_role(user: User, organisation: Organisation, role: Role) -> OrganisationMembership:
    """Give a person a role at an organisation; writers and managers come into its group, others leave it."""
    membership, _created = OrganisationMembership.objects.update_or_create(
        user=user, organisation=organisation, defaults={"role": role}
    )
    sync_group(membership)
    return membership


def sync_group(membership: OrganisationMembership) -> None:
    """Put the member in the organisation's group when the role allows writing, and take them out when not."""
    if not membership.organisation.is_participating:
        return
    group = ensure_group(membership.organisation)
    if membership.role in WRITING_ROLES:
        membership.user.groups.add(group)
    else:
        membership.user.groups.remove(group)


def leave_group(membership: OrganisationMembership) -> None:
    """Take a former member out of the organisation's group."""
    group = Group.objects.filter(name__endswith=f"({membership.organisation.code})").first()
    if group:
        membership.user.groups.remove(group)


@transaction.atomic
def offboard(organisation: Organisation) -> None:
    """End taking part: rights go, pages and memberships stay, so that it can be undone by onboarding again."""
    group = Group.objects.filter(name__endswith=f"({organisation.code})").first()
    if group:
        GroupPagePermission.objects.filter(group=group).delete()
        GroupCollectionPermission.objects.filter(group=group).delete()
        group.user_set.clear()
