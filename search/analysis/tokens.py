"""Tokenizes text into lower-case words, with their offsets.

Invisible characters (soft hyphens, zero-width spaces) are ignored and accents are composed with their letters. This
happens here and not when a text is saved, so text that is stored already is found too, and queries are read in the same
way; what is displayed stays as written.
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
from search.analysis.rules import DOTTED_CAPITALS, LONE_LETTER, THOUSANDS, TOKEN

_MARKS = "\u0300-\u036f"
_ODD = re.compile(f"[{INVISIBLE}{_MARKS}]")
_HYPHENS = re.compile("[-\u2010\u2011]")
_ODD_LETTERS = re.compile(f"[^{_MARKS}{INVISIBLE}]?[{INVISIBLE}{_MARKS}]+")
_LETTER = re.compile(f"[^{_MARKS}][{_MARKS}]+|.", re.DOTALL)
_TOKEN = re.compile(TOKEN)
_JOINTS = re.compile(rf"{DOTTED_CAPITALS}|{LONE_LETTER}|{THOUSANDS}")
_WITHOUT_JOINTS = str.maketrans("", "", ".-\u2010\u2011")
# Letters that `str.lower` maps to two characters, or differently at the end of a word.
_LOWER_BY_LETTER = re.compile("[İΣ]")
_AS_A_LETTER = "\u02d1"
"""Takes the place of a joint where offsets must stay what they are: a letter that no text is known to have."""

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
    """Return the words of a text in lower case, in order, with dotted capitals, lone letters and thousands joined.

    A.V.G. is avg, e-mail is email and 1.000 is 1000.
    """
    text = as_it_looks(text)
    found = _TOKEN.findall(_JOINTS.sub("", text))
    together = "\n".join(found)
    if not found or _LOWER_BY_LETTER.search(together):
        return [lower(word) for word in found]
    return together.lower().split("\n")  # one call for all words: a rebuild tokenizes all text


def tokenize_with_offsets(text: str) -> Iterator[Token]:
    """Yield the same words as `tokenize`, with their offsets in the original text."""
    for start, end in _spans(text):
        yield Token(as_token(text[start:end]), start, end)


def words_as_written(text: str) -> list[str]:
    """Return the words of a text in order as written, with capitals, dots, hyphens and invisible characters."""
    if _is_odd(text) or _JOINTS.search(text):
        return [text[start:end] for start, end in _spans(text)]
    return _TOKEN.findall(text)


def ends_of(text: str, words: Iterable[str]) -> list[int]:
    """Return the end offsets in the text of the words that `words_as_written` returns, in a few calls for all words."""
    if _is_odd(text):
        return [end for _start, end in _spans(text)]
    between = _TOKEN.split(_with_joints_as_letters(text))
    return list(accumulate(map(add, map(len, between), map(len, words))))


def as_token(word: str) -> str:
    """Return a word as written in a text in the form that `tokenize` returns."""
    return lower(as_it_looks(word).translate(_WITHOUT_JOINTS))


def after_lone_letters(text: str) -> list[str]:
    """Return the words that follow a lone letter and its hyphen, in lower case: the depot of an e-depot."""
    if not _JOINTS.search(text):
        return []
    pieces = (_HYPHENS.split(word) for word in words_as_written(text))
    return [lower(as_it_looks(rest)) for one, *rests in pieces if len(one) == 1 for rest in rests]


def as_it_looks(text: str) -> str:
    """The text without what nobody sees, and with each letter and its accent in one where Unicode has that letter."""
    return _LETTER.sub(_in_one, without_invisible(text)) if _is_odd(text) else text


def lower(word: str) -> str:
    """Lower-case letter by letter, as Lucene does: the length never changes, and no rule applies to word endings."""
    return word.lower() if word.isascii() else "".join(letter.lower()[:1] for letter in word)


def _is_odd(text: str) -> bool:
    return not text.isascii() and _ODD.search(text) is not None


def _in_one(letter: re.Match[str]) -> str:
    composed = unicodedata.normalize("NFC", letter[0]) if len(letter[0]) > 1 else letter[0]
    return composed if len(composed) == 1 else letter[0]


def _spans(text: str) -> list[tuple[int, int]]:
    """Where each word stands in the original text."""
    if not _is_odd(text):
        return [match.span() for match in _TOKEN.finditer(_with_joints_as_letters(text))]
    plain: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    place = 0
    for odd in _ODD_LETTERS.finditer(text):
        plain.append(text[place : odd.start()])
        starts += range(place, odd.start())
        ends += range(place + 1, odd.start() + 1)
        for written, start, end in _letters(odd[0], odd.start()):
            plain.append(written)
            starts.append(start)
            ends.append(end)
        place = odd.end()
    looks = "".join([*plain, text[place:]])
    starts += range(place, len(text))
    ends += range(place + 1, len(text) + 1)
    words = _TOKEN.finditer(_with_joints_as_letters(looks))
    return [(starts[match.start()], ends[match.end() - 1]) for match in words]


def _letters(text: str, offset: int) -> Iterator[tuple[str, int, int]]:
    """Yield each letter as it looks, and where it stands: a letter with its accent is one where Unicode has that."""
    seen = [place for place, letter in enumerate(text, start=offset) if without_invisible(letter)]
    for letter in _LETTER.finditer(without_invisible(text)):
        written = _in_one(letter)
        first, last = seen[letter.start()], seen[letter.end() - 1]
        if len(written) == 1:
            yield written, first, last + 1
        else:
            yield from ((one, place, place + 1) for one, place in zip(written, seen[letter.start() :], strict=False))


def _with_joints_as_letters(text: str) -> str:
    return _JOINTS.sub(_AS_A_LETTER, text)


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
