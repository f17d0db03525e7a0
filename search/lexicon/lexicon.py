"""The words of public records, to distinguish typos from rare words.

Words are exact forms: lower case with accents folded, as `search.analysis.stems.exact` gives them. Both engines use the
same lexicon, so a typo finds the same records on either.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property
from typing import Protocol

from search.analysis.stems import exact, stem
from search.analysis.tokens import tokenize
from search.lexicon.spelling import LONGEST_WORD, Words, is_correctable, nearest, nearest_compound
from search.types import IndexRecord


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

    def records(self) -> int:
        """About how many public records there are: as many as have the most frequent word."""
        ...

    def nearest(self, word: str) -> str | None:
        """The word that was probably meant, or None: one that a record has, or else a compound that none has."""
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

    def records(self) -> int:
        return self._most

    def nearest(self, word: str) -> str | None:
        if not is_correctable(word):
            return None
        known = nearest(word, self._words, self._frequencies)
        if known and known.edits == 1:
            return known.word
        return nearest_compound(word, self._words, self._frequencies) or (known and known.word)

    @cached_property
    def _most(self) -> int:
        return max(self._frequencies.values(), default=0)

    @cached_property
    def _words(self) -> Words:
        return Words(filter(is_correctable, self._frequencies))

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(map(stem, self._frequencies))


def words_of(record: IndexRecord) -> set[str]:
    """The distinct exact words of a record, for which the lexicon counts it."""
    texts = (record.title, record.summary, *record.tags, record.organisation, record.body)
    words = {exact(token) for text in texts for token in tokenize(text)}
    return {word for word in words if len(word) <= LONGEST_WORD}
