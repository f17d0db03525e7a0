"""What search adds to Wagtail's admin: a menu for those who improve it."""

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
    """Everything that makes search better, in one menu."""
    return SearchGroup()


@hooks.register("register_admin_urls")
def while_writing() -> list[URLPattern]:
    """What an editor's form asks while the editor types, and why a result was found."""
    return [*duplicates.urlpatterns, *why.urlpatterns]


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


class WhyMenuItem(MenuItem):
    """Why a result stands where it stands, for those who may improve that."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MAY_IMPROVE)


@hooks.register(MENU_HOOK)
def why_this_result() -> MenuItem:
    """The parts of a score, for any question."""
    return WhyMenuItem(_("Why this result?"), reverse("search_why"), icon_name="help", order=25)


@hooks.register("register_admin_urls")
def learn_from_questions() -> list[URLResolver]:
    """The reports of what visitors asked."""
    return reports.urlpatterns


class ReportMenuItem(MenuItem):
    """A report, for those who may read what visitors asked."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("search.view_askedquestion")


def _report_item(order: int, name: str, report: type[reports.QuestionReport]) -> Callable[[], MenuItem]:
    url_name = f"{reports.NAMESPACE}:{name}"
    return lambda: ReportMenuItem(report.page_title, reverse(url_name), icon_name="list-ul", order=order)


for _order, (_name, _report) in enumerate(reports.REPORTS.items(), start=30):
    hooks.register(MENU_HOOK, _report_item(_order, _name, _report))


@hooks.register("before_create_page")
def write_about_this(request: HttpRequest, parent_page: Page, page_class: type[Page]) -> None:
    """Fill in the title of a new page that a report asked for."""
    new_pages.remember_title(request, parent_page, page_class)


@hooks.register("construct_settings_menu")
@hooks.register("construct_reports_menu")
def without_what_stands_elsewhere(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Leave out Wagtail's own items for search: they stand in our menu, or count what we count differently."""
    menu_items[:] = [item for item in menu_items if item.name not in {"promoted-search-results", "search-terms"}]
