"""The plan of a question, which every engine runs alike: clauses of weighted alternatives.

Pure: the same question, lexicon, synonyms and weights give the same plan. The design and the measurements behind it are
in docs/adr/ and docs/operations/search.md.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from search.types import Correction


class Match(StrEnum):
    """How a record must meet the terms of an alternative.

    A compound in the record meets the stem of each of its parts, for STEM and PARTS alike.
    """

    STEM = "stem"  # every term, as a stem, in any field or among the parts of compounds
    ALL = "all"  # as STEM; the terms are all words of a name, which are marked only as a phrase
    EXACT = "exact"  # every term as written (lower case, accents folded): for words of at most 3 letters
    PARTS = "parts"  # as STEM; the terms are the parts of one compound of the question
    PHRASE = "phrase"  # the stems next to each other in one text field, with slop
    LITERAL = "literal"  # the stems next to each other in one text field, without slop


class Origin(StrEnum):
    """Why an alternative is tried: for highlighting and explanation."""

    WORD = "word"
    JOINED = "joined"
    PARTS = "parts"
    SYNONYM = "synonym"
    RELATED = "related"
    BILINGUAL = "bilingual"
    CORRECTION = "correction"
    QUOTED = "quoted"


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to meet a clause; its score is the field score times `weight`."""

    terms: tuple[str, ...]
    weight: float = 1.0
    match: Match = Match.STEM
    origin: Origin = Origin.WORD


@dataclass(frozen=True, slots=True)
class Clause:
    """One word or synonym phrase of the question: scores its best alternative, and a share of the others.

    A record that does not meet a `required` clause is not found.
    """

    word: str
    alternatives: tuple[Alternative, ...]
    required: bool = False


@dataclass(frozen=True)
class Plan:
    """A question in the form that the engines run.

    `phrase` holds the stems of the whole question for the phrase-in-title bonus (empty for one word), `neighbours` the
    stems of every two consecutive words for the nearness bonus, `unknown` the uncorrected words that no record is known
    to have, `offers` what may have been meant for such a word though it is no typo, `title` the
    stems of the whole question for the exact-title bonus. A record that meets a clause of `excluded` is not found.
    """

    clauses: tuple[Clause, ...]
    phrase: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    offers: tuple[Correction, ...] = ()
    excluded: tuple[Clause, ...] = ()
    neighbours: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is searched for; then everything matches that is not excluded."""
        return not self.clauses

    @cached_property
    def fingerprint(self) -> str:
        """A key for caches: equal for plans that find and rank the same, in every process."""
        content = repr((self.clauses, self.phrase, self.title, self.excluded, self.neighbours))
        return hashlib.sha256(content.encode("utf-8", "backslashreplace")).hexdigest()[:32]
