"""Areas as rings of shared arcs: a border between two municipalities exists once, so it can never gape.

Points are whole numbers on a grid; rings are closed without repeating their first point.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from organisations.boundaries.simplifying import simplified

Point = tuple[int, int]
Ring = tuple[Point, ...]
Line = tuple[Point, ...]

SMALLEST_RING = 3


@dataclass(frozen=True, slots=True)
class Topology:
    """Arcs that exist once, and per area its rings: each a list of numbers of arcs, `~number` when walked backwards."""

    arcs: list[Line]
    areas: dict[str, list[list[int]]]


def without_repeats(points: Iterable[Point]) -> Ring:
    """The ring without points that follow themselves, nor its first point again at the end."""
    kept: list[Point] = []
    for point in points:
        if not kept or kept[-1] != point:
            kept.append(point)
    while len(kept) > 1 and kept[0] == kept[-1]:
        kept.pop()
    return tuple(kept)


def build(areas: Mapping[str, Sequence[Ring]], *, tolerance: float = 0) -> Topology:
    """The topology of these rings, without bends smaller than `tolerance` (an area, in squares of the grid)."""
    rings = {code: [ring for ring in found if len(ring) >= SMALLEST_RING] for code, found in areas.items()}
    junctions = _junctions(ring for found in rings.values() for ring in found)
    numbers: dict[Line, int] = {}
    walked = {code: [_walk(ring, junctions, numbers) for ring in found] for code, found in rings.items()}
    arcs = list(numbers)
    return Topology(arcs=simplified(arcs, least=_least(arcs), tolerance=tolerance), areas=walked)


def _junctions(rings: Iterable[Ring]) -> set[Point]:
    """The points where another pair of areas meets than just before: there an arc ends."""
    beside: defaultdict[Point, set[frozenset[Point]]] = defaultdict(set)
    for ring in rings:
        for index, point in enumerate(ring):
            beside[point].add(frozenset((ring[index - 1], ring[(index + 1) % len(ring)])))
    return {point for point, pairs in beside.items() if len(pairs) > 1}


def _walk(ring: Ring, junctions: set[Point], numbers: dict[Line, int]) -> list[int]:
    """The numbers of the arcs around this ring; arcs that nobody walked before join `numbers`."""
    return [_number(line, numbers) for line in _lines(ring, junctions)]


def _lines(ring: Ring, junctions: set[Point]) -> Iterator[Line]:
    """The ring cut at its junctions; without any, one closed line that begins at its lowest point."""
    cuts = [index for index, point in enumerate(ring) if point in junctions] or [ring.index(min(ring))]
    turned = ring[cuts[0] :] + ring[: cuts[0]] + (ring[cuts[0]],)
    ends = [index - cuts[0] for index in cuts] + [len(ring)]
    for first, last in pairwise(ends):
        yield turned[first : last + 1]


def _number(line: Line, numbers: dict[Line, int]) -> int:
    back = line[::-1]
    if back in numbers:
        return ~numbers[back]
    return numbers.setdefault(line, len(numbers))


def _least(arcs: Sequence[Line]) -> list[int]:
    """How many points each arc must keep, so that no ring collapses: two arcs between the same ends keep a bend."""
    ends = Counter(frozenset((arc[0], arc[-1])) for arc in arcs)
    return [SMALLEST_RING + 1 if arc[0] == arc[-1] else 2 + (ends[frozenset((arc[0], arc[-1]))] > 1) for arc in arcs]


def points_of(topology: Topology, ring: Sequence[int]) -> Ring:
    """The points around a ring."""
    points: list[Point] = []
    for number in ring:
        arc = topology.arcs[number] if number >= 0 else topology.arcs[~number][::-1]
        points.extend(arc[:-1])
    return tuple(points)


def outline(topology: Topology, codes: Iterable[str]) -> list[list[int]]:
    """The rings around all these areas together: the arcs that only one of them has, joined end to end."""
    walked = [number for code in codes for ring in topology.areas[code] for number in ring]
    known = set(walked)
    return _joined(topology, [number for number in walked if ~number not in known])


def _joined(topology: Topology, numbers: Sequence[int]) -> list[list[int]]:
    """These arcs as closed rings; an arc whose continuation is missing makes a ring of its own."""
    starts: defaultdict[Point, list[int]] = defaultdict(list)
    for number in numbers:
        starts[_ends(topology, number)[0]].append(number)
    rings = []
    for number in numbers:
        first, last = _ends(topology, number)
        if number not in starts[first]:
            continue
        starts[first].remove(number)
        ring = [number]
        while last != first and starts[last]:
            ring.append(starts[last].pop())
            last = _ends(topology, ring[-1])[1]
        rings.append(ring)
    return rings


def _ends(topology: Topology, number: int) -> tuple[Point, Point]:
    arc = topology.arcs[number if number >= 0 else ~number]
    return (arc[0], arc[-1]) if number >= 0 else (arc[-1], arc[0])


def borders(topology: Topology, group: Mapping[str, str]) -> tuple[list[int], list[int]]:
    """The arcs between two areas: first those within one group (a province), then those between two groups."""
    sides: defaultdict[int, list[str]] = defaultdict(list)
    for code, rings in topology.areas.items():
        for number in (number for ring in rings for number in ring):
            sides[number if number >= 0 else ~number].append(group.get(code, ""))
    within = [number for number, groups in sides.items() if len(groups) > 1 and len(set(groups)) == 1]
    between = [number for number, groups in sides.items() if len(set(groups)) > 1]
    return within, between
