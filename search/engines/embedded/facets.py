"""Counts per facet value, each facet without its own filter, so that a visitor can choose several values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from search.engines.embedded.catalogue import Catalogue
from search.facets import FACETS, Facet
from search.types import SIMILAR, Bucket

Filters = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Counted:
    """The documents that pass every filter, and the buckets of every facet that is shown."""

    documents: list[int]
    facets: dict[str, tuple[Bucket, ...]]


def count(
    found: Iterable[int],
    catalogue: Catalogue,
    filters: Filters,
    similar: Iterable[str] = (),
    shown: Sequence[Facet] = FACETS,
) -> Counted:
    """Filter and count: a document counts for a shown facet when it passes the filters of all other facets."""
    active = {key: frozenset(values) for key, values in filters.items() if values}
    alike = frozenset(similar)
    codes: dict[str, list[str]] = {facet.key: [] for facet in shown}
    passed: list[int] = []
    for document in found:
        values = catalogue.documents[document].facets
        if alike and not alike.isdisjoint(values.get("used_by", ())):
            values = {**values, SIMILAR: ("1",)}
        refused = [key for key, wanted in active.items() if wanted.isdisjoint(values.get(key, ()))]
        if not refused:
            passed.append(document)
            for key in codes.keys() & values.keys():
                codes[key] += values[key]
        elif len(refused) == 1 and refused[0] in codes:
            codes[refused[0]] += values.get(refused[0], ())
    return Counted(passed, {facet.key: _buckets(Counter(codes[facet.key]), facet.size) for facet in shown})


def _buckets(counter: Counter[str], size: int) -> tuple[Bucket, ...]:
    ordered = sorted(counter.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Bucket(value, number) for value, number in ordered[:size])
