"""Boundaries as a TopoJSON file: small, and readable by other programs too.

The grid of the file is a map of the Netherlands already: one step is `STEP` metres, true to scale along the
parallel of Amersfoort, with north up. So a program that draws needs no projection, and `transform` gives
everybody else longitude and latitude.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from math import cos, radians
from pathlib import Path
from typing import Any

from organisations.boundaries.topology import Line, Point, Topology

STEP = 200  # metres
METRES_PER_DEGREE = 111_320
TRUE_PARALLEL = 52.155  # Amersfoort, the middle of the Dutch grid
WEST, NORTH = 3.2, 53.7  # a corner in the sea, north-west of everything
SCALE = (STEP / (METRES_PER_DEGREE * cos(radians(TRUE_PARALLEL))), -STEP / METRES_PER_DEGREE)
LAYER = "gemeenten"


class NotBoundaries(ValueError):
    """The text is no TopoJSON with boundaries of municipalities; says what is wrong."""


def on_grid(longitude: float, latitude: float) -> Point:
    """The place on the grid of the map."""
    return round((longitude - WEST) / SCALE[0]), round((latitude - NORTH) / SCALE[1])


def written(topology: Topology, groups: Mapping[str, str], about: Mapping[str, Any]) -> str:
    """The text of the file: every area with its code and province, and `about`: whose boundaries they are."""
    geometries = [
        {
            "type": "MultiPolygon",
            "id": code,
            "properties": {"province": groups.get(code, "")},
            "arcs": [[ring] for ring in rings],
        }
        for code, rings in sorted(topology.areas.items())
    ]
    content = {
        "type": "Topology",
        "about": dict(about),
        "transform": {"scale": list(SCALE), "translate": [WEST, NORTH]},
        "objects": {LAYER: {"type": "GeometryCollection", "geometries": geometries}},
        "arcs": [_steps(arc) for arc in topology.arcs],
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


def _steps(arc: Line) -> list[list[int]]:
    """The first point, and from each point the step to the next."""
    pairs = zip(((0, 0), *arc), arc, strict=False)
    return [[to[0] - start[0], to[1] - start[1]] for start, to in pairs]


def read(path: Path) -> tuple[Topology, dict[str, str], dict[str, Any]]:
    """Topology, province of each code, and what the file says of itself; raises OSError or NotBoundaries."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        geometries = content["objects"][LAYER]["geometries"]
        areas = {one["id"]: [list(ring) for polygon in one["arcs"] for ring in polygon] for one in geometries}
        groups = {one["id"]: one["properties"]["province"] for one in geometries}
        topology = Topology(arcs=[_places(steps) for steps in content["arcs"]], areas=areas)
        _check(topology)
        return topology, groups, dict(content["about"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NotBoundaries(f"{path.name}: {type(error).__name__}: {error}") from error


def _places(steps: Iterable[list[int]]) -> Line:
    points, x, y = [], 0, 0
    for across, down in steps:
        x, y = x + int(across), y + int(down)
        points.append((x, y))
    return tuple(points)


def _check(topology: Topology) -> None:
    """Raise ValueError when there is nothing to draw, or a ring names an arc that is not there."""
    if not topology.areas:
        raise ValueError("no areas")
    walked = {number for rings in topology.areas.values() for ring in rings for number in ring}
    if any(max(number, ~number) >= len(topology.arcs) for number in walked) or not all(topology.arcs):
        raise ValueError("a ring names an arc that is not there")
