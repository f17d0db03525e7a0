"""Warns editors while they write about solutions that are already on the hub."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.urls.resolvers import URLPattern
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from search.admin.possible_duplicates import Duplicate, probable_duplicates
from solutions.models import SolutionPage

LONGEST = 500  # characters of each text that are compared
LONGEST_NUMBER = 9  # digits of the primary key of a page


@never_cache
@require_GET
def similar(request: HttpRequest) -> HttpResponse:
    """Return the probable duplicates of what is in the form as an HTML fragment; empty when there are none."""
    title, summary, source, own = (
        request.GET.get(name, "")[:LONGEST] for name in ("title", "summary", "source", "own")
    )
    found = probable_duplicates(title, summary, source, int(own) if own.isdecimal() and own.isascii() else 0)
    return render(request, "search/admin/_duplicates.html", {"duplicates": found})


def duplicates_of(solution: SolutionPage) -> list[Duplicate]:
    """Return the probable duplicates of a saved page; empty for a page without a title."""
    if not solution.title:
        return []
    return probable_duplicates(solution.title, solution.summary, solution.repository_url, solution.pk or 0)


urlpatterns: list[URLPattern] = [path("zoeken/lijkt-op/", similar, name="search_similar")]
