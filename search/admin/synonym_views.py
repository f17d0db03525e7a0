"""Actions on the whole list of synonyms: try a query, import a file, export a file."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic import PermissionCheckedMixin
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from hub.models import User
from search.admin.synonym_preview import Comparison, compare
from search.answering.service import SearchUnavailable
from search.synonyms import files as synonym_files
from search.synonyms.models import Direction, SynonymEntry
from search.synonyms.rules import SynonymRule, SynonymSet
from search.synonyms.store import current_rules
from search.synonyms.terms import check_terms, split_terms

MOST_PROBLEMS = 50
LONGEST_QUESTION = 200


class SynonymPage(PermissionCheckedMixin, WagtailAdminTemplateMixin, View):
    """Base view of a page under the list of synonyms."""

    model = SynonymEntry
    any_permission_required: list[str] | None = ["add", "change", "delete", "view"]
    header_icon = "group"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {"url": reverse("synonyms:index"), "label": _("Synonyms")}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.page_title}]

    def show(self, **context: Any) -> HttpResponse:
        """Render the page in the layout of the admin."""
        return render(self.request, self.template_name, {**self.get_context_data(), **context})


class TryForm(forms.Form):
    """A query, and the line to try; without a line the whole list is tried."""

    question = forms.CharField(label=_("Question"), max_length=LONGEST_QUESTION, required=False)
    terms = forms.CharField(
        label=_("Line to try"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One term per line. Leave this empty to see what all synonyms together do."),
    )
    direction = forms.ChoiceField(label=_("Direction"), choices=Direction, required=False)
    is_bilingual = forms.BooleanField(label=_("Translation"), required=False)
    entry = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean_terms(self) -> tuple[str, ...]:
        terms = split_terms(self.cleaned_data["terms"])
        if terms:
            check_terms(terms)
        return terms

    def with_question(self, question: str) -> TryForm:
        """Return the same form with this query filled in."""
        values = {name: self.data.get(name, "") for name in self.fields}
        return TryForm({**values, "question": question})

    @property
    def asked(self) -> str:
        """The query; the first term when none was typed."""
        return self.cleaned_data["question"] or next(iter(self.cleaned_data["terms"]), "")

    def compared(self) -> Comparison:
        """Return the results without and with the line. Raises SearchUnavailable."""
        rules = current_rules(without=self.cleaned_data["entry"])
        terms = self.cleaned_data["terms"]
        if not terms:
            return compare(self.asked, SynonymSet([]), SynonymSet(rules))
        one_way = self.cleaned_data["direction"] == Direction.ONE_WAY
        rule = SynonymRule(terms, one_way, self.cleaned_data["is_bilingual"])
        return compare(self.asked, SynonymSet(rules), SynonymSet([*rules, rule]))


class TryView(SynonymPage):
    """The first results of a query without and with a line, side by side."""

    template_name = "search/admin/synonym_try.html"
    page_title = _("Try a question")

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._answer(TryForm(request.GET or None, initial={"question": "", "direction": Direction.BOTH_WAYS}))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Try a line from its edit form, before it is saved."""
        return self._answer(TryForm(request.POST))

    def _answer(self, form: TryForm) -> HttpResponse:
        if not form.is_bound or not form.is_valid() or not form.asked:
            return self.show(form=form)
        shown = form.with_question(form.asked)
        try:
            comparison = form.compared()
        except SearchUnavailable:
            return self.show(form=shown, unavailable=True)
        return self.show(form=shown, comparison=comparison, asked=form.asked, has_line=bool(form.cleaned_data["terms"]))


class ImportForm(forms.Form):
    """A file with synonyms."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV with the columns terms, direction, note and in use. The export gives an example."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )


class ImportView(SynonymPage):
    """Imports a file, as a whole or not at all."""

    template_name = "search/admin/synonym_import.html"
    page_title = _("Import synonyms")
    any_permission_required = None
    permission_required = "add"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(form=ImportForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ImportForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(form=form)
        uploaded = form.cleaned_data["file"]
        try:
            lines = synonym_files.read(uploaded.read(synonym_files.LARGEST_FILE + 1))
        except synonym_files.BadFile as refused:
            bad = refused.lines
            return self.show(form=form, problems=bad[:MOST_PROBLEMS], more=max(len(bad) - MOST_PROBLEMS, 0))
        outcome = synonym_files.import_entries(lines, user=cast("User", request.user))
        messages.success(request, " ".join(_sentences(outcome)))
        return redirect("synonyms:index")


class ExportView(SynonymPage):
    """The whole list as a file."""

    def get(self, request: HttpRequest) -> HttpResponse:
        content = synonym_files.write(SynonymEntry.objects.order_by("pk"))
        name = f"synoniemen-{timezone.localdate():%Y-%m-%d}.csv"
        return HttpResponse(
            content.encode("utf-8-sig"),
            headers={
                "Content-Type": "text/csv; charset=utf-8",
                "Content-Disposition": f'attachment; filename="{name}"',
            },
        )


def _sentences(outcome: synonym_files.ImportResult) -> list[str]:
    sentences = [
        gettext("%(added)d lines added, %(changed)d changed.") % {"added": outcome.added, "changed": outcome.changed}
    ]
    if outcome.skipped:
        numbers = ", ".join(map(str, outcome.skipped[:20])) + (" …" if len(outcome.skipped) > 20 else "")  # noqa: PLR2004
        sentences.append(
            ngettext(
                "%(count)d line was in the list already and is skipped: line %(numbers)s.",
                "%(count)d lines were in the list already and are skipped: lines %(numbers)s.",
                len(outcome.skipped),
            )
            % {"count": len(outcome.skipped), "numbers": numbers}
        )
    return sentences
