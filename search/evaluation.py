"""Ranking quality, measured against judged questions: pure functions over ranked keys and grades.

Grades range from 0 (judged not relevant) to 3 (answers the question). An unjudged record counts as not relevant, so
check the unjudged records in a top ten before trusting a difference.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

USEFUL = 2
"""The lowest grade that is useful to the searcher, for recall and reciprocal rank."""


ROUNDS = 5_000
"""Of the bootstrap: enough for intervals that no longer move in the third decimal."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One question: the keys that a ranker returned, best first, and the grade of every judged record."""

    ranking: Sequence[str]
    grades: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Report:
    """The means over a set of questions, each from 0 to 1."""

    questions: int
    ndcg: float
    reciprocal_rank: float
    recall: float
    without_results: float


@dataclass(frozen=True, slots=True)
class Interval:
    """Between which values a mean lies with 95 % confidence."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Difference:
    """How much higher the mean is than in an earlier run over the same questions, and its interval."""

    mean: float
    interval: Interval


def bootstrap(values: Sequence[float], rounds: int = ROUNDS) -> Interval:
    """The 95 % percentile interval of the mean, from means of questions drawn with replacement (Efron, 1979).

    The same values give the same interval.
    """
    if not values:
        return Interval(0.0, 0.0)
    draw = random.Random(len(values))  # noqa: S311 - chance for statistics, not for secrets
    means = sorted(_mean(draw.choices(values, k=len(values))) for _round in range(rounds))
    return Interval(means[int(rounds * 0.025)], means[int(rounds * 0.975) - 1])


def difference(now: Mapping[str, float], before: Mapping[str, float]) -> Difference | None:
    """The paired difference over the questions that both runs asked, by their ids; None when they share none."""
    gains = [value - before[key] for key, value in now.items() if key in before]
    return Difference(_mean(gains), bootstrap(gains)) if gains else None


def ndcg(judged: Judged, depth: int = 10) -> float:
    """nDCG: the discounted gain (2^grade - 1) of the top, divided by that of the ideal order of all judged records."""
    ideal = _discounted(sorted(judged.grades.values(), reverse=True)[:depth])
    if not ideal:
        return 0.0
    return _discounted(judged.grades.get(key, 0) for key in judged.ranking[:depth]) / ideal


def reciprocal_rank(judged: Judged, depth: int = 10) -> float:
    """One over the rank of the first useful record in the top, 0 when there is none."""
    for place, key in enumerate(judged.ranking[:depth], start=1):
        if judged.grades.get(key, 0) >= USEFUL:
            return 1 / place
    return 0.0


def recall(judged: Judged, depth: int = 50) -> float | None:
    """The share of useful records that are in the top; None when no record is useful."""
    useful = {key for key, grade in judged.grades.items() if grade >= USEFUL}
    if not useful:
        return None
    return len(useful.intersection(judged.ranking[:depth])) / len(useful)


def evaluate(questions: Iterable[Judged]) -> Report:
    """The means of nDCG@10, MRR@10 and recall@50, and the share of questions without any result."""
    judged = list(questions)
    recalls = [share for share in map(recall, judged) if share is not None]
    return Report(
        questions=len(judged),
        ndcg=_mean([ndcg(one) for one in judged]),
        reciprocal_rank=_mean([reciprocal_rank(one) for one in judged]),
        recall=_mean(recalls),
        without_results=_mean([float(not one.ranking) for one in judged]),
    )


def _discounted(grades: Iterable[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades, start=1))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
