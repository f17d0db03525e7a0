"""Compiles a plan to Elasticsearch queries: pure functions from dataclasses to dictionaries.

    quality boost( must:   kind prior( coordination( one clause per word ) ), cut here
           should: phrase in title, exact title, words of the question next to each other )

The cut is a `min_score` on the inner base score, so that it applies to hits, total and aggregations alike: a
`min_score` on the request itself would not affect the aggregations.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from search.analysis.documents import TEXT_FIELDS
from search.engines.elastic.analysis import TERMS
from search.plan import Alternative, Clause, Match, Plan
from search.ranking import FIELDS, WEIGHTS, Weights

Query = dict[str, Any]


def base_query(plan: Plan, minimum: float = 0.0, weights: Weights = WEIGHTS) -> Query:
    """The matching records with the score that the cut applies to; records below `minimum` do not match."""
    if plan.is_empty:
        return _excluding(plan, {"match_all": {"boost": 0.0}}, weights)
    priors = [
        {"filter": {"term": {"kind": kind.value}}, "weight": prior}
        for kind, prior in weights.kinds.items()
        if prior != 1
    ]
    scored = _function_score(_coordinated(plan.clauses, weights), priors, "first")
    if minimum > 0:
        scored["function_score"]["min_score"] = minimum
    return _excluding(plan, scored, weights)


def ranked_query(
    plan: Plan, minimum: float, today: dt.date, weights: Weights = WEIGHTS, similar: Sequence[str] = ()
) -> Query:
    """The base query with bonuses and quality boost, which determine the order of hits."""
    if plan.is_empty:
        return base_query(plan)
    return _function_score(_with_bonuses(plan, minimum, weights), _quality_boost(today, weights, similar), "sum")


def nearness_queries(plan: Plan, weights: Weights = WEIGHTS) -> list[Query]:
    """The bonus for neighbouring words of the question that are adjacent in a text, one query per pair."""
    return [_phrase(pair, _slop(pair, weights), weights, weights.nearness) for pair in plan.neighbours]


def clause_query(clause: Clause, weights: Weights = WEIGHTS) -> Query:
    """The query for a clause: its best alternative, plus `clause_tie` times the others."""
    queries = [alternative_query(alternative, weights) for alternative in clause.alternatives]
    if len(queries) == 1:
        return queries[0]
    return {"dis_max": {"queries": queries, "tie_breaker": weights.clause_tie}}


def _excluding(plan: Plan, query: Query, weights: Weights) -> Query:
    """The query, without the records that meet an excluded clause."""
    if not plan.excluded:
        return query
    return {"bool": {"must": [query], "must_not": [clause_query(clause, weights) for clause in plan.excluded]}}


def alternative_query(alternative: Alternative, weights: Weights = WEIGHTS) -> Query:
    """The query for one alternative of a clause, with its weight."""
    if alternative.match in {Match.PHRASE, Match.LITERAL}:
        slop = 0 if alternative.match is Match.LITERAL else _slop(alternative.terms, weights)
        return _phrase_query(alternative.terms, slop, alternative.weight, weights)
    fields = (
        [_weighted(name, weights, "words") for name in TEXT_FIELDS]
        if alternative.match is Match.EXACT
        else [_weighted(name, weights) for name in FIELDS]
    )
    return _words_query(alternative.terms, fields, weights, alternative.weight)


def _phrase_query(terms: Sequence[str], slop: int, boost: float, weights: Weights) -> Query:
    """Words that form a phrase in one field, with the score they have as separate words.

    A phrase query takes the IDF of each word in that one field, so that any phrase in a title would count double; a
    `cross_fields` query takes it from the field where the word is most frequent.
    """
    words = _words_query(terms, [_weighted(name, weights) for name in TEXT_FIELDS], weights)
    query = {"must": [words], "filter": [_phrase(terms, slop, weights)]}
    return {"bool": query if boost == 1 else {**query, "boost": boost}}


def _phrase(terms: Sequence[str], slop: int, weights: Weights, boost: float = 1) -> Query:
    """Words that form a phrase in one field, with the IDF of each in that field."""
    fields = [_weighted(name, weights) for name in TEXT_FIELDS]
    return _multi_match(terms, fields, boost, weights, {"type": "phrase", "slop": slop})


def _words_query(terms: Sequence[str], fields: list[str], weights: Weights, boost: float = 1) -> Query:
    """All of these words, each in any of the fields."""
    options = {"type": "cross_fields", "operator": "and"}
    return _multi_match(tuple(dict.fromkeys(terms)), fields, boost, weights, options)


def _multi_match(
    terms: Sequence[str], fields: list[str], boost: float, weights: Weights, options: dict[str, Any]
) -> Query:
    query = {
        "query": " ".join(terms),
        "fields": fields,
        "analyzer": TERMS,
        "tie_breaker": weights.field_tie,
        **options,
    }
    return {"multi_match": query if boost == 1 else {**query, "boost": boost}}


def _weighted(name: str, weights: Weights, terms: str = "stems") -> str:
    """The path of a field with its boost; the parts of compounds have a field of their own."""
    path = f"{terms}.{name}" if name in TEXT_FIELDS else name
    return f"{path}^{weights.fields[name]:g}"


def _slop(terms: Sequence[str], weights: Weights) -> int:
    """The slop of a phrase; 0 with a repeated word, because one position must not count for two words."""
    return weights.slop if len(set(terms)) == len(terms) else 0


def _coordinated(clauses: Sequence[Clause], weights: Weights) -> Query:
    """The sum of the clauses, times a factor that grows with the share of clauses met."""
    queries = [clause_query(clause, weights) for clause in clauses]
    if len(queries) == 1:
        return queries[0]
    share = (1 - weights.coordination_floor) / len(queries)
    shares: list[Query] = [{"filter": query, "weight": share} for query in queries]
    shares.append({"weight": weights.coordination_floor})
    required = [query for clause, query in zip(clauses, queries, strict=True) if clause.required]
    optional = [query for clause, query in zip(clauses, queries, strict=True) if not clause.required]
    wanted = {name: found for name, found in (("must", required), ("should", optional)) if found}
    return _function_score({"bool": wanted}, shares, "sum")


def _function_score(query: Query, functions: list[Query], score_mode: str) -> Query:
    return {
        "function_score": {
            "query": query,
            "functions": functions,
            "score_mode": score_mode,
            "boost_mode": "multiply",
        }
    }


def _with_bonuses(plan: Plan, minimum: float, weights: Weights) -> Query:
    bonuses = []
    if plan.phrase:
        phrase = {"query": " ".join(plan.phrase), "analyzer": TERMS, "slop": _slop(plan.phrase, weights)}
        bonuses.append(_constant({"match_phrase": {"stems.title": phrase}}, weights.phrase_in_title))
    if plan.title:
        bonuses.append(_constant({"term": {"title_stems": " ".join(plan.title)}}, weights.exact_title))
    bonuses += nearness_queries(plan, weights)
    base = base_query(plan, minimum, weights)
    return {"bool": {"must": [base], "should": bonuses}} if bonuses else base


def _constant(query: Query, score: float) -> Query:
    return {"constant_score": {"filter": query, "boost": score}}


def _quality_boost(today: dt.date, weights: Weights, similar: Sequence[str]) -> list[Query]:
    """One, plus evidence, plus freshness, plus a bonus per similar municipality that uses the record.

    `gauss` gives 1 for a missing date, hence the filter.
    """
    decay = {
        "origin": today.isoformat(),
        "offset": f"{weights.freshness_offset_days}d",
        "scale": f"{weights.freshness_scale_days}d",
        "decay": weights.freshness_decay,
    }
    return [
        {"weight": 1.0},
        {
            "field_value_factor": {"field": "confirmed_reuse", "modifier": "log1p", "missing": 0},
            "weight": weights.evidence,
        },
        {
            "filter": {"exists": {"field": "confirmed"}},
            "gauss": {"confirmed": decay},
            "weight": weights.freshness,
        },
        *({"filter": {"term": {"facets.used_by": code}}, "weight": weights.similar} for code in similar),
    ]
