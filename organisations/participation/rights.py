"""The editors of VNG and the workflow that every page of a municipality goes through.

A group that is only named in a workflow cannot approve: it must also be allowed to change and publish
there. Withdrawing a live page follows publishing: VNG's editors may, and organisations that are trusted.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

EDITORS = "VNG-redactie"
WORKFLOW = "Redactie"
EDITOR_PAGE_ACTIONS = ("add", "change", "publish", "lock", "unlock")


def ensure_editorial(home: Page, curated: Iterable[type[Model]]) -> Group:
    """The group of VNG's editors with rights on the whole site and on the curated models, and the workflow on it.

    Repeatable.
    """
    editors, _created = Group.objects.get_or_create(name=EDITORS)
    grant_admin_access(editors)
    grant_on_page(editors, home, EDITOR_PAGE_ACTIONS)
    grant_on_collection(editors, Collection.get_first_root_node(), ("add", "change", "choose"))
    for model in curated:
        editors.permissions.add(*Permission.objects.filter(content_type=ContentType.objects.get_for_model(model)))
    _ensure_workflow(home, editors)
    _retire_defaults()
    return editors


def grant_admin_access(group: Group) -> None:
    """Let the group into Wagtail's admin."""
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))


def grant_on_page(group: Group, page: Page, actions: Iterable[str]) -> None:
    """Give the group exactly these actions on the page and all below it."""
    permissions = [
        Permission.objects.get(content_type=ContentType.objects.get_for_model(Page), codename=f"{action}_page")
        for action in actions
    ]
    GroupPagePermission.objects.filter(group=group, page=page).exclude(permission__in=permissions).delete()
    for permission in permissions:
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


def grant_on_collection(group: Group, collection: Collection, actions: Iterable[str]) -> None:
    """Give the group these actions on the images and documents of the collection."""
    for model in (Image, Document):  # Wagtail keeps the rights on its own models, whatever models a site uses
        for action in actions:
            permission = Permission.objects.get(
                content_type=ContentType.objects.get_for_model(model), codename=f"{action}_{model._meta.model_name}"
            )
            GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)


def _ensure_workflow(home: Page, editors: Group) -> None:
    task, created = GroupApprovalTask.objects.get_or_create(name=WORKFLOW)
    if created:
        task.groups.add(editors)
    workflow, _created = Workflow.objects.get_or_create(name=WORKFLOW)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 1})
    WorkflowPage.objects.update_or_create(page=home, defaults={"workflow": workflow})


def _retire_defaults() -> None:
    """Remove the groups and the workflow that Wagtail installs on the root: nobody should have such wide rights."""
    Group.objects.filter(name__in=["Editors", "Moderators"]).delete()
    Workflow.objects.filter(name="Moderators approval").update(active=False)
    WorkflowPage.objects.filter(workflow__name="Moderators approval").delete()
