"""What a visitor typed, taken apart: plain words, words between quotes, and what to leave out.

    "open source" zaaksysteem -gravenhage -"oude versie"

Between quotes the words must stand next to each other; a minus right before a word or a quote leaves out what has
it. A minus inside a word or with a space behind it is an ordinary hyphen, and a quote without a partner is nothing.
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
    """Words of a question that stand together: plain ones, or ones between quotes."""

    words: tuple[str, ...]
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class ParsedQuestion:
    """The pieces of a question in their order, at most `MAX_WORDS` words in all, and the phrases to leave out."""

    pieces: tuple[Piece, ...]
    excluded: tuple[tuple[str, ...], ...] = ()

    @property
    def words(self) -> list[str]:
        """Everything that is looked for, in order."""
        return [word for piece in self.pieces for word in piece.words]


def read(text: str) -> ParsedQuestion:
    """Any text as a question; one of exclusions only looks for everything else."""
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
    """Whether something was typed in which there is nothing to look for or to leave out."""
    asked = read(text)
    return bool(text.strip()) and not asked.pieces and not asked.excluded


def _parts(text: str) -> Iterator[tuple[Piece, bool]]:
    """The pieces that have a word, each with whether it is to be left out."""
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
    """With abbreviations in small letters joined, as capitals always are: a.v.g. is avg."""
    return _DOTTED.sub(lambda found: found[0].replace(".", ""), text)


def _piece(text: str, *, quoted: bool = False, leave_out: bool = False) -> Iterator[tuple[Piece, bool]]:
    words = tuple(tokenize(_undotted(text)))
    if words:
        yield Piece(words, quoted), leave_out
