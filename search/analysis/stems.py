"""Stemming of Dutch words."""

from __future__ import annotations

import re
import threading
from functools import lru_cache

import Stemmer

from search.analysis.rules import DEVOICED, EMPTY_WORDS, OVERRIDES, REPLACED_ENDINGS, REPLACEMENTS, STOP_WORDS
from search.analysis.tokens import fold, tokenize

_REPLACEMENTS = tuple((re.compile(pattern), new.replace("$1", r"\1")) for pattern, new in REPLACEMENTS)
_DEVOICED = tuple((re.compile(pattern), new) for pattern, new in DEVOICED)
_POSSESSIVE = _REPLACEMENTS[0][0]
_local = threading.local()


def _snowball() -> Stemmer.Stemmer:
    """Return this thread's stemmer; a Snowball object is not thread-safe."""
    if not hasattr(_local, "stemmer"):
        _local.stemmer = Stemmer.Stemmer(
            "dutch_porter", 0
        )  # 0 turns off its cache, which is slower than the stemmer; `stem` has one of its own
    return _local.stemmer


@lru_cache(maxsize=131_072)
def stem(word: str) -> str:
    """Return the stem of a lower-case word, with accents folded."""
    if word.endswith(REPLACED_ENDINGS):
        for pattern, new in _REPLACEMENTS:
            word = pattern.sub(new, word)
    return fold(OVERRIDES.get(word) or _devoiced(_snowball().stemWord(word)))


def _devoiced(stemmed: str) -> str:
    """Return the stem with a final v or z changed to f or s, as a Dutch word ends."""
    if stemmed[-1:] not in {"v", "z"}:
        return stemmed
    for pattern, new in _DEVOICED:
        stemmed = pattern.sub(new, stemmed)
    return stemmed


def stems(text: str) -> list[str]:
    """Return the stems of the words of a text, in order, including stop words (phrases need them)."""
    return [stem(word) for word in tokenize(text)]


def exact(word: str) -> str:
    """Return a lower-case word unstemmed, without possessive 's and accents, for short words and the lexicon."""
    return fold(_POSSESSIVE.sub("", word))


def is_empty_word(word: str) -> bool:
    """Whether this lower-case word says nothing about the subject of a query, in Dutch or in English."""
    return fold(word) in EMPTY_WORDS


def is_stop_word(word: str) -> bool:
    """Whether this lower-case word is a stop word, with or without stress marks (vóór)."""
    return fold(word) in STOP_WORDS
