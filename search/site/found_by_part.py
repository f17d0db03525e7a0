"""Says of a hit that it was found by part of a word: "parkeerapp" also finds what is only about parking."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import unescape

from search.analysis.compounds import part_stems
from search.analysis.stems import is_empty_word, stem
from search.analysis.tokens import as_token
from search.lexicon.lexicon import Lexicon
from search.query.parsing import read
from search.query.spacing import stems_of_pieces
from search.types import Hit

_MARKED = re.compile(r"<mark>(.*?)</mark>")


@dataclass(frozen=True, slots=True)
class FoundByPart:
    """A word of the question, and the words of the hit that are only a part of it."""

    word: str
    parts: str


def words_with_parts(question: str, lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """Return the words of a question that consist of others, each with the stems of those."""
    plain = (word for piece in read(question).pieces if not piece.quoted for word in piece.words)
    found = {word: frozenset(stems_of_pieces(word, lexicon)) for word in plain if not is_empty_word(word)}
    return {word: parts for word, parts in found.items() if parts}


def found_by_part(hit: Hit, words: Mapping[str, frozenset[str]]) -> list[FoundByPart]:
    """Return the words of which the marked words of a hit are a part, and not the whole."""
    marked = (
        dict.fromkeys(unescape(found) for found in _MARKED.findall(hit.title_html + hit.excerpt_html)) if words else ()
    )
    readings = {written: _stems(as_token(written)) for written in marked}
    reasons = []
    for word, parts in words.items():
        shown = {written: met for written, stems in readings.items() if (met := stems & parts)}
        is_whole = any(stem(word) in stems for stems in readings.values())
        if shown and not is_whole and not parts <= frozenset().union(*shown.values()):
            reasons.append(FoundByPart(word, ", ".join(_once(shown))))
    return reasons


def _stems(token: str) -> frozenset[str]:
    return frozenset({stem(token), *part_stems(token)})


def _once(written: Iterable[str]) -> list[str]:
    """Return words without those that differ from an earlier one by capitals only."""
    found: dict[str, str] = {}
    for one in written:
        found.setdefault(one.lower(), one)
    return list(found.values())
