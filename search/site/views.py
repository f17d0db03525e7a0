"""The search page: for everything, and filtered to solutions or experiences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from hub.models import public_pages
from search.answering.result_cache import part
from search.answering.service import SearchUnavailable
from search.answering.service import search as find
from search.lexicon.store import LEXICON
from search.query.parsing import is_wordless
from search.query_log.log import log_query
from search.site.autocomplete import autocomplete
from search.site.families import rows
from search.site.forms import LONGEST_QUESTION, SORT_PARAMETERS, SearchForm, is_literal, request_from
from search.site.found_by_part import words_with_parts
from search.site.municipality import VisitorMunicipality
from search.site.presentation import ResultView
from search.site.promotions import promotions_of
from search.types import Kind, SearchResult, Sort
from solutions.models import ThemePage

SERVICE_UNAVAILABLE = 503
MOST_THEMES = 12  # shown to who found nothing


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Search everything."""
    return _page(request, reverse("search"), None, _("Search"))


@require_safe
def solutions(request: HttpRequest) -> HttpResponse:
    """Search solutions."""
    return _page(request, reverse("search_solutions"), Kind.SOLUTION, _("Solutions"))


@require_safe
def experiences(request: HttpRequest) -> HttpResponse:
    """Search experiences."""
    return _page(request, reverse("search_experiences"), Kind.EXPERIENCE, _("Experiences"))


@require_safe
@cache_control(private=True, max_age=60)
def suggestions(request: HttpRequest) -> JsonResponse:
    """Return autocomplete suggestions as JSON."""
    return JsonResponse({"suggestions": [asdict(one) for one in autocomplete(request.GET.get("q", ""))]})


def _page(request: HttpRequest, path: str, kind: Kind | None, title: str) -> HttpResponse:
    filtered = {"kind": (kind.value,)} if kind else {}
    mine, form = VisitorMunicipality.from_request(request), SearchForm(request.GET)
    context: dict[str, Any] = {
        "mine": mine,
        "form": form,
        "searched_characters": LONGEST_QUESTION if form.is_cut else 0,
        "page_title": title,
        "narrowed_kind": kind.value if kind else "",
        "breadcrumb_steps": [{"title": _("Home"), "url": "/"}],
    }
    asked = mine.applied_to(request_from(request.GET, filtered=filtered))
    try:
        result = find(asked, literal=is_literal(request.GET))
    except SearchUnavailable:
        context |= {"result": None, "question": asked.question, "unavailable": True}
        return render(request, "search/search.html", context, status=SERVICE_UNAVAILABLE)
    context |= _shown(request, path, result, filtered, mine)
    context["facets_html"] = _facets(request, result, context)
    return render(request, "search/search.html", context)


def _facets(request: HttpRequest, result: SearchResult, context: dict[str, Any]) -> SafeString:
    """Return the facet form, cached: it is the largest part of the page, and the same for equal requests."""
    mine = context["mine"]
    key = (get_language(), request.get_full_path(), mine.form_code, mine.name)
    html = part(result, "facets", key, lambda: render_to_string("search/_facets.html", context, request))
    return SafeString(html)


def _shown(
    request: HttpRequest,
    path: str,
    result: SearchResult,
    filtered: Mapping[str, tuple[str, ...]],
    mine: VisitorMunicipality,
) -> dict[str, Any]:
    view = ResultView(result, path, request.GET, filtered, mine.labels())
    page = result.request.page
    promotions = promotions_of(result.request)
    return {
        "result": result,
        "promotions": promotions,
        "rows": rows(
            result,
            {promotion.key for promotion in promotions},
            words_with_parts(result.request.question, LEXICON.current()),
        ),
        "asked": log_query(request, result),
        "question": result.request.question,
        "facets": SimpleLazyObject(view.facets),
        "themes": [] if result.total else public_pages(ThemePage.objects.order_by("title"))[:MOST_THEMES],
        "chips": view.chips(),
        "clear_url": view.clear_url(),
        "literal": is_literal(request.GET),
        "sort_options": view.sort_options(),
        "sort_value": SORT_PARAMETERS[result.request.sort] if result.request.sort != Sort.RELEVANCE else "",
        "page_links": view.page_links(),
        "previous_url": view.page_url(page - 1) if page > 1 else "",
        "next_url": view.page_url(page + 1) if page < result.page_count else "",
        "weak_url": view.weak_url(),
        "strong_url": view.strong_url(),
        "literal_url": view.literal_url(),
        "offer_url": view.offer_url(),
        "corrected": ", ".join(one.corrected for one in result.corrections),
        "unmet": ", ".join(result.unmet),
        "plain_url": view.plain_url() if not result.total else "",
        "wordless": is_wordless(result.request.question),
        "by_relevance": result.request.sort == Sort.RELEVANCE,
        "unavailable": False,
    }
