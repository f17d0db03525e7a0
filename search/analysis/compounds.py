"""Compounds and their parts: parkeervergunning is parkeer + vergunning.

A dynamic programme walks over the word. Every segment of at least four letters must be known as a head (last
segment) or a modifier (earlier ones), with or without a linking s, en, e or n; the cheapest full cover wins. Known
words and how often they occur in other words come from the shipped table (search/analysis/table.py makes it).
"""

from __future__ import annotations

import gzip
from collections.abc import Container
from functools import lru_cache
from math import log
from pathlib import Path
from typing import NamedTuple

from search.analysis.stems import stem
from search.analysis.tokens import fold

TABLE = Path(__file__).parent / "data" / "parts.tsv.gz"
SHORTEST_COMPOUND = 8  # letters
SHORTEST_PART = 4
SPLIT_AGAIN = 10  # parts of this length are split once more
LONGEST_COMPOUND = 60  # longer "words" are addresses and noise
LINKS = ("", "s", "en", "e", "n")
SEGMENT_COST = 9.0  # every segment more must be worth it
SHORT_PART_COST = 2.0  # for parts under five letters
LINK_COST = 1.0
COMFORTABLE_PART = 5
DEAREST_COVER = 7.5  # on average per part; two strings that hardly occur in other words (soft-ware) are chance

# Strings that stand in the word list but only mislead as a part, and words that the list lacks.
BLOCKED = frozenset("bare naar ring heden open samen komst werking daar zien ting ment verg gesp beha kelen".split())
# What stands before a verb or noun in one word with it.
FORMATIVES = tuple("be ge her ont ver aan af bij in om onder op over tegen toe uit voor open".split())
ADDED = {"kinder": 500, "algoritme": 100}
# Words that mean something else than their parts; they are a part of other words as they are.
WHOLE = frozenset(["maatregel", "maatregelen"])
WHOLE_COUNT = 100


class Table(NamedTuple):
    """By word: how often it is the head, and how often a modifier, of other words in the list."""

    heads: dict[str, int]
    modifiers: dict[str, int]


class Modifiers(NamedTuple):
    """By segment: what it costs, and the modifier that it is, perhaps with a linking letter."""

    costs: dict[str, float]
    words: dict[str, str]


class Cover(NamedTuple):
    """The cheapest way to cover the beginning of a word."""

    cost: float
    parts: tuple[str, ...]


@lru_cache(maxsize=1)
def _table() -> Table:
    """The shipped table, read once; words of the add list count in both roles, others perhaps in one."""
    table = Table({}, {})
    with gzip.open(TABLE, "rt", encoding="utf-8") as lines:
        for line in lines:
            word, head, modifier = line.rstrip("\n").split("\t")
            table.heads[word], table.modifiers[word] = int(head), int(modifier)
    for counts in table:
        counts.update(ADDED | dict.fromkeys(WHOLE, WHOLE_COUNT))
        for word in BLOCKED:
            counts.pop(word, None)
    return table


def _cost(word: str, count: int) -> float:
    """What a segment costs: less the more productive it is, more when it is short."""
    return SEGMENT_COST - log(1 + count) + (SHORT_PART_COST if len(word) < COMFORTABLE_PART else 0.0)


@lru_cache(maxsize=1)
def _modifiers() -> Modifiers:
    """The cheapest reading of every segment that may stand before a head."""
    costs: dict[str, float] = {}
    words: dict[str, str] = {}
    usable = {word: count for word, count in _table().modifiers.items() if count and len(word) >= SHORTEST_PART}
    for link in LINKS:
        for word, count in usable.items():
            cost = _cost(word, count) + (LINK_COST if link else 0.0)
            segment = word + link
            if segment not in costs or cost < costs[segment]:
                costs[segment], words[segment] = cost, word
    return Modifiers(costs, words)


def is_chance(word: str, first: str, known: Container[str]) -> bool:
    """Whether a word only seems to begin with this part: versturen is ver-sturen and no verst-uren.

    So it is when the word is a known one after a prefix, and the part is not (toelevering-keten is a compound).
    """
    return any(
        word.startswith(prefix)
        and first != prefix
        and len(word) - len(prefix) >= SHORTEST_PART
        and word[len(prefix) :] in known
        and first[len(prefix) :] not in known
        for prefix in FORMATIVES
    )


def _cheapest(word: str) -> tuple[str, ...]:
    """The parts of the cheapest cover of the whole word in at least two segments, or nothing."""
    table, (costs, modifiers) = _table().heads, _modifiers()
    heads = {
        end: count for end in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1) if (count := table.get(word[end:]))
    }
    if not heads:
        return ()  # most words: no compound, or one with a head that we do not know
    best: dict[int, Cover] = {0: Cover(0.0, ())}
    for end in range(SHORTEST_PART, max(heads) + 1):
        for start in reversed(tuple(best)):
            segment = word[start:end]
            if segment in costs:
                cost = best[start].cost + costs[segment]
                if end not in best or cost < best[end].cost:
                    best[end] = Cover(cost, (*best[start].parts, modifiers[segment]))
    covers = [
        Cover(best[end].cost + _cost(word[end:], head), (*best[end].parts, word[end:]))
        for end, head in heads.items()
        if end in best
    ]
    cheapest = min(covers, default=Cover(0.0, ()))
    if not cheapest.parts or is_chance(word, cheapest.parts[0], table):
        return ()
    return cheapest.parts if cheapest.cost <= DEAREST_COVER * len(cheapest.parts) else ()


@lru_cache(maxsize=65_536)
def split(word: str) -> tuple[str, ...]:
    """The parts of a lower-case compound, in order; nothing when it is no compound we know."""
    if not SHORTEST_COMPOUND <= len(word) <= LONGEST_COMPOUND or not word.isalpha() or word in WHOLE:
        return ()
    parts = _cheapest(word)
    return tuple(piece for part in parts for piece in ((len(part) >= SPLIT_AGAIN and split(part)) or (part,)))


@lru_cache(maxsize=65_536)
def part_stems(word: str) -> tuple[str, ...]:
    """The stems of the parts of a lower-case compound, in order; nothing when it is no compound we know."""
    return tuple(stem(part) for part in split(word) or split(fold(word)))


def warm_up() -> None:
    """Read the table now, so that processes that are forked from this one need not."""
    _modifiers()
