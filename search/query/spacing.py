"""Writes the words of a query together or apart as the index does: "commonground", "zaak systeem", "wobverzoek".

Dutch writes compounds as one word, English mostly apart, and people do either. A query gets the same plan however it is
written: words that records have as one compound are joined, and a word that is no word of its own is taken apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from search.analysis.compounds import part_stems, split
from search.analysis.documents import is_short_plural
from search.analysis.language import COMMON, is_word, zipf_frequency
from search.analysis.rules import LINKS
from search.analysis.stems import exact, is_empty_word, stem
from search.analysis.tokens import fold
from search.lexicon.lexicon import Lexicon

MOST_JOINED = 3  # words
SHORTEST_SIDE = 3
SHORTEST_GLUED = 6  # letters
LONGEST_GLUED = 30
COMPOUND_SHARE = 0.2
"""Words are one compound when at least this many times as many records have it as have the rarer of its parts."""

NAME_SHARE = 1.0
"""The same for what is no compound of known parts, such as a name: git hub, public code. Others stay apart, each with
the name as another reading, so that "open raadsinformatie" finds more than openraadsinformatie."""

USED_SHARE = 0.05
"""The same for what the language uses as one word, though not often: opensource."""

WELL_KNOWN = 3.5
"""On the Zipf scale: a word that is one, however its halves are used."""


class Word(NamedTuple):
    """A word to search for, and the word of the query that it was a piece of; "" for a word as it was typed."""

    text: str
    whole: str = ""


def respaced(words: Sequence[str], lexicon: Lexicon) -> Iterator[Word]:
    """Yield the words of a query that stand next to each other, joined and taken apart as the index has them."""
    place = 0
    while place < len(words):
        compound, length = _joined(words[place : place + MOST_JOINED], lexicon)
        word = compound or words[place]
        pieces = apart(word, lexicon)
        yield from (Word(piece, word) for piece in pieces) if pieces else [Word(_in_singular(word))]
        place += length


def _in_singular(word: str) -> str:
    return stem(word) if is_short_plural(word) else word


def _joined(words: Sequence[str], lexicon: Lexicon) -> tuple[str, int]:
    """Return the compound that records have of the first of these words, and of how many; "" and 1 for none."""
    for length in range(len(words), 1, -1):
        pieces = words[:length]
        if any(map(is_empty_word, pieces)):
            continue
        candidates = dict.fromkeys(exact(_glued(pieces, links)) for links in product(LINKS, repeat=length - 1))
        known = lexicon.known(candidates)
        for compound in candidates:
            if compound in known and _is_one(compound, pieces, lexicon):
                return compound, length
    return "", 1


def _glued(words: Sequence[str], links: Sequence[str]) -> str:
    return "".join(word + link for word, link in zip(words, (*links, ""), strict=True))


def _is_one(compound: str, pieces: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether records have these pieces as one word rather than as words of their own."""
    if any(len(piece) == 1 for piece in pieces):
        return True
    rarest = min(map(lexicon.document_frequency, map(exact, pieces)))
    return lexicon.document_frequency(compound) >= _share(compound) * rarest


def _share(compound: str) -> float:
    known = max(zipf_frequency(compound))
    if split(compound):
        return COMPOUND_SHARE
    return NAME_SHARE if known < COMMON else USED_SHARE if known < WELL_KNOWN else 0.0


def apart(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the words that were written as one in this word; empty when it stands for itself.

    A word stands for itself when records have it, unless many more have its pieces as words of their own.
    """
    plain = exact(word)
    if not SHORTEST_GLUED <= len(plain) <= LONGEST_GLUED or not plain.isalpha():
        return ()
    parts = split(word) or split(fold(word))
    halves = _halves(plain, lexicon)
    pieces = halves if not parts or _are_parts(halves, parts) else parts
    if lexicon.document_frequency(plain) or lexicon.known_stem(stem(word)):
        return () if not pieces or _is_one(plain, pieces, lexicon) else pieces
    if parts:
        return pieces if any(lexicon.known_stem(stem(piece)) for piece in pieces) else ()
    return halves if halves and max(zipf_frequency(plain)) < COMMON else _half_known(plain, lexicon)


def stems_of_pieces(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the stems of the parts of a compound, or else of the words that `apart` finds in the word."""
    return part_stems(word) or tuple(map(stem, apart(word, lexicon)))


def _halves(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the two words, both in records, of which this one consists; those in the most records win."""
    known = lexicon.known({side for sides in _sides(word) for side in sides})
    met = (sides for sides in _sides(word) if known.issuperset(sides))
    return max(met, key=lambda sides: min(map(lexicon.document_frequency, sides)), default=())


def _half_known(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the two words of a compound of which records have one only: klimaatadaptatie."""
    sides = [
        sides
        for sides in _sides(word)
        if all(len(side) > SHORTEST_SIDE and zipf_frequency(side).dutch >= COMMON for side in sides)
    ]
    known = lexicon.known({side for both in sides for side in both})
    return max((both for both in sides if known.intersection(both)), key=_rarest, default=())


def _rarest(sides: Sequence[str]) -> float:
    return min(zipf_frequency(side).dutch for side in sides)


def _are_parts(halves: Sequence[str], parts: Sequence[str]) -> bool:
    """Whether two halves are cut where two parts of the compound meet."""
    beginnings = {stem("".join(parts[:count])) for count in range(1, len(parts))}
    return bool(halves) and stem(halves[0]) in beginnings


@lru_cache(maxsize=4_096)
def _sides(word: str) -> tuple[tuple[str, str], ...]:
    """Return every two words that say something and of which a word may consist, with or without a linking element."""
    return tuple(
        (word[: at - len(link)], word[at:])
        for at in range(SHORTEST_SIDE, len(word) - SHORTEST_SIDE + 1)
        for link in LINKS
        if word[:at].endswith(link) and at - len(link) >= SHORTEST_SIDE
        if _may_stand_alone(word[: at - len(link)]) and _may_stand_alone(word[at:])
    )


def _may_stand_alone(word: str) -> bool:
    """Whether this is a word or an abbreviation that says something, and not a piece of a name."""
    return not is_empty_word(word) and (len(word) == SHORTEST_SIDE or is_word(word))
