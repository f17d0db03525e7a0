"""How alike two municipalities are: one formula, symmetric and the same on every run.

Two municipalities stand so many steps apart, the weighted mean of what is known of both:

    inhabitants   0.50   doublings between the two numbers of inhabitants: |log2(a / b)|
    density       0.25   doublings between the two densities, in inhabitants per km²
    distance      0.15   great-circle distance between the two points, in units of 50 km
    province      0.10   0 in the same province, else 1

A fact that one of them lacks is left out and the other weights count for all; without inhabitants there is no
similarity. The similarity is ½ to the power of the steps: 1 for two that are equal in everything, halved by every step.

Solutions that both use come in once there are enough of them: when each has confirmed use of at least three, the
steps shrink by at most a fifth, in proportion to the share that both use (the Jaccard index). Using other solutions
sets nobody further apart: it tells who came here first rather than who is alike.

The facts are those of the registry: inhabitants by Statistics Netherlands (CBS), the area in km² by Wikidata, and the
middle of the municipality by the boundaries of CBS (`organisations/data/README.md`). The weights were chosen by reading
the lists of a dozen municipalities of every size, from Schiermonnikoog to Amsterdam; no search was fitted to them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

WEIGHTS = {"inhabitants": 0.50, "density": 0.25, "distance": 0.15, "province": 0.10}
KM_PER_STEP = 50.0
EARTH_RADIUS_KM = 6371.0
ENOUGH_SOLUTIONS = 3
"""Solutions that each of two municipalities uses before it tells anything about their similarity."""
SHARED_SOLUTIONS = 0.2
"""The share of the steps that goes when both use exactly the same solutions."""

ABOUT_EQUAL = math.log2(1.25)
"""Doublings within which two numbers are called about equal: a factor of at most 1.25."""
NEARBY_KM = 50
AT_LEAST = 12
AT_MOST = 20
SIMILAR_FROM = 0.6
"""The similarity that a municipality must have to stand in the list beyond the first twelve."""


class Reason(StrEnum):
    """Why two municipalities are alike; the numbers that go with it are listed per reason.

    inhabitants and size: of the one and of the other; density: the same, per km²; distance: km; solutions: how many.
    """

    INHABITANTS = "inhabitants"
    SIZE = "size"  # neither about equal nor anything else in common: the numbers, without a claim
    DENSITY = "density"
    PROVINCE = "province"
    DISTANCE = "distance"
    SOLUTIONS = "solutions"


@dataclass(frozen=True, slots=True)
class MunicipalityFacts:
    """What is known of one municipality; `uses` are the solutions of which it confirmed use."""

    code: str
    inhabitants: int
    density: float | None = None
    province: str = ""
    point: tuple[float, float] | None = None
    uses: frozenset[int] = frozenset()


Reasons = tuple[tuple[Reason, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Similar:
    """One municipality as seen from another: its similarity from 0 to 1, and the reasons with their numbers."""

    code: str
    score: float
    reasons: Reasons


def similarity(one: MunicipalityFacts, other: MunicipalityFacts) -> float:
    """How alike two municipalities are, above 0 and at most 1; the same both ways round."""
    steps = _steps(one, other)
    mean = sum(WEIGHTS[name] * value for name, value in steps.items()) / sum(WEIGHTS[name] for name in steps)
    return round(0.5 ** (mean * (1 - SHARED_SOLUTIONS * _share_of_solutions(one, other))), 4)


def reasons(one: MunicipalityFacts, other: MunicipalityFacts) -> Reasons:
    """What speaks for the similarity, weightiest first; at least one reason, if need be only the two sizes."""
    found = tuple(_reasons(one, other))
    return found or ((Reason.SIZE, (one.inhabitants, other.inhabitants)),)


def most_similar(municipalities: Iterable[MunicipalityFacts]) -> dict[str, list[Similar]]:
    """For each municipality those most like it, best first: twelve, and up to twenty while they are clearly alike."""
    known = sorted(municipalities, key=lambda facts: facts.code)
    scores: dict[str, list[tuple[float, MunicipalityFacts]]] = {facts.code: [] for facts in known}
    for number, one in enumerate(known):
        for other in known[:number]:
            score = similarity(one, other)
            scores[one.code].append((score, other))
            scores[other.code].append((score, one))
    return {
        one.code: [Similar(other.code, score, reasons(one, other)) for score, other in _best(scores[one.code])]
        for one in known
    }


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The great-circle distance between two points (latitude, longitude in degrees), by the haversine formula."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(math.radians, point)) for point in (one, other))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))


def _steps(one: MunicipalityFacts, other: MunicipalityFacts) -> dict[str, float]:
    """How many steps apart they are in each of the things that are known of both."""
    steps = {"inhabitants": _doublings(one.inhabitants, other.inhabitants)}
    if one.density and other.density:
        steps["density"] = _doublings(one.density, other.density)
    if one.point and other.point:
        steps["distance"] = distance_km(one.point, other.point) / KM_PER_STEP
    if one.province and other.province:
        steps["province"] = float(one.province != other.province)
    return steps


def _doublings(one: float, other: float) -> float:
    return abs(math.log2(one) - math.log2(other))


def _share_of_solutions(one: MunicipalityFacts, other: MunicipalityFacts) -> float:
    if min(len(one.uses), len(other.uses)) < ENOUGH_SOLUTIONS:
        return 0.0
    return len(one.uses & other.uses) / len(one.uses | other.uses)


def _reasons(one: MunicipalityFacts, other: MunicipalityFacts) -> Iterator[tuple[Reason, tuple[int, ...]]]:
    steps = _steps(one, other)
    if steps["inhabitants"] <= ABOUT_EQUAL:
        yield Reason.INHABITANTS, (one.inhabitants, other.inhabitants)
    if one.density and other.density and steps["density"] <= ABOUT_EQUAL:
        yield Reason.DENSITY, (round(one.density), round(other.density))
    if steps.get("province") == 0:
        yield Reason.PROVINCE, ()
    if "distance" in steps and (km := round(steps["distance"] * KM_PER_STEP)) <= NEARBY_KM:
        yield Reason.DISTANCE, (km,)
    if _share_of_solutions(one, other):
        yield Reason.SOLUTIONS, (len(one.uses & other.uses),)


def _best(scores: list[tuple[float, MunicipalityFacts]]) -> list[tuple[float, MunicipalityFacts]]:
    """The best of these, in an order that does not depend on that of the input."""
    ordered = sorted(scores, key=lambda one: (-one[0], one[1].code))[:AT_MOST]
    return [found for rank, found in enumerate(ordered, start=1) if rank <= AT_LEAST or found[0] >= SIMILAR_FROM]
