"""Synonym rules: parsed from a list and looked up by stem.

A list is a CSV file with the columns terms, direction and note. Terms are separated by `|`. Direction `=` makes all
terms equivalent; `>` expands only the first term to the others, which are related and weigh less: from a need to a
product, from a narrow term to a broader one. The note `nl-en` marks a translation, in which the first term is Dutch, or
English when the rule is one-way; an English query gets the Dutch terms at nearly full weight, a Dutch query gets the
English terms at less. Lines that start with `#` are comments.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from search.analysis.compounds import part_stems
from search.analysis.documents import is_short
from search.analysis.stems import exact, stem
from search.analysis.tokens import tokenize

BILINGUAL_NOTE = "nl-en"
BOTH_WAYS = "="
ONE_WAY = ">"
SHIPPED_LIST = Path(__file__).parent / "data" / "synonyms.csv"

Stems = tuple[str, ...]


class Relation(StrEnum):
    """How a synonym relates to the word in the query; the closest relation first."""

    SAME = "same"
    TO_DUTCH = "to Dutch"
    RELATED = "related"
    FROM_DUTCH = "from Dutch"


_CLOSENESS = {relation: place for place, relation in enumerate(Relation)}


@dataclass(frozen=True, slots=True)
class Synonym:
    """An expansion of a query: the words of one term, and their relation to the word in the query."""

    words: tuple[str, ...]
    relation: Relation = Relation.SAME


@dataclass(frozen=True, slots=True)
class SynonymRule:
    """One line of a list: equivalent terms, or a first term that expands to the others."""

    terms: tuple[str, ...]
    one_way: bool = False
    bilingual: bool = False
    note: str = ""

    @property
    def line(self) -> str:
        """The rule as one line of a list, without its note; identifies the rule."""
        direction = ONE_WAY if self.one_way else BOTH_WAYS
        return ";".join(["|".join(self.terms), direction, BILINGUAL_NOTE if self.bilingual else ""])


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line of a list that was skipped: its number, from 1, and the reason."""

    number: int
    reason: str


class SynonymSet:
    """All synonyms, looked up by the stems of a word or phrase or by the parts of a compound."""

    def __init__(self, rules: Iterable[SynonymRule], bad_lines: Iterable[BadLine] = ()) -> None:
        self.bad_lines = tuple(bad_lines)
        self._by_stems: defaultdict[Stems, dict[tuple[str, ...], Relation]] = defaultdict(dict)
        self._by_parts: defaultdict[Stems, set[Stems]] = defaultdict(set)
        self._needs: defaultdict[Stems, dict[tuple[str, ...], None]] = defaultdict(dict)
        for rule in rules:
            self._add(rule)
        self.longest = max(map(len, self._by_stems), default=0)

    @classmethod
    def from_csv(cls, lines: Iterable[str]) -> SynonymSet:
        """Parse a list; invalid lines are skipped and reported in `bad_lines`."""
        return cls(*read_rules(lines))

    def of(self, key: Stems) -> list[Synonym]:
        """Return the synonyms of a word or phrase by its `synonym_key`, in the order of the list."""
        found = self._by_stems.get(key, {})
        return [Synonym(words, relation) for words, relation in found.items()]

    def of_parts(self, parts: Stems) -> list[Synonym]:
        """Return the synonyms of every listed compound with these parts, whatever its spelling."""
        found: dict[Synonym, None] = {}
        for key in sorted(self._by_parts.get(parts, ())):
            found.update(dict.fromkeys(self.of(key)))
        return list(found)

    def needs_of(self, key: Stems) -> list[Synonym]:
        """Return what the word or phrase is an answer to: the first terms of one-way lines that lead to it."""
        return [Synonym(words, Relation.RELATED) for words in self._needs.get(key, ())]

    def longest_match(self, stems: Sequence[str], start: int) -> int:
        """Return the number of words from `start` in the longest listed phrase; 1 when there is no phrase."""
        for length in range(min(self.longest, len(stems) - start), 1, -1):
            if tuple(stems[start : start + length]) in self._by_stems:
                return length
        return 1

    def _add(self, rule: SynonymRule) -> None:
        terms = [tuple(tokenize(term)) for term in rule.terms]
        keys = [synonym_key(words) for words in terms]
        if rule.one_way and not rule.bilingual:
            for key in keys[1:]:
                self._needs[key][terms[0]] = None
        for index, key in enumerate(keys[:1] if rule.one_way else keys):
            self._index_parts(terms[index], key)
            relation = _relation(rule, index)
            for other, words in zip(keys, terms, strict=True):
                if other != key:
                    known = self._by_stems[key].get(words, relation)
                    self._by_stems[key][words] = min(known, relation, key=_CLOSENESS.__getitem__)

    def _index_parts(self, words: tuple[str, ...], key: Stems) -> None:
        parts = part_stems(words[0]) if len(words) == 1 else ()
        if parts:
            self._by_parts[parts].add(key)


def _relation(rule: SynonymRule, index: int) -> Relation:
    """Return how the other terms of a rule relate to the one at this index."""
    if rule.bilingual:
        return Relation.TO_DUTCH if index or rule.one_way else Relation.FROM_DUTCH
    return Relation.RELATED if rule.one_way else Relation.SAME


def synonym_key(words: Sequence[str]) -> Stems:
    """Return the look-up key of a term: its stems, or the exact form of a single short word (MOR is not "more")."""
    if len(words) == 1 and is_short(words[0]):
        return (f"={exact(words[0])}",)
    return tuple(map(stem, words))


def read_rules(lines: Iterable[str]) -> tuple[list[SynonymRule], list[BadLine]]:
    """Parse a list into its rules and its invalid lines."""
    rules: list[SynonymRule] = []
    bad: list[BadLine] = []
    for number, line in enumerate(lines, start=1):
        text = line.strip()
        if not text or text.startswith("#") or text == "terms;direction;note":
            continue
        try:
            rules.append(parse_rule(text))
        except ValueError as error:
            bad.append(BadLine(number, str(error)))
    return rules, bad


def parse_rule(line: str) -> SynonymRule:
    """Parse one line of a list; raises ValueError with the reason."""
    columns = _columns(line)
    terms, direction, note = (*columns, "", "", "")[:3]
    words = tuple(term.strip() for term in terms.split("|"))
    if len(columns) > 3:  # noqa: PLR2004 - terms, direction and note
        raise ValueError("more than three columns")
    if direction not in {BOTH_WAYS, ONE_WAY}:
        raise ValueError(f"direction {direction!r} is neither = nor >")
    if len(words) < 2:  # noqa: PLR2004 - a single term has no synonym
        raise ValueError("fewer than two terms")
    if not all(tokenize(word) for word in words):
        raise ValueError("a term without letters or digits")
    return SynonymRule(words, direction == ONE_WAY, note.strip() == BILINGUAL_NOTE, note.strip())


def _columns(line: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=";"), [])
    except csv.Error as error:
        raise ValueError(str(error)) from error


@cache
def shipped_rules() -> tuple[SynonymRule, ...]:
    """Return the rules of the shipped list, read once; raises ValueError for an invalid line."""
    with SHIPPED_LIST.open(encoding="utf-8") as lines:
        rules, bad = read_rules(lines)
    if bad:
        raise ValueError(f"{SHIPPED_LIST.name}, line {bad[0].number}: {bad[0].reason}")
    return tuple(rules)


@cache
def shipped_synonyms() -> SynonymSet:
    """Return the synonyms of the shipped list, without the changes of editors."""
    return SynonymSet(shipped_rules())
