"""The hits of a page as rows: an owner has at most three of them, and whatever else it has folds away under those.

Ranking, totals and facets do not change: every hit stays on its page, in its place or under a row above it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from search.analysis.stems import is_empty_word, stem, stems
from search.analysis.tokens import tokenize
from search.site.found_by_part import FoundByPart, found_by_part
from search.types import Hit, SearchResult, Sort

ROWS_PER_OWNER = 3
SAME_TITLE = 85
"""The percentage of equal letters, in any order of the words, from which a title is a near-copy of another."""

SAME_SUMMARY = 95
SHORTEST_SUMMARY = 40  # characters; shorter ones may be equal by chance
OWNER_FACET = "organisation"

# What kind of organisation it is says nothing about which one.
_KINDS_OF_OWNER = frozenset(map(stem, "gemeente provincie waterschap stichting vereniging ministerie".split()))


@dataclass(frozen=True, slots=True)
class Place:
    """A hit, its rank in the whole result, from 1, and the words of the question of which it has a part only."""

    hit: Hit
    rank: int
    by_part: list[FoundByPart] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Row(Place):
    """A visible hit, and those of the same owner that fold away under it, in order of rank."""

    similar: list[Place] = field(default_factory=list)


def rows(
    result: SearchResult, without: Collection[str] = (), words: Mapping[str, frozenset[str]] | None = None
) -> list[Row]:
    """The rows of a page of hits; keys in `without` are left out, such as what stands above the list already.

    `words` are those of `words_with_parts`, for the rows that were found by a part of one.

    Only a ranking is grouped: not another order, not for visitors who chose an organisation, and not what an owner has
    that is named in the question.
    """
    before = (result.request.page - 1) * result.request.page_size
    places = (
        Place(hit, before + number, found_by_part(hit, words or {}))
        for number, hit in enumerate(result.hits, start=1)
        if hit.key not in without
    )
    is_grouped, asked = _is_grouped(result), set(stems(result.request.question))
    found: list[Row] = []
    for place in places:
        head = _head_of(place.hit, found, asked) if is_grouped else None
        if head:
            head.similar.append(place)
        else:
            found.append(Row(place.hit, place.rank, place.by_part))
    return found


def _head_of(hit: Hit, above: Iterable[Row], asked: Collection[str]) -> Row | None:
    """The row of which this hit is a near-copy, or the last one of an owner that has enough rows; else None.

    `asked` are the stems of the question.
    """
    if not hit.organisation or _is_named(hit.organisation, asked):
        return None
    same_owner = [row for row in above if row.hit.organisation == hit.organisation]
    copied = next((row for row in same_owner if _is_near_copy(hit, row.hit)), None)
    return copied or (same_owner[-1] if len(same_owner) >= ROWS_PER_OWNER else None)


def _is_named(owner: str, asked: Collection[str]) -> bool:
    """Whether the question has every word of this name that says which organisation it is."""
    words = {stem(word) for word in tokenize(owner) if not is_empty_word(word)} - _KINDS_OF_OWNER
    return bool(words) and words.issubset(asked)


def _is_grouped(result: SearchResult) -> bool:
    request = result.request
    return bool(request.question and request.sort is Sort.RELEVANCE and not request.filters.get(OWNER_FACET))


def _is_near_copy(one: Hit, other: Hit) -> bool:
    if one.kind is not other.kind:
        return False
    if fuzz.token_sort_ratio(one.title, other.title) >= SAME_TITLE:
        return True
    summaries = (one.summary, other.summary)
    return min(map(len, summaries)) >= SHORTEST_SUMMARY and fuzz.token_sort_ratio(*summaries) >= SAME_SUMMARY
