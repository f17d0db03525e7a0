"""Builds the table of the words of Dutch and English from lists of how common they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import marisa_trie

from search.analysis.language import ENTRY, STEPS, TABLE
from search.analysis.tokens import fold, lower

MOST = 255  # what one byte holds


class BadWordList(ValueError):
    """A line that is no word with a number; the message names it."""


def read_words(path: Path) -> dict[str, float]:
    """The words of a UTF-8 file and how common they are: a word, a tab and a number on the Zipf scale on each line.

    Words of letters only, in lower case, with accents folded; where two become one, the more common counts. Raises
    OSError, UnicodeDecodeError and BadWordList.
    """
    words: dict[str, float] = {}
    with path.open(encoding="utf-8") as lines:
        for word, zipf in _read(lines):
            key = fold(lower(word))
            if key.isalpha():
                words[key] = max(zipf, words.get(key, 0.0))
    return words


def _read(lines: Iterable[str]) -> Iterator[tuple[str, float]]:
    for number, line in enumerate(lines, start=1):
        word, tab, zipf = line.rstrip("\n").partition("\t")
        try:
            yield word, float(zipf)
        except ValueError:
            reason = "is no number" if tab else "is missing"
            raise BadWordList(f"line {number}: how common “{word}” {reason}") from None


def write_table(dutch: Mapping[str, float], english: Mapping[str, float], path: Path = TABLE) -> int:
    """Write the table and return how many words it has; the same lists give the same bytes."""
    words = sorted(dutch.keys() | english.keys())
    rows = ((word, (_byte(dutch.get(word, 0.0)), _byte(english.get(word, 0.0)))) for word in words)
    marisa_trie.RecordTrie(ENTRY, rows).save(str(path))
    return len(words)


def _byte(zipf: float) -> int:
    return min(round(zipf * STEPS), MOST)
