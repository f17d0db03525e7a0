"""Reports of logged queries, with the actions that an editor can take for each."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import include, path, reverse
from django.urls.resolvers import URLResolver
from django.utils.formats import localize
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views import View
from django_filters import DateFromToRangeFilter  # type: ignore[import-untyped]
from wagtail.admin import messages
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic import PermissionCheckedMixin
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.reports import ReportView

from hub.models import default_root_page
from search.query_log import reports as question_reports
from search.query_log.models import AskedQuestion
from search.synonyms.files import guarded

NAMESPACE = "search_questions"


class QuestionFilters(WagtailFilterSet):
    """The period of a report."""

    asked_at = DateFromToRangeFilter(label=_("Period"), widget=DateRangePickerWidget)

    class Meta:
        model = AskedQuestion
        fields: list[str] = []


class FigureColumn(Column):
    """A localised number; empty when there is none."""

    def get_value(self, instance: dict[str, Any]) -> str:
        value = instance[self.name]
        return "" if value is None else str(localize(value))


class ActionsColumn(Column):
    """The actions for a query: links to forms that are filled in with it."""

    cell_template_name = "search/admin/question_actions.html"

    def __init__(self, view: QuestionReport) -> None:
        super().__init__("actions", label=_("What you can do"), width="24%")
        self.view = view

    def get_cell_context_data(self, instance: dict[str, Any], parent_context: dict[str, Any]) -> dict[str, Any]:
        text = instance["text"]
        return {
            **super().get_cell_context_data(instance, parent_context),
            "text": text,
            "links": [(label, f"{url}?{urlencode({name: text})}") for label, url, name in self.view.question_actions],
            "can_delete": self.view.user_has_permission("delete"),
            "forget_url": f"{reverse(f'{NAMESPACE}:forget')}?{urlencode({'text': text, 'next': self._report_url()})}",
        }

    def _report_url(self) -> str:
        """Return the URL of this report with its current period, search and page."""
        asked = self.view.request.GET.urlencode()
        return reverse(self.view.index_url_name) + (f"?{asked}" if asked else "")


class QuestionReport(ReportView):
    """A report of queries; each row offers the permitted actions."""

    model = AskedQuestion
    any_permission_required = ["view"]
    header_icon = "search"
    filterset_class = QuestionFilters
    is_searchable = True
    search_fields = ["text"]
    default_ordering = "-times"
    list_export = ["text", "times", "results", "chosen", "rank"]
    export_headings = {
        "text": _("Question"),
        "times": _("Asked"),
        "results": _("Results, average"),
        "chosen": _("Chosen"),
        "rank": _("Rank, average"),
        "left": _("Left"),
    }
    custom_field_preprocess = {"text": {ReportView.FORMAT_CSV: guarded}}

    @cached_property
    def columns(self) -> list[Column]:
        names = [name for name in self.list_export if name != "text"]
        figures = [FigureColumn(name, label=self.export_headings[name], sort_key=name) for name in names]
        text = Column("text", label=self.export_headings["text"], sort_key="text", width="30%")
        return [text, *figures, ActionsColumn(self)]

    @cached_property
    def question_actions(self) -> list[tuple[Any, str, str]]:
        """Label, URL and parameter of each action that this user may take."""
        user = self.request.user
        ways = []
        if user.has_perm("search.add_synonymentry"):
            ways.append((_("Make a synonym"), reverse("synonyms:add"), "terms"))
        if user.has_perm("wagtailsearchpromotions.add_searchpromotion"):
            ways.append((_("Recommend a result"), reverse("wagtailsearchpromotions:add"), "vraag"))
        home = default_root_page()
        if home and home.permissions_for_user(user).can_add_subpage():
            url = reverse("wagtailadmin_pages:add", args=["hub", "contentpage", home.pk])
            ways.append((_("Write about this"), url, "titel"))
        return ways


class MostAsked(QuestionReport):
    """The most frequent queries."""

    page_title = _("Most asked")
    index_url_name = f"{NAMESPACE}:most_asked"
    index_results_url_name = f"{NAMESPACE}:most_asked_results"
    export_filename = "meest-gezocht"

    def get_base_queryset(self) -> question_reports.Rows:
        return question_reports.most_asked()


class WithoutResults(QuestionReport):
    """Queries without results."""

    page_title = _("Without results")
    index_url_name = f"{NAMESPACE}:without_results"
    index_results_url_name = f"{NAMESPACE}:without_results_results"
    export_filename = "zonder-resultaten"
    list_export = ["text", "times"]

    def get_base_queryset(self) -> question_reports.Rows:
        return question_reports.without_results()


class Abandoned(QuestionReport):
    """Queries with results but no click-through."""

    page_title = _("Abandoned")
    index_url_name = f"{NAMESPACE}:abandoned"
    index_results_url_name = f"{NAMESPACE}:abandoned_results"
    export_filename = "afgehaakt"
    default_ordering = "-left"
    list_export = ["text", "left", "times", "results", "rank"]

    def get_base_queryset(self) -> question_reports.Rows:
        return question_reports.abandoned()


class ForgetView(PermissionCheckedMixin, WagtailAdminTemplateMixin, View):
    """Deletes a query that reveals too much, after confirmation."""

    model = AskedQuestion
    permission_required = "delete"
    page_title = _("Delete this question")
    header_icon = "bin"
    template_name = "search/admin/question_forget.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get(self, request: HttpRequest) -> HttpResponse:
        text = request.GET.get("text", "")
        times = AskedQuestion.objects.filter(text=text).count()
        if not times:
            return redirect(self._back(request))
        context = {**self.get_context_data(), "text": text, "times": times, "back": self._back(request)}
        return render(request, self.template_name, context)

    def post(self, request: HttpRequest) -> HttpResponse:
        text = request.POST.get("text", "")
        if question_reports.forget(text):
            messages.success(request, _("The question “%(question)s” is deleted.") % {"question": text})
        return redirect(self._back(request))

    @staticmethod
    def _back(request: HttpRequest) -> str:
        return get_valid_next_url_from_request(request) or reverse(f"{NAMESPACE}:most_asked")


REPORTS: dict[str, type[QuestionReport]] = {
    "most_asked": MostAsked,
    "without_results": WithoutResults,
    "abandoned": Abandoned,
}
_paths = [path("vergeten/", ForgetView.as_view(), name="forget")]
for _name, _view in REPORTS.items():
    _paths += [
        path(f"{_view.export_filename}/", _view.as_view(), name=_name),
        path(f"{_view.export_filename}/resultaten/", _view.as_view(results_only=True), name=f"{_name}_results"),
    ]
urlpatterns: list[URLResolver] = [path("zoeken/vragen/", include((_paths, NAMESPACE)))]
