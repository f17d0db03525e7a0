"""The score of search.ranking, computed in Python from the postings of a plan's terms.

The IDF of a term is that of the field where it is most frequent, as in Elasticsearch's `cross_fields`, so that a word
does not score high merely for being in an unusual field.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from search.analysis.phrases import allowed_slop, phrase_frequency
from search.engines.embedded import postings
from search.engines.embedded.catalogue import Catalogue
from search.plan import Alternative, Clause, Match, Plan
from search.ranking import FIELDS, WITHOUT_LENGTH, Weights

Scores = dict[int, float]
"""A score per document id; a document without one does not match."""


@dataclass(frozen=True, slots=True)
class PlanScores:
    """The base score of every matching document, and the nearness bonus of those that have one."""

    base: Scores
    nearness: Scores


class Scorer:
    """Scores one plan on one consistent snapshot of the file; each term is read once."""

    def __init__(self, connection: sqlite3.Connection, catalogue: Catalogue, weights: Weights) -> None:
        self._connection = connection
        self._documents = catalogue.documents
        self._averages = catalogue.average_lengths()
        self._weights = weights
        self._field_weights = [weights.fields[name] for name in FIELDS]
        self._rows: dict[tuple[str, bool], list[postings.Row]] = {}
        self._packed: dict[str, dict[int, postings.Packed]] = {}
        self._terms: dict[tuple[str, bool], Scores] = {}

    def scores(self, plan: Plan) -> PlanScores:
        """The scores that ranking a plan needs."""
        return PlanScores(self.base(plan), self.nearness(plan))

    def base(self, plan: Plan) -> Scores:
        """The score of every matching document before bonuses and quality boost, which the cut applies to."""
        if plan.is_empty:
            return dict.fromkeys(self._documents.keys() - self._excluded(plan), 0.0)
        totals: Scores = {}
        matched: dict[int, int] = {}
        clauses = [self._clause(clause) for clause in plan.clauses]
        for scores in clauses:
            for document, score in scores.items():
                totals[document] = totals.get(document, 0.0) + score
                matched[document] = matched.get(document, 0) + 1
        kept = totals.keys() - self._excluded(plan)
        for clause, scores in zip(plan.clauses, clauses, strict=True):
            kept = kept & scores.keys() if clause.required else kept
        priors, kinds = self._weights.kinds, self._documents
        return {
            document: totals[document] * self._shared(matched[document] / len(clauses)) * priors[kinds[document].kind]
            for document in kept
        }

    def alternatives_of(self, plan: Plan, document: int) -> list[list[float]]:
        """Per clause the score of each of its alternatives for one document, 0.0 where it is not met."""
        return [
            [self._alternative(alternative).get(document, 0.0) for alternative in clause.alternatives]
            for clause in plan.clauses
        ]

    def nearness(self, plan: Plan) -> Scores:
        """The bonus of documents in which neighbouring words of the question are adjacent."""
        total: Scores = {}
        for pair in plan.neighbours:
            for document, score in self._phrase(pair, allowed_slop(pair, self._weights.slop)).items():
                total[document] = total.get(document, 0.0) + score * self._weights.nearness
        return total

    def _shared(self, share: float) -> float:
        """The coordination factor for this share of the clauses."""
        return self._weights.coordination_floor + (1 - self._weights.coordination_floor) * share

    def _excluded(self, plan: Plan) -> set[int]:
        return {document for clause in plan.excluded for document in self._clause(clause)}

    def _clause(self, clause: Clause) -> Scores:
        every = [self._alternative(alternative) for alternative in clause.alternatives]
        return _best_and_rest(every, self._weights.clause_tie)

    def _alternative(self, alternative: Alternative) -> Scores:
        if alternative.match is Match.PHRASE:
            found = self._phrase(alternative.terms, allowed_slop(alternative.terms, self._weights.slop))
        elif alternative.match is Match.LITERAL:
            found = self._phrase(alternative.terms, 0)
        else:
            found = self._all_terms(alternative.terms, alternative.match)
        return {document: score * alternative.weight for document, score in found.items()}

    def _all_terms(self, terms: Sequence[str], match: Match) -> Scores:
        first, *others = [self._term(term, match) for term in dict.fromkeys(terms)]
        for other in others:
            first = {document: score + other[document] for document, score in first.items() if document in other}
        return first

    def _term(self, term: str, match: Match) -> Scores:
        key = (term, match is Match.EXACT)
        if key not in self._terms:
            found = self._read(term, match)
            rarity = self._rarity(found)
            self._terms[key] = {row[0]: self._fields(row[1:], self._documents[row[0]].lengths, rarity) for row in found}
        return self._terms[key]

    def _read(self, term: str, match: Match) -> list[postings.Row]:
        key = (term, match is Match.EXACT)
        if key not in self._rows:
            self._rows[key] = postings.rows(self._connection, term, match)
        return self._rows[key]

    def _phrase(self, stems: Sequence[str], slop: int) -> Scores:
        packed = [self._positions(stem) for stem in stems]
        rarity = sum(self._rarity(self._read(stem, Match.STEM)) for stem in stems)
        scores: Scores = {}
        for document in set(packed[0]).intersection(*packed[1:]):
            here = [one[document] for one in packed]
            if not _share_a_field(here):
                continue
            found = map(postings.unpack, here)
            frequencies = [phrase_frequency(places, slop) for places in zip(*found, strict=True)]
            if any(frequencies):
                scores[document] = self._fields(frequencies, self._documents[document].lengths, rarity)
        return scores

    def _positions(self, stem: str) -> dict[int, postings.Packed]:
        if stem not in self._packed:
            self._packed[stem] = postings.packed_positions(self._connection, stem)
        return self._packed[stem]

    def _rarity(self, rows: Sequence[postings.Row]) -> float:
        """BM25's inverse document frequency, in the field where most documents have the term."""
        frequency = max((sum(map(bool, column)) for column in list(zip(*rows, strict=True))[1:]), default=0)
        return math.log(1 + (len(self._documents) - frequency + 0.5) / (frequency + 0.5))

    def _fields(self, frequencies: Sequence[float], lengths: Sequence[int], rarity: float) -> float:
        """BM25 over the fields: the best one fully, the others times `field_tie`."""
        weights = self._weights
        best = total = 0.0
        for field, frequency in enumerate(frequencies):
            if frequency:
                relative = 1.0 if FIELDS[field] in WITHOUT_LENGTH else lengths[field] / self._averages[field]
                norm = weights.k1 * (1 - weights.b + weights.b * relative)
                score = self._field_weights[field] * frequency * (weights.k1 + 1) / (frequency + norm)
                total += score
                best = max(best, score)
        return rarity * (best + weights.field_tie * (total - best))


def _share_a_field(packed: Sequence[postings.Packed]) -> bool:
    """Whether all of these stems of a document are in one of its fields, as the words of a phrase must be."""
    *columns, _places = zip(*packed, strict=True)
    return any(map(all, columns))


def _best_and_rest(every: Sequence[Scores], tie: float) -> Scores:
    if len(every) == 1:
        return every[0]
    best: Scores = {}
    total: Scores = {}
    for scores in every:
        for document, score in scores.items():
            total[document] = total.get(document, 0.0) + score
            best[document] = max(best.get(document, 0.0), score)
    return {document: score + tie * (total[document] - score) for document, score in best.items()}
