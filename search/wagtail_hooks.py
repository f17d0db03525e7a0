"""What search adds to Wagtail's admin: a menu for users who improve it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.urls import reverse
from django.urls.resolvers import URLPattern, URLResolver
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.contrib.search_promotions.wagtail_hooks import SearchPicksMenuItem
from wagtail.models import Page

from search.admin import duplicates, new_pages, promotions, reports, why
from search.admin.menu import MENU_HOOK, SearchGroup
from search.query_log.log import MAY_IMPROVE


@hooks.register("register_admin_viewset")
def improve_search() -> ViewSetGroup:
    """The menu for improving search."""
    return SearchGroup()


@hooks.register("register_admin_urls")
def register_editor_urls() -> list[URLPattern]:
    """The URLs of the duplicate check while an editor types, and of the explanation of a score."""
    return [*duplicates.urlpatterns, *why.urlpatterns]


@hooks.register("register_admin_urls", order=-1)
def recommend() -> list[URLPattern]:
    """The URLs of our forms for recommended results, registered before Wagtail's."""
    return promotions.urlpatterns


@hooks.register(MENU_HOOK)
def recommended_results() -> MenuItem:
    """The menu item for recommended results, next to synonyms."""
    return SearchPicksMenuItem(
        _("Recommended results"), reverse("wagtailsearchpromotions:index"), icon_name="pick", order=20
    )


class WhyMenuItem(MenuItem):
    """The menu item that explains a result's rank, for users who may improve search."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MAY_IMPROVE)


@hooks.register(MENU_HOOK)
def why_this_result() -> MenuItem:
    """The menu item for the parts of a score, for any question."""
    return WhyMenuItem(_("Why this result?"), reverse("search_why"), icon_name="help", order=25)


@hooks.register("register_admin_urls")
def register_report_urls() -> list[URLResolver]:
    """The URLs of the reports on what visitors asked."""
    return reports.urlpatterns


class ReportMenuItem(MenuItem):
    """The menu item for a report, for users who may read what visitors asked."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("search.view_askedquestion")


def _report_item(order: int, name: str, report: type[reports.QuestionReport]) -> Callable[[], MenuItem]:
    url_name = f"{reports.NAMESPACE}:{name}"
    return lambda: ReportMenuItem(report.page_title, reverse(url_name), icon_name="list-ul", order=order)


for _order, (_name, _report) in enumerate(reports.REPORTS.items(), start=30):
    hooks.register(MENU_HOOK, _report_item(_order, _name, _report))


@hooks.register("before_create_page")
def prefill_new_page_title(request: HttpRequest, parent_page: Page, page_class: type[Page]) -> None:
    """Fill in the title of a new page that was started from a report."""
    new_pages.remember_title(request, parent_page, page_class)


@hooks.register("construct_settings_menu")
@hooks.register("construct_reports_menu")
def hide_wagtail_search_items(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Remove Wagtail's own items for search: they are in our menu, or count what we count differently."""
    menu_items[:] = [item for item in menu_items if item.name not in {"promoted-search-results", "search-terms"}]
