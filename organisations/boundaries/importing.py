"""Boundaries from a public GeoJSON file: read, compared with the registry, and made small enough for a page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from organisations.boundaries.topojson import on_grid
from organisations.boundaries.topology import Ring, Topology, build, without_repeats
from organisations.models import Organisation

CODE_FIELDS = ("cbs_code", "statcode", "code", "identificatie")
NEAR = ((3.0, 7.5), (50.5, 54.0))  # longitudes and latitudes between which the Netherlands lie
TOLERANCE = 2.5  # squares of the grid: bends smaller than a tenth of a square kilometre
NOT_NEAR = "A point at {0}, {1} is not in the Netherlands: give longitude and latitude (WGS84), not metres."


class NotReadable(ValueError):
    """The file holds no boundaries that we understand; says what is wrong."""


class NoRegistry(Exception):
    """There are no municipalities to compare the file with."""

    def __init__(self) -> None:
        super().__init__("There are no municipalities on this site: run import_organisations --apply first.")


@dataclass(frozen=True, slots=True)
class Boundaries:
    """What was read: the topology, the province of each code, and how the codes differ from the registry."""

    topology: Topology
    provinces: dict[str, str]
    missing: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    @property
    def points(self) -> int:
        return sum(len(arc) for arc in self.topology.arcs)


def boundaries_of(path: Path, *, tolerance: float = TOLERANCE) -> Boundaries:
    """The boundaries in this GeoJSON file of municipalities; raises OSError, NotReadable or NoRegistry."""
    known = Organisation.objects.municipalities().existing().filter(is_example=False)
    provinces = dict(known.values_list("code", "province"))
    if not provinces:
        raise NoRegistry
    areas = dict(_areas(path))
    small = sorted(code for code, rings in areas.items() if not rings)
    if small or not areas:
        raise NotReadable(f"Nothing to draw for {', '.join(small) or 'any municipality'}.")
    return Boundaries(
        topology=build(areas, tolerance=tolerance),
        provinces={code: provinces.get(code, "") for code in areas},
        missing=sorted(set(provinces) - set(areas)),
        unknown=sorted(set(areas) - set(provinces)),
    )


def _areas(path: Path) -> Iterator[tuple[str, list[Ring]]]:
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        for feature in features:
            yield _code(feature), _rings(feature["geometry"])
    except (KeyError, TypeError, IndexError, json.JSONDecodeError, UnicodeDecodeError) as error:
        raise NotReadable(f"This is no GeoJSON of municipalities: {type(error).__name__}: {error}") from error


def _code(feature: Mapping[str, Any]) -> str:
    """The CBS code, such as GM0503, from whichever field publishers put it in."""
    found = next((feature["properties"][name] for name in CODE_FIELDS if feature["properties"].get(name)), None)
    code = str(found or feature.get("id") or "").strip().upper()
    code = f"GM{code}" if code.isdigit() else code
    if not code.startswith("GM"):
        raise NotReadable(f"An area without a CBS code: {feature['properties']}.")
    return code


def _rings(geometry: Mapping[str, Any]) -> list[Ring]:
    """The rings on the grid; islands that are smaller than one step of it are left out."""
    polygons = {"Polygon": [geometry["coordinates"]], "MultiPolygon": geometry["coordinates"]}[geometry["type"]]
    rings = [without_repeats(_place(point) for point in ring) for polygon in polygons for ring in polygon]
    return [ring for ring in rings if len(set(ring)) > 2]  # noqa: PLR2004 - fewer points enclose nothing


def _place(point: Sequence[float]) -> tuple[int, int]:
    longitude, latitude = float(point[0]), float(point[1])
    if not (NEAR[0][0] <= longitude <= NEAR[0][1] and NEAR[1][0] <= latitude <= NEAR[1][1]):
        raise NotReadable(NOT_NEAR.format(longitude, latitude))
    return on_grid(longitude, latitude)
