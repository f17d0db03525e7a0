"""Tokenizes text into lower-case words, with their offsets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate
from operator import add
from typing import NamedTuple

from search.analysis.rules import DOTTED_CAPITALS, TOKEN

_TOKEN = re.compile(TOKEN)
_DOT = re.compile(DOTTED_CAPITALS)
_MAYBE_DOTTED = re.compile(r"\.[A-Z]")
# Letters that `str.lower` maps to two characters, or differently at the end of a word.
_LOWER_BY_LETTER = re.compile("[İΣ]")
# A token in original text, in which dotted capitals still have their dots.
_TOKEN_WITH_DOTS = re.compile(rf"(?:\w|{DOTTED_CAPITALS})+(?:['’]s)?")

# Characters that Lucene's asciifolding maps and Unicode does not decompose; only those in European names and texts.
_FOLDED = str.maketrans(
    {
        "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L",
        "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "TH", "ı": "i", "ħ": "h", "Ħ": "H", "ŋ": "n",
        "Ŋ": "N", "ĳ": "ij", "Ĳ": "IJ", "ſ": "s", "ŧ": "t", "Ŧ": "T", "²": "2", "³": "3", "¹": "1", "ª": "a",
        "º": "o", "’": "'", "‘": "'",
        "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬆ": "st",
    }
)  # fmt: skip
_FOLDED.update({ord(small): digit for small, digit in zip("⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "04567890123456789", strict=True)})


class Token(NamedTuple):
    """A lower-case word and its offsets in the original text: text[start:end]."""

    text: str
    start: int
    end: int


def tokenize(text: str) -> list[str]:
    """Return the words of a text in lower case, in order, with dotted capitals joined (A.V.G. is avg)."""
    found = _TOKEN.findall(_DOT.sub("", text) if _MAYBE_DOTTED.search(text) else text)
    together = "\n".join(found)
    if not found or _LOWER_BY_LETTER.search(together):
        return [lower(word) for word in found]
    return together.lower().split("\n")  # one call for all words: a rebuild tokenizes all text


def tokenize_with_offsets(text: str) -> Iterator[Token]:
    """Yield the same words as `tokenize`, with their offsets in the original text."""
    for match in _with_dots(text).finditer(text):
        yield Token(as_token(match.group()), match.start(), match.end())


def words_with_dots(text: str) -> list[str]:
    """Return the words of a text in order as written, with capitals and dots."""
    return _with_dots(text).findall(text)


def ends_of(text: str, words: Iterable[str]) -> list[int]:
    """Return the end offsets in the text of the words that `words_with_dots` returns, in a few calls for all words."""
    between = _with_dots(text).split(text)
    return list(accumulate(map(add, map(len, between), map(len, words))))


def as_token(word: str) -> str:
    """Return a word as written in a text in the form that `tokenize` returns."""
    return lower(word.replace(".", ""))


def lower(word: str) -> str:
    """Lower-case letter by letter, as Lucene does: the length never changes, and no rule applies to word endings."""
    return word.lower() if word.isascii() else "".join(letter.lower()[:1] for letter in word)


def _with_dots(text: str) -> re.Pattern[str]:
    """Return the token pattern for this text; the one that handles dotted capitals is slow and seldom needed."""
    return _TOKEN_WITH_DOTS if _MAYBE_DOTTED.search(text) else _TOKEN


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """Return the word without accents on Latin letters, as Lucene's asciifolding does; other scripts are unchanged."""
    return fold_text(word)


def fold_text(text: str) -> str:
    """Fold a text, which is too long to cache."""
    return text if text.isascii() else "".join(map(_fold_letter, text.translate(_FOLDED)))


def _fold_letter(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[:1]
    return base if base.isascii() else letter
