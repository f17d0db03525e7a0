"""What search adds to Wagtail's admin: a menu for those who improve it."""

from __future__ import annotations

from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup

from search.admin.menu import SearchGroup


@hooks.register("register_admin_viewset")
def improve_search() -> ViewSetGroup:
    """Everything that makes search better, in one menu."""
    return SearchGroup()
