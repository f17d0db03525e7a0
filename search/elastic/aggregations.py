"""Facets in Elasticsearch: the filters a visitor chose, and the counts per value.

Chosen values go into the `post_filter`, which aggregations do not see; each facet's aggregation then applies
the filters of the other facets itself. So a facet keeps counting the values next to the chosen ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from search.facets import FACETS, Facet
from search.types import Bucket

Filters = Mapping[str, tuple[str, ...]]
Query = dict[str, Any]


def chosen(filters: Filters) -> Query | None:
    """Everything that was chosen, as one query; None when nothing was."""
    terms = _terms(filters, filters)
    return _all_of(terms) if terms else None


def aggregations(filters: Filters) -> dict[str, Query]:
    """One aggregation per facet, each filtered by what was chosen in the others."""
    return {facet.key: _counts(facet, filters) for facet in FACETS}


def buckets(answer: Mapping[str, Any]) -> dict[str, tuple[Bucket, ...]]:
    """The counts from the answer to `aggregations`."""
    return {
        facet.key: tuple(
            Bucket(value=bucket["key"], count=bucket["doc_count"]) for bucket in answer[facet.key]["values"]["buckets"]
        )
        for facet in FACETS
    }


def _counts(facet: Facet, filters: Filters) -> Query:
    others = _terms(filters, (key for key in filters if key != facet.key))
    values = {
        "field": f"facets.{facet.key}",
        "size": facet.size,
        "order": [{"_count": "desc"}, {"_key": "asc"}],
    }
    return {"filter": _all_of(others), "aggs": {"values": {"terms": values}}}


def _terms(filters: Filters, keys: Iterable[str]) -> list[Query]:
    return [{"terms": {f"facets.{key}": list(filters[key])}} for key in keys if filters[key]]


def _all_of(queries: list[Query]) -> Query:
    return {"bool": {"filter": queries}} if queries else {"match_all": {}}
