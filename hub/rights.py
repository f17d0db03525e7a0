"""What an editor may see of others' work: what is live, and what stands where they may work themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

if TYPE_CHECKING:
    from hub.models.user import User

WORK = {"add", "change", "publish", "lock", "unlock", "bulk_delete"}


def choosable_pages(user: User | AnonymousUser, pages: QuerySet[Page] | None = None) -> QuerySet[Page]:
    """The given pages (default: all) that this user may choose or link to: live ones, and their own drafts."""
    pages = Page.objects.all() if pages is None else pages
    if user.is_superuser:
        return pages
    return pages.filter(Q(live=True) | Q(pk__in=own_pages(user).values("pk")))


def own_pages(user: User | AnonymousUser) -> QuerySet[Page]:
    """The pages on which this user may work."""
    return PagePermissionPolicy().instances_user_has_any_permission_for(user, WORK)
