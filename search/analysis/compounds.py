"""Splits Dutch compounds into their parts: parkeervergunning is parkeer + vergunning.

Uses dynamic programming. Every segment of at least four letters must be known as a head (last segment) or a modifier
(earlier segments), with or without a linking s, en, e or n; the cheapest full cover wins. Known words and how often
they occur in other words come from the shipped table, which search/analysis/table.py builds.
"""

from __future__ import annotations

import gzip
from collections.abc import Container, Mapping
from functools import lru_cache
from math import log
from pathlib import Path
from typing import NamedTuple

from search.analysis.rules import LINKS
from search.analysis.stems import stem
from search.analysis.tokens import fold

TABLE = Path(__file__).parent / "data" / "parts.tsv.gz"
SHORTEST_COMPOUND = 8  # letters
SHORTEST_PART = 4
SPLIT_AGAIN = 10  # parts of at least this many letters are split again
LONGEST_COMPOUND = 60  # longer "words" are addresses and noise
PART_LINKS = (*LINKS, "n")  # koninginnedag
SEGMENT_COST = 9.0  # base cost per segment, so that extra segments must pay off
SHORT_PART_COST = 2.0  # penalty for parts under five letters
LINK_COST = 1.0
COMFORTABLE_PART = 5
MAX_AVERAGE_COST = 7.5  # maximum average cost per part; two rarely productive strings (soft-ware) match by chance

# Strings in the word list that are misleading as parts.
BLOCKED = frozenset("bare naar ring heden open samen komst werking daar zien ting ment verg gesp beha kelen".split())
# Prefixes and particles that form one word with the verb or noun that follows.
FORMATIVES = tuple("be ge her ont ver aan af bij in om onder op over tegen toe uit voor open".split())
# Words missing from the list, with their counts.
ADDED = {"kinder": 500, "algoritme": 100}
# Parts of three letters that form words in this trade; others of that length are met by chance.
SHORT_HEADS = ("app", "pas", "wet")
SHORT_MODIFIERS = ("app", "api", "bsn", "gis", "ict", "web", "wmo", "wob", "woo", "woz")
SHORT_COUNT = 100
SHORT_PART = 3  # letters
# Words whose meaning differs from that of their parts: never split, but used as a part of other words.
WHOLE = frozenset("maatregel maatregelen website websites".split())
WHOLE_COUNT = 100


class Table(NamedTuple):
    """Per word, how often it is the head and how often a modifier of other words in the list."""

    heads: dict[str, int]
    modifiers: dict[str, int]


class Modifiers(NamedTuple):
    """Per segment (a modifier with an optional linking element), its cost and its modifier."""

    costs: dict[str, float]
    words: dict[str, str]


class Cover(NamedTuple):
    """The cheapest cover of the first letters of a word."""

    cost: float
    parts: tuple[str, ...]


@lru_cache(maxsize=1)
def _table() -> Table:
    """Return the shipped table, read once; `ADDED` and `WHOLE` count in both roles, `BLOCKED` is removed."""
    table = Table({}, {})
    with gzip.open(TABLE, "rt", encoding="utf-8") as lines:
        for line in lines:
            word, head, modifier = line.rstrip("\n").split("\t")
            table.heads[word], table.modifiers[word] = int(head), int(modifier)
    table.heads.update(dict.fromkeys(SHORT_HEADS, SHORT_COUNT))
    table.modifiers.update(dict.fromkeys(SHORT_MODIFIERS, SHORT_COUNT))
    for counts in table:
        counts.update(ADDED | dict.fromkeys(WHOLE, WHOLE_COUNT))
        for word in BLOCKED:
            counts.pop(word, None)
    return table


def _cost(word: str, count: int) -> float:
    """Return the cost of a segment: lower when the word is productive, higher when it is short."""
    return SEGMENT_COST - log(1 + count) + (SHORT_PART_COST if len(word) < COMFORTABLE_PART else 0.0)


@lru_cache(maxsize=1)
def _modifiers() -> Modifiers:
    """Return the cheapest reading of every segment that can precede a head."""
    costs: dict[str, float] = {}
    words: dict[str, str] = {}
    usable = {word: count for word, count in _table().modifiers.items() if count}
    for link in PART_LINKS:
        for word, count in usable.items():
            cost = _cost(word, count) + (LINK_COST if link else 0.0)
            segment = word + link
            if segment not in costs or cost < costs[segment]:
                costs[segment], words[segment] = cost, word
    return Modifiers(costs, words)


def modifier_costs() -> Mapping[str, float]:
    """What each segment that can precede a head costs: the less, the more productive."""
    return _modifiers().costs


@lru_cache(maxsize=1)
def head_costs() -> Mapping[str, float]:
    """What each word that can be the last part costs."""
    return {word: _cost(word, count) for word, count in _table().heads.items() if count}


def is_chance(word: str, first: str, known: Container[str]) -> bool:
    """Whether a word begins with this part only by chance: versturen is ver-sturen, not verst-uren.

    True when stripping a prefix leaves a known word but not a known part (toelevering-keten is a compound).
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
    """Return the parts of the cheapest cover of the whole word in at least two segments; empty when there is none."""
    table, (costs, modifiers) = _table().heads, _modifiers()
    heads = {end: count for end in range(SHORT_PART, len(word) - SHORT_PART + 1) if (count := table.get(word[end:]))}
    if not heads:
        return ()  # most words: not a compound, or one with an unknown head
    best: dict[int, Cover] = {0: Cover(0.0, ())}
    for end in range(SHORT_PART, max(heads) + 1):
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
    return cheapest.parts if cheapest.cost <= MAX_AVERAGE_COST * len(cheapest.parts) else ()


@lru_cache(maxsize=65_536)
def split(word: str) -> tuple[str, ...]:
    """Return the parts of a lower-case compound, in order; empty when the word is not a known compound."""
    shortest = SHORTEST_COMPOUND - 1 if word.endswith(SHORT_HEADS) else SHORTEST_COMPOUND
    if not shortest <= len(word) <= LONGEST_COMPOUND or not word.isalpha() or word in WHOLE:
        return ()
    parts = _cheapest(word)
    return tuple(piece for part in parts for piece in ((len(part) >= SPLIT_AGAIN and split(part)) or (part,)))


@lru_cache(maxsize=65_536)
def part_stems(word: str) -> tuple[str, ...]:
    """Return the stems of the parts of a lower-case compound, in order; empty when it is not a known compound."""
    return tuple(stem(part) for part in split(word) or split(fold(word)))


def warm_up() -> None:
    """Load the table now, so that processes forked from this one do not have to."""
    _modifiers()
