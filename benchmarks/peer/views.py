"""A search page without facets: ten results, their number, and links to other pages."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.search.query import Fuzzy

from benchmarks.peer.models import EntryPage


def results_of(question: str, *, fuzzy: bool = False) -> Any:
    """What Wagtail's search finds, best first."""
    return EntryPage.objects.live().search(Fuzzy(question) if fuzzy else question)


def search(request: HttpRequest) -> HttpResponse:
    """The page that `wagtail start` makes, for our pages."""
    question = request.GET.get("q", "")
    found = results_of(question, fuzzy=request.GET.get("fuzzy") == "1") if question else EntryPage.objects.none()
    page = Paginator(found, 10).get_page(request.GET.get("page", 1))
    return render(request, "peer/search.html", {"question": question, "page": page})
