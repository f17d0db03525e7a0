"""Finds what a question is not about: "inloggen zonder DigiD", "een alternatief voor Teams".

Such a word still counts a little, because texts about doing without something name it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from search.analysis.stems import is_empty_word
from search.analysis.tokens import fold

NEGATIONS = frozenset("zonder niet geen without not".split())
"""The next word is not wanted, nor the noun behind it when that word is an adjective in -e."""

REPLACING = frozenset("alternatief alternatieven alternative alternatives".split())
"""What is named after these words and a preposition is not wanted, and neither are these words."""

_TOWARDS = frozenset("voor op to for".split())
_INSTEAD = (("in", "plaats", "van"), ("instead", "of"))
_ARTICLES = frozenset("de het een al te the a an".split())
LONGEST_NAME = 3  # words


def unwanted(words: Sequence[str]) -> frozenset[int]:
    """Return the positions of words, lower case, that a question names in order to leave them aside."""
    plain = [fold(word) for word in words]
    found: set[int] = set()
    for place, word in enumerate(plain):
        if word in NEGATIONS:
            found.update(_negated(plain, place + 1))
        elif word in REPLACING and not _TOWARDS.isdisjoint(plain[place + 1 : place + 2]):
            found.update({place}, _named(plain, place + 2))
        for phrase in _INSTEAD:
            if tuple(plain[place : place + len(phrase)]) == phrase:
                found.update(_named(plain, place + len(phrase)))
    return frozenset(found)


def _negated(words: Sequence[str], start: int) -> Iterator[int]:
    """Yield the first word that means something, and the one behind an adjective."""
    for place in range(start, len(words)):
        if words[place] in _ARTICLES:
            continue
        if is_empty_word(words[place]):
            return
        yield place
        if not words[place].endswith("e"):
            return


def _named(words: Sequence[str], start: int) -> Iterator[int]:
    """Yield the words of a name, up to one that means nothing."""
    while start < len(words) and words[start] in _ARTICLES:
        start += 1
    for place in range(start, min(start + LONGEST_NAME, len(words))):
        if is_empty_word(words[place]):
            return
        yield place
