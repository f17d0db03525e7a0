"""The score of each part of a plan for one record: one search per part, all in one request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from search.engines.elastic.compile import Query, alternative_query, nearness_queries
from search.plan import Plan
from search.ranking import WEIGHTS, Weights


def bodies(plan: Plan, key: str, weights: Weights = WEIGHTS) -> list[dict[str, Any]]:
    """One search per alternative, in order, then one per pair of neighbours; each filtered to this record."""
    queries = [alternative_query(one, weights) for clause in plan.clauses for one in clause.alternatives]
    queries += nearness_queries(plan, weights)
    return [{"query": _for_record(query, key), "size": 1, "_source": False} for query in queries]


def scores(answers: Sequence[Mapping[str, Any]], plan: Plan) -> tuple[list[list[float]], float]:
    """The scores per clause and alternative, and the nearness score, from the responses to `bodies`."""
    found: Iterator[float] = (float(answer["hits"]["max_score"] or 0.0) for answer in answers)
    alternatives = [[next(found) for _alternative in clause.alternatives] for clause in plan.clauses]
    return alternatives, sum(found)


def _for_record(query: Query, key: str) -> Query:
    return {"bool": {"must": [query], "filter": [{"ids": {"values": [key]}}]}}
