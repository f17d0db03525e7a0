"""The words of public records, to distinguish typos from rare words.

Words are exact forms: lower case with accents folded, as `search.analysis.stems.exact` gives them. Both engines use the
same lexicon, so a typo finds the same records on either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from typing import Protocol

from search.analysis.stems import exact, stem
from search.analysis.tokens import tokenize
from search.types import IndexRecord

SHORTEST_CORRECTED = 4
"""Words below this length are as often abbreviations as typos and are not corrected."""

LONGEST_WORD = 64
"""Longer strings are URLs and codes that nobody types, so they are neither stored nor corrected."""

_FIXED = 2  # leading letters that must match: typos there are rare, and this limits the number of candidates
_TWO_EDITS_FROM = 8  # letters


class Lexicon(Protocol):
    """The words of all public records, for one generation of the index."""

    def known(self, words: Collection[str]) -> set[str]:
        """The subset of the words that occur in some public record, in one look-up."""
        ...

    def known_stem(self, stem: str) -> bool:
        """Whether some public record has a word with this stem."""
        ...

    def document_frequency(self, word: str) -> int:
        """The number of public records with the word; 0 when there are none."""
        ...

    def nearest(self, word: str) -> str | None:
        """The known word that was probably meant, or None; fewer edits win, then the more frequent word."""
        ...


class MemoryLexicon:
    """An immutable lexicon, built from a mapping of word to document frequency."""

    def __init__(self, frequencies: Mapping[str, int]) -> None:
        self._frequencies = {word: count for word, count in frequencies.items() if count > 0}

    def known(self, words: Collection[str]) -> set[str]:
        return {word for word in words if word in self._frequencies}

    def known_stem(self, stem: str) -> bool:
        return stem in self._stems

    def document_frequency(self, word: str) -> int:
        return self._frequencies.get(word, 0)

    def nearest(self, word: str) -> str | None:
        if not is_correctable(word):
            return None
        limit = allowed_edits(word)
        ranked = [
            (edits, -self._frequencies[candidate], candidate)
            for candidate in self._candidates(word, limit)
            if (edits := edit_distance(word, candidate, limit)) <= limit
        ]
        return min(ranked)[2] if ranked else None

    def _candidates(self, word: str, limit: int) -> Iterator[str]:
        for length in range(len(word) - limit, len(word) + limit + 1):
            for candidate in self._buckets.get((word[:_FIXED], length), ()):
                if candidate != word and is_correctable(candidate):
                    yield candidate

    @cached_property
    def _buckets(self) -> dict[tuple[str, int], list[str]]:
        buckets: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        for word in self._frequencies:
            buckets[word[:_FIXED], len(word)].append(word)
        return dict(buckets)

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(map(stem, self._frequencies))


def words_of(record: IndexRecord) -> set[str]:
    """The distinct exact words of a record, for which the lexicon counts it."""
    texts = (record.title, record.summary, *record.tags, record.organisation, record.body)
    words = {exact(token) for text in texts for token in tokenize(text)}
    return {word for word in words if len(word) <= LONGEST_WORD}


def is_correctable(word: str) -> bool:
    """Whether a word may be corrected or be a correction: of the right length, and letters only."""
    return SHORTEST_CORRECTED <= len(word) <= LONGEST_WORD and word.isalpha()


def allowed_edits(word: str) -> int:
    """The maximum edit distance for a word: one, or two from eight letters."""
    return 2 if len(word) >= _TWO_EDITS_FROM else 1


def edit_distance(one: str, other: str, limit: int) -> int:
    """The edit distance between two words, with a transposition as one edit; `limit` + 1 when it exceeds that.

    Optimal string alignment (restricted Damerau-Levenshtein), row by row.
    """
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        current = [row]
        for column, against in enumerate(other, start=1):
            cost = min(
                above[column] + 1,
                current[column - 1] + 1,
                above[column - 1] + (letter != against),
            )
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == against:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        if min(current) > limit:
            return limit + 1
        before, above = above, current
    return min(above[-1], limit + 1)
