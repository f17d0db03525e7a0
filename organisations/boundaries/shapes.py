"""What a map draws: the paths of the boundaries that ship with this version."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

from organisations.boundaries import topology as shared
from organisations.boundaries.topojson import NotBoundaries, read
from organisations.boundaries.topology import Point, Topology

logger = logging.getLogger(__name__)
SHIPPED = Path(__file__).parent.parent / "data" / "boundaries.topojson"
MARGIN = 12  # steps of the grid around a map


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the map, as an SVG viewBox has it."""

    x: int
    y: int
    width: int
    height: int

    def __str__(self) -> str:
        return f"{self.x} {self.y} {self.width} {self.height}"


@dataclass(frozen=True, slots=True)
class Shapes:
    """The paths (SVG `d`) of a map of municipalities, by code, and of what lies under them."""

    areas: dict[str, str]
    provinces: dict[str, str]
    boxes: dict[str, Box]
    land: str
    borders: str
    province_borders: str
    version: str
    about: dict[str, Any]

    @property
    def year(self) -> int | None:
        """The year whose division this is."""
        return self.about.get("year")

    def box(self, codes: Iterable[str] = ()) -> Box:
        """The part of the map that holds these municipalities, or all of them, with some space around."""
        boxes = [self.boxes[code] for code in codes if code in self.boxes] or list(self.boxes.values())
        left, top = min(box.x for box in boxes) - MARGIN, min(box.y for box in boxes) - MARGIN
        right = max(box.x + box.width for box in boxes) + MARGIN
        bottom = max(box.y + box.height for box in boxes) + MARGIN
        return Box(left, top, right - left, bottom - top)


@lru_cache(maxsize=1)
def shipped() -> Shapes | None:
    """The boundaries of this version, or None (and a line in the log) when their file is missing or broken."""
    try:
        topology, groups, about = read(SHIPPED)
        version = sha256(SHIPPED.read_bytes()).hexdigest()[:12]
    except (OSError, NotBoundaries) as error:
        logger.error("boundaries_unreadable", extra={"reason": str(error)})
        return None
    within, between = shared.borders(topology, groups)
    return Shapes(
        areas={code: "".join(_ring(topology, ring) for ring in rings) for code, rings in topology.areas.items()},
        provinces=groups,
        boxes={code: _box(topology, rings) for code, rings in topology.areas.items()},
        land="".join(_ring(topology, ring) for ring in shared.outline(topology, topology.areas)),
        borders="".join(_line(topology.arcs[number]) for number in within),
        province_borders="".join(_line(topology.arcs[number]) for number in between),
        version=version,
        about=about,
    )


def _line(points: Sequence[Point]) -> str:
    """An SVG path through these points, in steps from each to the next."""
    (x, y), steps = points[0], []
    for start, to in pairwise(points):
        steps.append(f"{to[0] - start[0]} {to[1] - start[1]}")
    return f"M{x} {y}l{' '.join(steps)}".replace(" -", "-")


def _ring(topology: Topology, ring: Sequence[int]) -> str:
    return _line(shared.points_of(topology, ring)) + "z"


def _box(topology: Topology, rings: Iterable[Sequence[int]]) -> Box:
    points = [point for ring in rings for point in shared.points_of(topology, ring)]
    left, top = min(x for x, _y in points), min(y for _x, y in points)
    return Box(left, top, max(x for x, _y in points) - left, max(y for _x, y in points) - top)
