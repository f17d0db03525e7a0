"""Words of a text: lower case, with the place where they stand.

A text is read as it looks: without the characters that nobody sees (a soft hyphen, a zero-width space) and with letters
and their accents in one. Here, and not where a text is saved: so what was stored before is found as well, and a
question is read in the same way. What is shown stays as it was written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate
from operator import add
from typing import NamedTuple

from hub.text.invisible import INVISIBLE, without_invisible
from search.analysis.rules import DOTTED_CAPITALS, TOKEN

_MARKS = "\u0300-\u036f"
_ODD = re.compile(f"[{INVISIBLE}{_MARKS}]")
_LETTER = re.compile(f"[^{_MARKS}][{_MARKS}]+|.", re.DOTALL)
_TOKEN = re.compile(TOKEN)
_DOT = re.compile(DOTTED_CAPITALS)
_MAYBE_DOTTED = re.compile(r"\.[A-Z]")
# The letters that Python lowers to two, or differently at the end of a word.
_LOWER_BY_LETTER = re.compile("[İΣ]")
# A token in original text, in which dotted capitals still have their dots.
_TOKEN_WITH_DOTS = re.compile(rf"(?:\w|{DOTTED_CAPITALS})+(?:['’]s)?")

# What Lucene's asciifolding maps and Unicode does not decompose; only what European names and texts hold.
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
    """A word in lower case, and where it stands in the original text: text[start:end]."""

    text: str
    start: int
    end: int


def tokenize(text: str) -> list[str]:
    """The words of a text in lower case, in order; dotted capitals joined (A.V.G. is avg)."""
    text = as_it_looks(text)
    found = _TOKEN.findall(_DOT.sub("", text) if _MAYBE_DOTTED.search(text) else text)
    together = "\n".join(found)
    if not found or _LOWER_BY_LETTER.search(together):
        return [lower(word) for word in found]
    return together.lower().split("\n")  # one call for all words, for a rebuild asks for every word there is


def tokenize_with_offsets(text: str) -> Iterator[Token]:
    """The same words as `tokenize`, each with its place in the original text."""
    for start, end in _spans(text):
        yield Token(as_token(text[start:end]), start, end)


def words_with_dots(text: str) -> list[str]:
    """The words of a text in order as they stand there, with capitals, dots and what nobody sees."""
    return [text[start:end] for start, end in _spans(text)] if _is_odd(text) else _with_dots(text).findall(text)


def ends_of(text: str, words: Iterable[str]) -> list[int]:
    """Where each of the words that `words_with_dots` gives ends in the text; in a few calls for all of them."""
    if _is_odd(text):
        return [end for _start, end in _spans(text)]
    between = _with_dots(text).split(text)
    return list(accumulate(map(add, map(len, between), map(len, words))))


def as_token(word: str) -> str:
    """A word as it stands in a text, as `tokenize` gives it."""
    return lower(as_it_looks(word).replace(".", ""))


def as_it_looks(text: str) -> str:
    """The text without what nobody sees, and with each letter and its accent in one where Unicode has that letter."""
    return _LETTER.sub(_in_one, without_invisible(text)) if _is_odd(text) else text


def lower(word: str) -> str:
    """Lower case letter by letter, as Lucene does: never longer or shorter, no rule for the end of a word."""
    return word.lower() if word.isascii() else "".join(letter.lower()[:1] for letter in word)


def _is_odd(text: str) -> bool:
    return not text.isascii() and _ODD.search(text) is not None


def _in_one(letter: re.Match[str]) -> str:
    composed = unicodedata.normalize("NFC", letter[0]) if len(letter[0]) > 1 else letter[0]
    return composed if len(composed) == 1 else letter[0]


def _spans(text: str) -> list[tuple[int, int]]:
    """Where each word stands in the original text."""
    if not _is_odd(text):
        return [match.span() for match in _with_dots(text).finditer(text)]
    seen = [place for place, letter in enumerate(text) if without_invisible(letter)]
    plain: list[str] = []
    starts, ends = [], []
    for letter in _LETTER.finditer("".join(text[place] for place in seen)):
        written = _in_one(letter)
        last = letter.end() - 1
        at = [(letter.start(), last)] if len(written) == 1 else [(one, one) for one in range(letter.start(), last + 1)]
        plain += written
        starts += [seen[first] for first, _last in at]
        ends += [seen[final] + 1 for _first, final in at]
    looks = "".join(plain)
    return [(starts[match.start()], ends[match.end() - 1]) for match in _with_dots(looks).finditer(looks)]


def _with_dots(text: str) -> re.Pattern[str]:
    """What finds the words of this text: looking for dots between capitals is slow, and seldom needed."""
    return _TOKEN_WITH_DOTS if _MAYBE_DOTTED.search(text) else _TOKEN


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """The word without accents on Latin letters, as Lucene's asciifolding writes it; other scripts stay."""
    return fold_text(word)


def fold_text(text: str) -> str:
    """The same for a text, which is too long to be remembered."""
    return text if text.isascii() else "".join(map(_fold_letter, text.translate(_FOLDED)))


def _fold_letter(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[:1]
    return base if base.isascii() else letter
