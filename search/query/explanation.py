"""Explains the score of a record by its parts, in the terms of `search.ranking`.

An engine measures what only it can know, the score of every alternative of a plan for one record; the rest follows
from the table of weights. A contract test checks that the result equals the score that the engine ranks by.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from search.analysis.documents import title_stems
from search.analysis.phrases import title_has_phrase
from search.analysis.stems import stems
from search.plan import Alternative, Clause, Plan
from search.ranking import WEIGHTS, Weights, evidence, freshness
from search.types import Hit


@dataclass(frozen=True, slots=True)
class Measured:
    """The scores that an engine measured for a record and a plan.

    `alternatives` holds per clause the score of each of its alternatives, 0.0 where the record does not match;
    `nearness` is the bonus for adjacent words.
    """

    hit: Hit
    alternatives: Sequence[Sequence[float]]
    nearness: float


@dataclass(frozen=True, slots=True)
class ClausePart:
    """The contribution of one word of the query: its score, and the best matching alternative, if any."""

    word: str
    score: float
    best: Alternative | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """The parts of a score: base = clauses x shared x prior; score = (base + bonuses) x quality boost."""

    clauses: tuple[ClausePart, ...]
    shared: float
    prior: float
    phrase_in_title: float
    exact_title: float
    nearness: float
    evidence: float
    freshness: float
    similar: float

    @property
    def words(self) -> float:
        """The sum over the words of the query."""
        return sum(part.score for part in self.clauses)

    @property
    def base(self) -> float:
        """The score that the cut applies to."""
        return self.words * self.shared * self.prior

    @property
    def quality_boost(self) -> float:
        """The factor for evidence of use, freshness and use by similar organisations."""
        return 1.0 + self.evidence + self.freshness + self.similar

    @property
    def score(self) -> float:
        """The score that hits are sorted by."""
        return (self.base + self.phrase_in_title + self.exact_title + self.nearness) * self.quality_boost


def explain(
    plan: Plan, measured: Measured, today: dt.date, similar: Collection[str] = (), weights: Weights = WEIGHTS
) -> Explanation:
    """Return the parts of the score of one record for a plan that is not empty."""
    hit = measured.hit
    clauses = tuple(
        _clause(clause, scores, weights) for clause, scores in zip(plan.clauses, measured.alternatives, strict=True)
    )
    met = sum(part.best is not None for part in clauses)
    has_phrase = bool(plan.phrase) and title_has_phrase(stems(hit.title), plan.phrase, weights.slop)
    return Explanation(
        clauses=clauses,
        shared=weights.coordination_floor + (1 - weights.coordination_floor) * met / len(clauses) if clauses else 0.0,
        prior=weights.kinds[hit.kind],
        phrase_in_title=weights.phrase_in_title if has_phrase else 0.0,
        exact_title=weights.exact_title if plan.title and plan.title == title_stems(hit.title) else 0.0,
        nearness=measured.nearness,
        evidence=evidence(hit.confirmed_reuse, weights),
        freshness=freshness(hit.confirmed, today, weights),
        similar=weights.similar * len(set(similar).intersection(hit.adopters)),
    )


def _clause(clause: Clause, scores: Sequence[float], weights: Weights) -> ClausePart:
    best = max(scores, default=0.0)
    if best <= 0:
        return ClausePart(clause.word, 0.0, None)
    total = best + weights.clause_tie * (sum(scores) - best)
    return ClausePart(clause.word, total, clause.alternatives[list(scores).index(best)])
