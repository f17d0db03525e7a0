"""Builds the body of a search request, and an `EngineResult` from the response.

Python picks the excerpt of a long text and marks the matches in it, with the same stems and parts for both engines and
with all escaping in one place.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from search.analysis.highlight import Excerpt, Matcher, excerpt, mark
from search.analysis.passages import is_incomplete, passage
from search.engines.elastic import aggregations, documents
from search.engines.elastic.compile import ranked_query
from search.engines.elastic.ordering import WINDOW, order
from search.plan import Plan
from search.ranking import WEIGHTS, Weights
from search.types import Attachment, EngineResult, Hit, SearchRequest

ReadAttachments = Callable[[Sequence[str]], Mapping[str, Sequence[Attachment]]]
"""Reads the attachments of the records with these keys."""


def request_body(
    plan: Plan, request: SearchRequest, minimum: float, today: dt.date, weights: Weights = WEIGHTS
) -> dict[str, Any]:
    """The request for one page of hits with the total and, if requested, the counts of every facet."""
    start = max(request.offset, 0)
    body = {
        "query": ranked_query(plan, minimum, today, weights, request.similar),
        "sort": order(plan, request.sort),
        "track_scores": True,
        "track_total_hits": True,
        "from": min(start, WINDOW),
        "size": max(min(request.page_size, WINDOW - start), 0),
        "_source": list(documents.HIT_FIELDS),
        "stored_fields": ["body"],
    }
    if request.with_facets:
        body["aggs"] = aggregations.aggregations(request.active_filters, request.similar)
    if chosen := aggregations.chosen(request.active_filters, request.similar):
        body["post_filter"] = chosen
    return body


def engine_result(answer: Mapping[str, Any], plan: Plan, read_attachments: ReadAttachments) -> EngineResult:
    """The result from the response to `request_body`.

    Attachments are read only for hits whose own text does not meet the whole question.
    """
    matcher = Matcher.of(plan)
    found = [(hit, _own_excerpt(hit, matcher)) for hit in answer["hits"]["hits"]]
    wanting = [
        hit["_source"]["key"]
        for hit, own in found
        if hit["_source"].get("attachment_count") and is_incomplete(own, matcher)
    ]
    attachments = read_attachments(wanting) if wanting else {}
    return EngineResult(
        total=answer["hits"]["total"]["value"],
        hits=tuple(_hit(hit, own, attachments.get(hit["_source"]["key"], ()), matcher) for hit, own in found),
        facets=aggregations.buckets(answer["aggregations"]) if "aggregations" in answer else {},
    )


def _own_excerpt(found: Mapping[str, Any], matcher: Matcher) -> Excerpt:
    texts = found.get("fields", {}).get("body", ())
    return excerpt((found["_source"]["summary"], *texts), matcher)


def _hit(found: Mapping[str, Any], own: Excerpt, attachments: Sequence[Attachment], matcher: Matcher) -> Hit:
    stored = found["_source"]
    excerpt_html, attachment = passage(own, attachments, matcher)
    return documents.hit(
        stored,
        score=found["_score"] or 0.0,
        title_html=mark(stored["title"], matcher),
        excerpt_html=excerpt_html,
        attachment=attachment,
    )
