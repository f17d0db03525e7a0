"""Says to an editor, while writing, what stands on the hub already."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.urls.resolvers import URLPattern
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from search.admin.possible_duplicates import Duplicate, probable_duplicates
from solutions.models import SolutionPage

LONGEST = 500  # characters of each text that are looked at
LONGEST_NUMBER = 9  # digits of the number of a page


@never_cache
@require_GET
def similar(request: HttpRequest) -> HttpResponse:
    """The solutions that repeat what is in the form, as a piece of a page; empty when there are none."""
    title, summary, source, own = (
        request.GET.get(name, "")[:LONGEST] for name in ("title", "summary", "source", "own")
    )
    found = probable_duplicates(title, summary, source, int(own) if own.isdecimal() and own.isascii() else 0)
    return render(request, "search/admin/_duplicates.html", {"duplicates": found})


def duplicates_of(solution: SolutionPage) -> list[Duplicate]:
    """The solutions that a saved page may repeat; none for a page that has no title yet."""
    if not solution.title:
        return []
    return probable_duplicates(solution.title, solution.summary, solution.repository_url, solution.pk or 0)


urlpatterns: list[URLPattern] = [path("zoeken/lijkt-op/", similar, name="search_similar")]
