"""The effect of a synonym change on one query: the first results before and after, and what moved."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

from search.answering.service import search
from search.synonyms.rules import SynonymSet
from search.types import SearchRequest, SearchResult

SHOWN = 10
LOOKED_AT = 50
"""Results that are compared on either side; one from further down counts as new."""


@dataclass(frozen=True, slots=True)
class Place:
    """A result on one side: its rank, and its rank on the other side (0: not among the first `LOOKED_AT`)."""

    rank: int
    other: int
    title: str
    url: str

    @property
    def risen(self) -> int:
        """How many ranks it is higher than on the other side; negative when lower, 0 when new or equal."""
        return self.other - self.rank if self.other else 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """The first results of a query with either set of synonyms, and the totals."""

    before: list[Place]
    after: list[Place]
    total_before: int
    total_after: int

    @property
    def rows(self) -> list[tuple[Place | None, Place | None]]:
        """The results side by side, rank by rank."""
        return list(zip_longest(self.before, self.after))

    @property
    def is_equal(self) -> bool:
        """Whether the change has no effect on this query."""
        return self.total_before == self.total_after and all(place.rank == place.other for place in self.after)


def compare(question: str, before: SynonymSet, after: SynonymSet) -> Comparison:
    """Run the query with both sets of synonyms. Raises search.answering.service.SearchUnavailable."""
    one, two = _ask(question, before), _ask(question, after)
    return Comparison(_places(one, two), _places(two, one), one.total, two.total)


def _ask(question: str, synonyms: SynonymSet) -> SearchResult:
    return search(SearchRequest(question, page_size=LOOKED_AT, with_facets=False), synonyms=synonyms)


def _places(one: SearchResult, other: SearchResult) -> list[Place]:
    ranks = {hit.key: rank for rank, hit in enumerate(other.hits, start=1)}
    return [
        Place(rank, ranks.get(hit.key, 0), hit.title, hit.url) for rank, hit in enumerate(one.hits[:SHOWN], start=1)
    ]
