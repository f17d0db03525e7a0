"""Facets in Elasticsearch: the filters a visitor chose, and the counts per value.

Chosen values go into the `post_filter`, which does not affect aggregations; each facet's aggregation applies the
filters of the other facets itself. So a facet still counts the values that were not chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from search.facets import FACETS, FACETS_BY_KEY, Facet
from search.types import SIMILAR, Bucket

EVERY_VALUE = 20_000
"""The `shard_size` of a facet: all values, so that counts are exact on several shards too, and so that Elasticsearch
can count the segments of a shard in parallel."""

Filters = Mapping[str, tuple[str, ...]]
Query = dict[str, Any]


def chosen(filters: Filters, similar: Sequence[str] = ()) -> Query | None:
    """All chosen filters as one query; None when there are none."""
    terms = _terms(filters, filters, similar)
    return _all_of(terms) if terms else None


def aggregations(filters: Filters, similar: Sequence[str] = ()) -> dict[str, Query]:
    """One aggregation per facet, filtered by the values chosen in the other facets.

    Facets with the same filters share one filter aggregation. Facets without filters are at the top level, because even
    a filter that matches everything makes counting four times as slow.
    """
    active = [key for key, values in filters.items() if values]
    shared: dict[tuple[str, ...], dict[str, Query]] = {}
    for facet in FACETS:
        others = tuple(key for key in active if key != facet.key)
        if facet.stored or similar:
            shared.setdefault(others, {})[facet.key] = _counts(facet, similar)
    asked = shared.pop((), {})
    for number, (others, counts) in enumerate(shared.items()):
        asked[f"group_{number}"] = {"filter": _all_of(_terms(filters, others, similar)), "aggs": counts}
    return asked


def buckets(answer: Mapping[str, Any]) -> dict[str, tuple[Bucket, ...]]:
    """The buckets of every facet, from the response to `aggregations`."""
    counted: dict[str, Any] = {}
    for name, found in answer.items():
        counted.update({name: found} if name in FACETS_BY_KEY else found)
    return {facet.key: _found(counted.get(facet.key, {})) for facet in FACETS}


def _found(counted: Mapping[str, Any]) -> tuple[Bucket, ...]:
    if "buckets" in counted:
        return tuple(Bucket(one["key"], one["doc_count"]) for one in counted["buckets"])
    return (Bucket("1", counted["doc_count"]),) if counted.get("doc_count") else ()


def _counts(facet: Facet, similar: Sequence[str]) -> Query:
    if facet.key == SIMILAR:
        return {"filter": _used_by(similar)}
    order = [{"_count": "desc"}, {"_key": "asc"}]
    terms = {"field": f"facets.{facet.key}", "size": facet.size, "shard_size": EVERY_VALUE, "order": order}
    return {"terms": terms}


def _terms(filters: Filters, keys: Iterable[str], similar: Sequence[str]) -> list[Query]:
    return [
        _used_by(similar) if key == SIMILAR else {"terms": {f"facets.{key}": list(filters[key])}}
        for key in keys
        if filters[key]
    ]


def _used_by(organisations: Sequence[str]) -> Query:
    return {"terms": {"facets.used_by": list(organisations)}}


def _all_of(queries: list[Query]) -> Query:
    return {"bool": {"filter": queries}}
