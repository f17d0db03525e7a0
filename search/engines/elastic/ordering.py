"""The order of hits, and a faster way to get it.

Sorting by a field, and counting only some of the values of a facet, each make Elasticsearch process an index in a
single thread, segment by segment; by score alone it uses several. So a page by relevance is requested by score alone,
with a margin of hits on either side, and ties are ordered by key here. Only a page at whose edge more hits tie than the
margin holds is requested again, in full order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from search.plan import Plan
from search.types import Sort

WINDOW = 10_000
"""The number of hits that Elasticsearch pages through; a page beyond is empty, with the right total."""

MARGIN = 10
"""Extra hits requested on either side of a page; longer ties are rare."""

_BY_KEY = {"key": "asc"}
_BY_DATE = {"published": {"order": "desc", "missing": "_last"}}
_BY_SCORE = {"_score": "desc"}
_ORDERS: dict[Sort, list[dict[str, Any]]] = {
    Sort.RELEVANCE: [_BY_SCORE, _BY_KEY],
    Sort.NEWEST: [_BY_DATE, _BY_KEY],
    Sort.MOST_USED: [{"confirmed_reuse": "desc"}, _BY_DATE, _BY_KEY],
}


def order(plan: Plan, sort: Sort) -> list[dict[str, Any]]:
    """Ties are broken by key, so that pages neither repeat nor skip hits; an empty plan lists the newest first."""
    if plan.is_empty and sort is Sort.RELEVANCE:
        return _ORDERS[Sort.NEWEST]
    return _ORDERS[sort]


def by_score_alone(body: Mapping[str, Any]) -> dict[str, Any] | None:
    """The request for this page by score alone; None for another order, no hits or the end of the window."""
    before = _before(body)
    size = before + body["size"] + MARGIN
    if body["sort"][0] != _BY_SCORE or not body["size"] or body["from"] - before + size > WINDOW:
        return None
    kept = {name: value for name, value in body.items() if name not in {"sort", "track_scores"}}
    return {**kept, "from": body["from"] - before, "size": size}


def page_of(hits: Sequence[Mapping[str, Any]], body: Mapping[str, Any]) -> list[Mapping[str, Any]] | None:
    """The page in full order, from the hits of the request by score alone; None when ties may extend beyond those."""
    before = _before(body)
    page = sorted(hits, key=_by_score_and_key)[before : before + body["size"]]
    if not page:
        return []
    begins = before == body["from"] or hits[0]["_score"] != page[0]["_score"]
    ends = len(hits) < before + body["size"] + MARGIN or hits[-1]["_score"] != page[-1]["_score"]
    return page if begins and ends else None


def _by_score_and_key(hit: Mapping[str, Any]) -> tuple[float, str]:
    return -hit["_score"], hit["_source"]["key"]


def _before(body: Mapping[str, Any]) -> int:
    """The number of hits before the page that the request by score alone includes."""
    return min(body["from"], MARGIN)
