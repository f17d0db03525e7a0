"""What the people of an organisation may do: computed here from its state and its memberships, and nowhere else.

An organisation that takes part has a group and a collection, tied to it by key. Whatever changes a membership or an
organisation calls one of these functions, which put all rights right, however they came to differ; a job does the same
every night.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from hub.models import User
from organisations.models import Organisation, OrganisationAccess, OrganisationPage
from organisations.participation.rights import grant_admin_access, grant_on_collection, grant_on_page
from organisations.query import WRITING_ROLES

WRITER_ACTIONS = ("add", "change")
TRUSTED_ACTIONS = (*WRITER_ACTIONS, "publish")
COLLECTION_ACTIONS = ("add", "change", "choose")
LONGEST_GROUP_NAME = 150


@transaction.atomic
def set_organisation_rights(organisation: Organisation) -> bool:
    """Give the group of the organisation exactly the rights and the people it should have; True when any differed.

    An organisation that does not take part, or no longer, keeps its group without rights and without people.
    """
    page = OrganisationPage.objects.filter(organisation=organisation).first()
    group = _group(organisation)
    before = _state(group)
    if page is not None and organisation.may_write:
        group, collection = ensure_group(organisation), ensure_collection(organisation)
        grant_admin_access(group)
        grant_on_page(group, page, TRUSTED_ACTIONS if organisation.is_trusted else WRITER_ACTIONS)
        grant_on_collection(group, collection, COLLECTION_ACTIONS)
        GroupPagePermission.objects.filter(group=group).exclude(page=page).delete()
        GroupCollectionPermission.objects.filter(group=group).exclude(collection=collection).delete()
        group.user_set.set(User.objects.filter(organisation_memberships__in=_writing(organisation.memberships)))
    elif group is not None:
        _close(group)
    return _state(group and Group.objects.get(pk=group.pk)) != before


@transaction.atomic
def set_user_rights(user: User) -> bool:
    """Put the user in the groups of the organisations they write for, and in no other's; True when any differed.

    Groups that belong to no organisation, such as that of VNG's editors, are left alone.
    """
    organisations = [one.organisation for one in _writing(user.organisation_memberships).select_related("organisation")]
    due = {ensure_group(one).pk for one in organisations if one.may_write and one.is_participating}
    have = set(user.groups.filter(organisation_access__isnull=False).values_list("pk", flat=True))
    user.groups.remove(*have - due)
    user.groups.add(*due - have)
    return have != due


def set_all_rights() -> list[str]:
    """Put the rights of every organisation right; returns the codes of those that differed."""
    tied = Organisation.objects.exclude(access=None, page=None).order_by("code")
    return [one.code for one in tied if set_organisation_rights(one)]


def ensure_group(organisation: Organisation) -> Group:
    """The organisation's group of writers, named after it."""
    access, _created = OrganisationAccess.objects.select_related("group").get_or_create(organisation=organisation)
    name = group_name(organisation)
    if access.group is None:
        access.group, created = Group.objects.get_or_create(name=name)
        if not created:  # made by hand, or left from before: what it gives is not known to be an organisation's
            _close(access.group)
        access.save(update_fields=["group"])
    elif access.group.name != name:
        access.group.name = name
        access.group.save(update_fields=["name"])
    return access.group


def ensure_collection(organisation: Organisation) -> Collection:
    """The organisation's own collection of images and documents, named after it."""
    access, _created = OrganisationAccess.objects.select_related("collection").get_or_create(organisation=organisation)
    name = group_name(organisation)
    if access.collection is None:
        access.collection = Collection.get_first_root_node().add_child(instance=Collection(name=name))
        access.save(update_fields=["collection"])
    elif access.collection.name != name:
        access.collection.name = name
        access.collection.save(update_fields=["name"])
    return access.collection


def group_name(organisation: Organisation) -> str:
    """The name of the organisation's group and collection: the code makes it unique, the name makes it readable."""
    code = f" ({organisation.code})"
    return f"{organisation.name[: LONGEST_GROUP_NAME - len(code)]}{code}"


def _group(organisation: Organisation) -> Group | None:
    access = OrganisationAccess.objects.filter(organisation=organisation).select_related("group").first()
    return access.group if access else None


def _writing(memberships: Any) -> Any:
    return memberships.filter(role__in=WRITING_ROLES)


def _close(group: Group) -> None:
    GroupPagePermission.objects.filter(group=group).delete()
    GroupCollectionPermission.objects.filter(group=group).delete()
    group.permissions.clear()
    group.user_set.clear()


def _state(group: Group | None) -> tuple[set[object], ...]:
    """All that a group gives and to whom, to see whether it changed."""
    if group is None:
        return ()
    return tuple(map(set, _rows(group)))


def _rows(group: Group) -> Iterable[Iterable[object]]:
    yield [group.name]
    yield group.user_set.values_list("pk", flat=True)
    yield group.permissions.values_list("pk", flat=True)
    yield GroupPagePermission.objects.filter(group=group).values_list("page", "permission")
    yield GroupCollectionPermission.objects.filter(group=group).values_list("collection", "permission")
