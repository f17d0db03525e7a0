"""More like this: a search for the most significant words of a record.

A word is more significant when few records use it and when it is in the title, the tags or the summary. The same
search serves "more like this" for visitors and the warning about possible duplicates for editors.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search.analysis.compounds import part_stems
from search.analysis.stems import exact, is_empty_word, stem
from search.analysis.tokens import tokenize
from search.lexicon.lexicon import Lexicon
from search.plan import Alternative, Clause, Match, Origin, Plan
from search.ranking import WEIGHTS, Weights
from search.types import IndexRecord

MOST_WORDS, FEWEST_WORDS = 16, 4
MOST_RECORDS = 8_000
"""Maximum sum of the document frequencies of the words: very common words are slow and say little."""
SHORTEST_WORD = 3
LONGEST_BODY = 4_000  # characters; the beginning of a text says what it is about

TITLE, TAGS, SUMMARY, BODY = 3.0, 3.0, 2.0, 1.0
"""The weight of a word per field, before its rarity is applied."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The texts that describe a record, and whether the lexicon already counts their words."""

    title: str
    summary: str = ""
    tags: Sequence[str] = ()
    body: str = ""
    is_counted: bool = False

    @classmethod
    def of(cls, record: IndexRecord) -> Draft:
        """Build a draft from a public record."""
        return cls(record.title, record.summary, record.tags, record.body, is_counted=True)


def plan_more_like_this(draft: Draft, lexicon: Lexicon, weights: Weights = WEIGHTS) -> Plan:
    """Build the plan that finds records like this one; empty when no other record shares a word with it."""
    terms = _significant_terms(draft, lexicon).items()
    significant = sorted(terms, key=lambda item: (-item[1].worth, item[0]))[:MOST_WORDS]
    chosen: list[_SignificantTerm] = []
    records = 0
    for _stem, word in significant:
        if len(chosen) < FEWEST_WORDS or records + word.frequency <= MOST_RECORDS:
            chosen.append(word)
            records += word.frequency
    return Plan(tuple(_clause(each.word, each.worth / chosen[0].worth, weights) for each in chosen))


@dataclass(frozen=True, slots=True)
class _SignificantTerm:
    """A word, its weight, and how many other records use it."""

    word: str
    worth: float
    frequency: int


def _significant_terms(draft: Draft, lexicon: Lexicon) -> dict[str, _SignificantTerm]:
    """Return a word per stem of the draft, without words that cannot match another record."""
    worth: defaultdict[str, float] = defaultdict(float)
    words: dict[str, str] = {}
    for word, value in _words(draft):
        stemmed = stem(word)
        worth[stemmed] += value
        words.setdefault(stemmed, word)
    known = {}
    for stemmed, word in words.items():
        frequency = lexicon.document_frequency(exact(word)) - draft.is_counted
        if frequency > 0 or part_stems(word) or (not draft.is_counted and lexicon.known_stem(stemmed)):
            known[stemmed] = _SignificantTerm(word, worth[stemmed] / math.log2(2 + max(frequency, 0)), frequency)
    return known


def _words(draft: Draft) -> Iterator[tuple[str, float]]:
    """Yield the significant words with the weight of their field; in the body the first mention counts most."""
    for text, value in ((draft.title, TITLE), (" ".join(draft.tags), TAGS), (draft.summary, SUMMARY)):
        yield from ((word, value) for word in dict.fromkeys(tokenize(text)) if _is_significant(word))
    mentions: defaultdict[str, int] = defaultdict(int)
    for word in tokenize(draft.body[:LONGEST_BODY]):
        if _is_significant(word):
            mentions[word] += 1
            yield word, BODY / mentions[word]


def _is_significant(word: str) -> bool:
    return len(word) >= SHORTEST_WORD and not word.isdigit() and not is_empty_word(word)


def _clause(word: str, worth: float, weights: Weights) -> Clause:
    alternatives = [Alternative((stem(word),), worth, Match.STEM, Origin.WORD)]
    if parts := part_stems(word):
        alternatives.append(Alternative(parts, worth * weights.parts, Match.PARTS, Origin.PARTS))
    return Clause(word, tuple(alternatives))
