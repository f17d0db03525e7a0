"""What search adds to Wagtail's admin: a menu for those who improve it."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.urls.resolvers import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.contrib.search_promotions.wagtail_hooks import SearchPicksMenuItem

from search.admin import promotions
from search.admin.menu import MENU_HOOK, SearchGroup


@hooks.register("register_admin_viewset")
def improve_search() -> ViewSetGroup:
    """Everything that makes search better, in one menu."""
    return SearchGroup()


@hooks.register("register_admin_urls", order=-1)
def recommend() -> list[URLPattern]:
    """Our forms of recommended results, before Wagtail's."""
    return promotions.urlpatterns


@hooks.register(MENU_HOOK)
def recommended_results() -> MenuItem:
    """Recommended results, beside synonyms."""
    return SearchPicksMenuItem(
        _("Recommended results"), reverse("wagtailsearchpromotions:index"), icon_name="pick", order=20
    )


@hooks.register("construct_settings_menu")
@hooks.register("construct_reports_menu")
def without_what_stands_elsewhere(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Leave out Wagtail's own items for search: they stand in our menu, or count what we count differently."""
    menu_items[:] = [item for item in menu_items if item.name not in {"promoted-search-results", "search-terms"}]
