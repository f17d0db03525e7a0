"""The page "Cijfers" and its downloads."""

from __future__ import annotations

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from hub.spreadsheet import csv_response
from solutions.impact.figures import Impact
from solutions.impact.figures import impact as figures

LASTS = 300  # seconds


@require_safe
@gzip_page
def impact(request: HttpRequest) -> HttpResponse:
    """All figures, at most five minutes old."""
    with_examples = _asks_for_examples(request)
    context = {
        "impact": _kept(with_examples=with_examples),
        "with_examples": with_examples,
        "steps": [{"title": "", "url": "/"}],
    }
    return render(request, "solutions/impact.html", context)


@require_safe
def table(request: HttpRequest, name: str) -> HttpResponse:
    """The table of one figure as a download; 404 for a name that no figure has."""
    with_examples = _asks_for_examples(request)
    figure = _kept(with_examples=with_examples).figure(name)
    if figure is None:
        raise Http404
    return csv_response(f"{name}-met-voorbeelden" if with_examples else name, figure.table)


def _asks_for_examples(request: HttpRequest) -> bool:
    return request.GET.get("voorbeelden") == "1"


def _kept(*, with_examples: bool) -> Impact:
    """The figures as they were counted in the last five minutes."""
    key = f"impact:{get_language()}:{with_examples}"
    found: Impact | None = cache.get(key)
    if found is None:
        found = figures(with_examples=with_examples)
        cache.set(key, found, LASTS)
    return found
