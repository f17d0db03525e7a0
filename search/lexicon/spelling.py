"""Finds the word that a typo stands for: a word of the index, or a compound of two known parts that no record has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from search.analysis.compounds import head_costs, modifier_costs

SHORTEST_CORRECTED = 4
"""Words below this length are as often abbreviations as typos and are not corrected."""

LONGEST_WORD = 64
"""Longer strings are URLs and codes that nobody types, so they are neither stored nor corrected."""

_TWO_EDITS_FROM = 8  # letters
_BEGIN, _END = 2, 3  # letters: one of both is as it should be, unless a word has a typo at either side
_SHORTEST_SIDE = 3
_LONG_HEAD = 8
_LONG_COMPOUND = 14  # letters: may have three parts
_DEAREST_COMPOUND = 15.0
"""What the parts of a compound may cost together: rare parts are met by chance."""


class Candidate(NamedTuple):
    """A word that may have been meant; the least is the best."""

    edits: int
    cost: float
    word: str


class Words:
    """Words by how they begin and end, in which those close to another word are found quickly."""

    def __init__(self, words: Iterable[str]) -> None:
        self._beginning: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        self._ending: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        for word in words:
            self._beginning[word[:_BEGIN], len(word)].append(word)
            self._ending[word[-_END:], len(word)].append(word)

    def close_to(self, word: str, limit: int) -> Iterator[tuple[str, int]]:
        """Yield the words at most `limit` edits away, each with its number of edits; never the word itself."""
        for candidate in self._candidates(word, limit):
            edits = OSA.distance(word, candidate, score_cutoff=limit)
            if 0 < edits <= limit:
                yield candidate, edits

    def _candidates(self, word: str, limit: int) -> set[str]:
        found: set[str] = set()
        for length in range(len(word) - limit, len(word) + limit + 1):
            found.update(self._beginning.get((word[:_BEGIN], length), ()))
            found.update(self._ending.get((word[-_END:], length), ()))
        return found


def is_correctable(word: str) -> bool:
    """Whether a word may be corrected or be a correction: of the right length, and letters only."""
    return SHORTEST_CORRECTED <= len(word) <= LONGEST_WORD and word.isalpha()


def allowed_edits(word: str) -> int:
    """The maximum number of edits in a word, a swap of two letters as one: one, or two from eight letters."""
    return 2 if len(word) >= _TWO_EDITS_FROM else 1


def nearest(word: str, words: Words, frequencies: Mapping[str, int]) -> Candidate | None:
    """The word that was probably meant; fewer edits win, then swapped letters, the first letter, and frequency.

    Edits as in optimal string alignment: a letter too many, missing or wrong, or two swapped.
    """
    close = words.close_to(word, allowed_edits(word))
    ranked = [(edits, *_slip(word, one), -frequencies.get(one, 0), one) for one, edits in close]
    if not ranked:
        return None
    best = min(ranked)
    return Candidate(best[0], 0.0, best[-1])


def _slip(word: str, meant: str) -> tuple[bool, bool]:
    """How unlike a slip of the fingers a difference is: other letters, another first letter."""
    return sorted(word) != sorted(meant), word[0] != meant[0]


def nearest_compound(word: str, words: Words, frequencies: Mapping[str, int]) -> str | None:
    """The compound of two or three known parts that is one edit away; the most productive parts win.

    Where there is none, a part may be any word of the index before a long one: digitoegankelijkheid.
    """
    best = _compound(word) or _beside_known(word, words, frequencies)
    if best is None and len(word) >= _LONG_COMPOUND:
        best = min(_longer(word), default=None)
    return best.word if best and best.cost <= _DEAREST_COMPOUND else None


def _compound(word: str) -> Candidate | None:
    return min(_in_two(word), default=None)


def _beside_known(word: str, words: Words, frequencies: Mapping[str, int]) -> Candidate | None:
    """The reading of a word as a word of the index and a long one that has the typo."""
    return min(
        (
            Candidate(edits, -min(frequencies[word[:at]], frequencies[last]), word[:at] + last)
            for at in range(_SHORTEST_SIDE, len(word) - _LONG_HEAD + 2)
            if word[:at] in frequencies
            for last, edits in words.close_to(word[at:], 1)
            if len(last) >= _LONG_HEAD
        ),
        default=None,
    )


def _in_two(word: str) -> Iterator[Candidate]:
    """The readings of a word as two parts, of which one has the typo."""
    modifiers, heads = modifier_costs(), head_costs()
    for at in range(_SHORTEST_SIDE, len(word) - _SHORTEST_SIDE + 1):
        first, last = word[:at], word[at:]
        if first in modifiers:
            for head, edits in _heads().close_to(last, 1):
                yield Candidate(edits, modifiers[first] + heads[head], first + head)
        if last in heads:
            for modifier, edits in _modifiers().close_to(first, 1):
                yield Candidate(edits, modifiers[modifier] + heads[last], modifier + last)


def _longer(word: str) -> Iterator[Candidate]:
    """The readings of a word as one part and a compound that has the typo."""
    modifiers, heads = modifier_costs(), head_costs()
    for at in range(_SHORTEST_SIDE, len(word) - _SHORTEST_SIDE + 1):
        first, last = word[:at], word[at:]
        if first in modifiers and (rest := _compound(last)):
            yield Candidate(rest.edits, rest.cost, first + rest.word)
        if last in heads and (rest := _compound(first)):
            yield Candidate(rest.edits, rest.cost, rest.word + last)


@lru_cache(maxsize=1)
def _heads() -> Words:
    return Words(head_costs())


@lru_cache(maxsize=1)
def _modifiers() -> Words:
    return Words(modifier_costs())
