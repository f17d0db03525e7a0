"""From a question to a plan that every engine runs alike: clauses of weighted alternatives.

Pure: the same question, lexicon, synonyms and weights give the same plan. The design and what was
measured behind it stand in docs/adr/ and docs/operations/search.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from search.types import Correction


class Match(StrEnum):
    """How the terms of an alternative must be met by a record."""

    STEM = "stem"  # every term, as a stem, in any field
    EXACT = "exact"  # every term as written (lower case, accents folded): for words of at most 3 letters
    PARTS = "parts"  # every term, as a stem, in any field including the parts of compounds
    PHRASE = "phrase"  # the stems next to each other, slop 1


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to meet a clause; its score is the field score times `weight`."""

    terms: tuple[str, ...]
    weight: float = 1.0
    match: Match = Match.STEM
    origin: str = "word"  # word, joined, parts, synonym, bilingual, correction: for highlighting and explanation


@dataclass(frozen=True, slots=True)
class Clause:
    """One word or synonym phrase of the question: scores the best alternative plus 0.1 of the rest."""

    word: str
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What the engines run.

    `phrase` holds the stems of the whole question for the phrase-in-title bonus (empty for one word),
    `title` the folded question for the exact-title bonus, `fingerprint` a stable key for caches.
    """

    clauses: tuple[Clause, ...]
    phrase: tuple[str, ...] = ()
    title: str = ""
    corrections: tuple[Correction, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.clauses
