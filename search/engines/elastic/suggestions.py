"""Autocomplete: records whose titles have words that start with what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from search.analysis.stems import exact
from search.analysis.tokens import tokenize
from search.engines.elastic.analysis import LONGEST_EDGE, TERMS
from search.ranking import WEIGHTS, Weights
from search.types import Suggestion

MAX_CHARACTERS = 200
MAX_WORDS = 8

_BEGINS_AS_TYPED = 100.0  # higher than any kind prior
_ORDER = [{"_score": "desc"}, {"confirmed_reuse": "desc"}, {"title_length": "asc"}, {"key": "asc"}]


def request_body(prefix: str, limit: int, weights: Weights = WEIGHTS) -> dict[str, Any] | None:
    """At most `limit` records: titles that start as typed first, then by kind, reuse and length of the title.

    None when the prefix holds no words or `limit` is below 1.
    """
    words = [exact(token) for token in tokenize(prefix[:MAX_CHARACTERS])][:MAX_WORDS]
    if not words or limit < 1:
        return None
    edges = " ".join(word[:LONGEST_EDGE] for word in words)
    matching = {"match": {"words.title.edge": {"query": edges, "operator": "and", "analyzer": TERMS}}}
    begins = {"prefix": {"title_key": " ".join(words)}}
    preferences = [
        _constant(begins, _BEGINS_AS_TYPED),
        *(_constant({"term": {"kind": kind.value}}, prior) for kind, prior in weights.kinds.items()),
    ]
    return {
        "query": {"bool": {"filter": [matching], "should": preferences}},
        "sort": _ORDER,
        "size": limit,
        "_source": ["title", "kind", "url"],
        "track_total_hits": False,
    }


def suggestions(answer: Mapping[str, Any]) -> list[Suggestion]:
    """The suggestions from the response to `request_body`."""
    stored = [found["_source"] for found in answer["hits"]["hits"]]
    return [Suggestion(text=one["title"], kind=one["kind"], url=one["url"]) for one in stored]


def _constant(query: dict[str, Any], score: float) -> dict[str, Any]:
    return {"constant_score": {"filter": query, "boost": score}}
