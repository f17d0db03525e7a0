"""Parses a search query into plain words, quoted phrases and exclusions.

    "open source" zaaksysteem -gravenhage -"oude versie"

Quoted words must be adjacent; a minus right before a word or a quote excludes records that contain it. A minus inside
a word or followed by a space is an ordinary hyphen, and an unpaired quote is ignored.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from search.analysis.tokens import tokenize

MAX_CHARACTERS = 2_000
MAX_WORDS = 40
MAX_EXCLUDED = 10

_QUOTES = '"“”„«»'
_MINUS = "-−–"
_MARKED = re.compile(
    rf"""
      (?:(?<!\S)(?P<quoted_minus>[{_MINUS}]))?[{_QUOTES}](?P<quoted>[^{_QUOTES}]*)[{_QUOTES}]
    | (?<!\S)[{_MINUS}](?P<excluded>\w[^\s{_QUOTES}]*)
    """,
    re.VERBOSE,
)
_DOTTED = re.compile(r"(?<![\w.])(?:[^\W\d_]\.){2,}[^\W\d_]?(?!\w)")


@dataclass(frozen=True, slots=True)
class Piece:
    """Consecutive words of a query, either plain or quoted."""

    words: tuple[str, ...]
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class ParsedQuestion:
    """The pieces of a query in order, at most `MAX_WORDS` words in all, and the phrases to exclude."""

    pieces: tuple[Piece, ...]
    excluded: tuple[tuple[str, ...], ...] = ()

    @property
    def words(self) -> list[str]:
        """All words to search for, in order."""
        return [word for piece in self.pieces for word in piece.words]


def read(text: str) -> ParsedQuestion:
    """Parse any text as a query; a query with only exclusions searches for everything else."""
    pieces: list[Piece] = []
    excluded: list[tuple[str, ...]] = []
    room = MAX_WORDS
    for piece, leave_out in _parts(text[:MAX_CHARACTERS]):
        if leave_out:
            excluded.append(piece.words)
        elif words := piece.words[:room]:
            room -= len(words)
            pieces.append(Piece(words, piece.quoted))
    return ParsedQuestion(tuple(pieces), tuple(dict.fromkeys(excluded))[:MAX_EXCLUDED])


def is_wordless(text: str) -> bool:
    """Whether the text is not blank but contains nothing to search for or to exclude."""
    asked = read(text)
    return bool(text.strip()) and not asked.pieces and not asked.excluded


def _parts(text: str) -> Iterator[tuple[Piece, bool]]:
    """Yield the pieces that contain a word, each with whether it is excluded."""
    place = 0
    for found in _MARKED.finditer(text):
        yield from _piece(text[place : found.start()])
        place = found.end()
        if found["excluded"]:
            yield from _piece(found["excluded"], leave_out=True)
        else:
            yield from _piece(found["quoted"], quoted=True, leave_out=bool(found["quoted_minus"]))
    yield from _piece(text[place:])


def _undotted(text: str) -> str:
    """Join dotted abbreviations in lower case too, as capitals always are: a.v.g. is avg."""
    return _DOTTED.sub(lambda found: found[0].replace(".", ""), text)


def _piece(text: str, *, quoted: bool = False, leave_out: bool = False) -> Iterator[tuple[Piece, bool]]:
    words = tuple(tokenize(_undotted(text)))
    if words:
        yield Piece(words, quoted), leave_out
