"""Reports for editors: the logged queries, each with its figures over a period."""

from __future__ import annotations

from typing import Any

from django.db.models import Avg, Count, Q, QuerySet
from django.db.models.functions import Round

from search.query_log.models import AskedQuestion

Rows = QuerySet[Any, Any]
"""A row per query: text, times, results (average), chosen (clicks), rank (average)."""


def most_asked() -> Rows:
    """Return all queries."""
    return _figures(AskedQuestion.objects.all())


def without_results() -> Rows:
    """Return queries without results."""
    return _figures(AskedQuestion.objects.filter(total=0))


def abandoned() -> Rows:
    """Return queries with results but no click-through; `left` counts how many times."""
    found = _figures(AskedQuestion.objects.filter(total__gt=0))
    return found.annotate(left=Count("pk", filter=Q(clicked_rank=None))).filter(left__gt=0)


def forget(text: str) -> int:
    """Delete every row of a query that reveals too much; returns the number of rows."""
    deleted, _per_model = AskedQuestion.objects.filter(text=text).delete()
    return deleted


def _figures(asked: QuerySet[AskedQuestion]) -> Rows:
    return asked.values("text").annotate(
        times=Count("pk"),
        results=Round(Avg("total"), precision=1),
        chosen=Count("clicked_rank"),
        rank=Round(Avg("clicked_rank", filter=Q(clicked_rank__gt=0)), precision=1),
    )
