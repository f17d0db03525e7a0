"""Stemming of Dutch words."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from functools import lru_cache

import Stemmer

from search.analysis.language import zipf_frequency
from search.analysis.rules import DEVOICED, EMPTY_WORDS, OVERRIDES, REPLACED_ENDINGS, REPLACEMENTS, STOP_WORDS
from search.analysis.tokens import fold, tokenize

_REPLACEMENTS = tuple((re.compile(pattern), new.replace("$1", r"\1")) for pattern, new in REPLACEMENTS)
_DEVOICED = tuple((re.compile(pattern), new) for pattern, new in DEVOICED)
_POSSESSIVE = _REPLACEMENTS[0][0]
_local = threading.local()

SHORTEST_VERB = 5  # letters
SHORTEST_PLURAL = 4
SHORTEST_DOUBLED = 3  # off and all stay as they are
VOWEL_PLURALS = ("as", "is", "os", "us")
CONSONANTS = frozenset("bcdfgklmnprst")
USED = 2.5
"""How common the other form is at least, on the Zipf scale."""

ABOUT_AS_KNOWN = 0.3
"""What an infinitive may be less common than the form in -t: half as often."""


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
    return fold(OVERRIDES.get(word) or _as_a_word_ends(_snowball().stemWord(_better_known(word))))


def _better_known(word: str) -> str:
    """Return the infinitive of a verb in -t, or the singular of a plural in -s after a vowel; else the word itself.

    Snowball keeps both endings, as they often belong to the word: a form counts only when the language knows it at
    least as well (functioneert: functioneren, but not start: staren; agendas: agenda, but not virus: viru).
    """
    if word.endswith("t") and len(word) >= SHORTEST_VERB:
        return next((verb for verb in _infinitives(word[:-1]) if _is_better_known(verb, word, dutch=True)), word)
    if word.endswith(VOWEL_PLURALS) and len(word) >= SHORTEST_PLURAL and _is_better_known(word[:-1], word):
        return word[:-1]
    return word


def _infinitives(root: str) -> Iterator[str]:
    """Yield how the infinitive of a verb with this root is written: with the vowel once in an open syllable."""
    yield f"{root}en"
    if root[-2] == root[-3] and root[-2] in "aeou":
        yield f"{root[:-2]}{root[-1]}en"


def _is_better_known(form: str, word: str, *, dutch: bool = False) -> bool:
    found, given = zipf_frequency(fold(form)), zipf_frequency(fold(word))
    if dutch:
        return found.dutch >= max(USED, given.dutch - ABOUT_AS_KNOWN)
    return max(found) >= max(USED, *given)


def _as_a_word_ends(stemmed: str) -> str:
    """Return the stem with a final v or z changed to f or s, and with one of two final consonants, as a word ends."""
    if stemmed[-1:] in {"v", "z"}:
        for pattern, new in _DEVOICED:
            stemmed = pattern.sub(new, stemmed)
    if len(stemmed) > SHORTEST_DOUBLED and stemmed[-1] == stemmed[-2] and stemmed[-1] in CONSONANTS:
        return stemmed[:-1]
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
