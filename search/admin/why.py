"""Explains the score of a result by its parts, for users who improve the search."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.urls.resolvers import URLPattern
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin.views.generic import PermissionCheckedMixin
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from search.answering.service import SearchUnavailable, measured, search
from search.plan import Match, Origin
from search.query.explanation import ClausePart, Explanation, explain
from search.synonyms.models import SynonymEntry
from search.types import Hit, SearchRequest

LONGEST_QUESTION = 200
LONGEST_KEY = 80

ORIGINS = {
    Origin.WORD: _("the word itself"),
    Origin.JOINED: _("two words read as one"),
    Origin.PARTS: _("the parts of a compound"),
    Origin.SYNONYM: _("a synonym"),
    Origin.RELATED: _("a related word"),
    Origin.BILINGUAL: _("a translation"),
    Origin.CORRECTION: _("a corrected typo"),
    Origin.QUOTED: _("the words between quotes"),
}


@dataclass(frozen=True, slots=True)
class WordRow:
    """The score of one word of the query, the words that matched it, and why those were tried."""

    word: str
    score: float
    met_by: str
    because: Any


class WhyView(PermissionCheckedMixin, WagtailAdminTemplateMixin, View):
    """`?vraag=` lists the results with their scores; `&sleutel=` shows the parts of one score."""

    model = SynonymEntry
    permission_required = "change"
    page_title = _("Why this result?")
    header_icon = "help"
    template_name = "search/admin/why.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get(self, request: HttpRequest) -> HttpResponse:
        question = request.GET.get("vraag", "")[:LONGEST_QUESTION].replace("\x00", " ").strip()
        key = request.GET.get("sleutel", "")[:LONGEST_KEY]
        context = {**self.get_context_data(), "question": question, "key": key}
        try:
            context |= self._found(question, key) if question else {}
        except SearchUnavailable:
            context["unavailable"] = True
        return render(request, self.template_name, context)

    def _found(self, question: str, key: str) -> dict[str, Any]:
        result = search(SearchRequest(question, show_weak=True, with_facets=False))
        plan, found = measured(question, key) if key else (None, None)
        if plan is None or found is None or plan.is_empty:
            return {"result": result, "unknown": bool(key)}
        explanation = explain(plan, found, dt.datetime.now(tz=dt.UTC).date())
        return {
            "result": result,
            "hit": found.hit,
            "explanation": explanation,
            "words": list(_rows(explanation)),
        }


def why_url(question: str, hit: Hit) -> str:
    """Return the URL of the page that explains a hit."""
    return f"{reverse('search_why')}?{urlencode({'vraag': question, 'sleutel': hit.key})}"


def _rows(explanation: Explanation) -> Iterator[WordRow]:
    for part in explanation.clauses:
        yield WordRow(part.word, part.score, *_met(part))


def _met(part: ClausePart) -> tuple[str, Any]:
    if part.best is None:
        return "", ""
    words = " ".join(part.best.terms)
    return (f"“{words}”" if part.best.match in {Match.PHRASE, Match.LITERAL} else words), ORIGINS[part.best.origin]


urlpatterns: list[URLPattern] = [path("zoeken/waarom/", WhyView.as_view(), name="search_why")]
