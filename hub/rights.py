"""What an editor may see of others' work: what is live and for them, and what stands where they work themselves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet
from wagtail.models import Page, PageViewRestriction, ReferenceIndex, Revision, TaskState
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry

if TYPE_CHECKING:
    from hub.models.user import User

SITE_DEPTH = 2  # in the page tree: the front page of a site
WORK = {"add", "change", "publish", "lock", "unlock", "bulk_delete"}


def editable_pages(user: User | AnonymousUser) -> QuerySet[Page]:
    """The pages, live ones and drafts, on which this user may do any work."""
    return PagePermissionPolicy().instances_user_has_any_permission_for(user, WORK)


def works_on_all_pages(user: User | AnonymousUser) -> bool:
    """Whether this user works on the whole site, as VNG's editors do."""
    return bool(user.is_superuser or editable_pages(user).filter(depth__lte=SITE_DEPTH).exists())


def choosable_pages(user: User | AnonymousUser, pages: QuerySet[Page] | None = None) -> QuerySet[Page]:
    """The given pages (default: all) that this user may choose or link to: live ones for them, and their own drafts.

    A model whose pages are not for everybody says which ones with `hidden_from(user)`; Wagtail's privacy counts too.
    """
    pages = Page.objects.all() if pages is None else pages
    if user.is_superuser:
        return pages
    readable = Q(live=True)
    for model in apps.get_models():
        if issubclass(model, Page) and hasattr(model, "hidden_from"):
            readable &= ~Q(pk__in=model.hidden_from(user).values("pk"))
    for path in _closed_paths(user):
        readable &= ~Q(path__startswith=path)
    return pages.filter(readable | Q(pk__in=editable_pages(user).values("pk")))


def _closed_paths(user: User | AnonymousUser) -> list[str]:
    """Where Wagtail's privacy keeps this user out: behind a password, or for groups that they are not in."""
    restrictions = PageViewRestriction.objects.exclude(restriction_type=PageViewRestriction.LOGIN)
    if user.is_authenticated:
        restrictions = restrictions.exclude(groups__in=user.groups.all())
    return list(restrictions.values_list("page__path", flat=True))


def usable_files(user: User | AnonymousUser, model: type[Model]) -> QuerySet[Any]:
    """The images or documents, whichever model is given, that this user may choose, change or delete."""
    policy = policy_registry.get_by_type(model)
    return policy.instances_user_has_any_permission_for(user, ["choose", "change", "delete"])


def may_replace_file(user: User | AnonymousUser, item: Model) -> bool:
    """Whether this user may replace or delete the file of this image or document: no review would look at that.

    That is so where they may publish every page that shows it: live, approved for a later moment, or under review.
    """
    if any(_is_others(user, page) for page in _live_pages_with(item)):
        return False
    waiting = (revision for revision in _awaited_revisions() if _is_others(user, revision.content_object))
    return not any(_refers_to(revision.as_object(), item) for revision in waiting)


def _is_others(user: User | AnonymousUser, page: Page) -> bool:
    return not page.permissions_for_user(user).can_publish()


def _live_pages_with(item: Model) -> Iterable[Page]:
    """The pages on which the public sees this file."""
    references = ReferenceIndex.get_references_to(item).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    pages = Page.objects.filter(pk__in=[int(pk) for pk in references.values_list("object_id", flat=True)], live=True)
    return pages.specific()


def _awaited_revisions() -> Iterable[Revision]:
    """The versions of pages that become public as soon as nobody says no: approved for later, or under review."""
    under_review = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).values("revision")
    seen = Q(approved_go_live_at__isnull=False) | Q(pk__in=under_review)
    return Revision.page_revisions.filter(seen).iterator()


def _refers_to(page: Page, item: Model) -> bool:
    """Whether this version of a page shows the file, found as Wagtail's index of references finds it."""
    kind = ContentType.objects.get_for_model(item, for_concrete_model=True).pk
    found = ReferenceIndex._extract_references_from_object(page)  # noqa: SLF001 - no public way in
    return any((content_type, pk) == (kind, str(item.pk)) for content_type, pk, _model_path, _path in found)
