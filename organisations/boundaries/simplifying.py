"""Lines with fewer points, that still cross nothing: Visvalingam's method with a guard on each step.

M. Visvalingam and J. D. Whyatt, "Line generalisation by repeated elimination of points" (1993): the point whose
triangle with its neighbours is smallest goes first. A point stays when that triangle holds a point of any line:
taking it away could then make two lines cross.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator, Sequence

Point = tuple[int, int]
CELL = 16  # width in grid units of a square of the index that finds points nearby


def simplified(arcs: Sequence[tuple[Point, ...]], *, least: Sequence[int], tolerance: float) -> list[tuple[Point, ...]]:
    """The same arcs with the same ends, without bends smaller than `tolerance`; each keeps `least` points or more."""
    nearby = _Nearby(arcs)
    return [_thinned(list(arc), kept, tolerance, nearby) for arc, kept in zip(arcs, least, strict=True)]


class _Nearby:
    """All points that are still on a line, findable by place."""

    def __init__(self, arcs: Sequence[tuple[Point, ...]]) -> None:
        self._cells: defaultdict[Point, set[Point]] = defaultdict(set)
        for arc in arcs:
            for point in arc:
                self._cells[point[0] // CELL, point[1] // CELL].add(point)

    def remove(self, point: Point) -> None:
        self._cells[point[0] // CELL, point[1] // CELL].discard(point)

    def within(self, corners: tuple[Point, Point, Point]) -> bool:
        """Whether a point other than the corners lies in or on this triangle."""
        return any(point not in corners and _inside(point, corners) for point in self._around(corners))

    def _around(self, corners: tuple[Point, Point, Point]) -> Iterator[Point]:
        xs, ys = [x // CELL for x, _y in corners], [y // CELL for _x, y in corners]
        for x in range(min(xs), max(xs) + 1):
            for y in range(min(ys), max(ys) + 1):
                yield from self._cells.get((x, y), ())


def _twice(a: Point, b: Point, c: Point) -> int:
    """Twice the area of a triangle; negative when its corners go the other way round."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])


def _inside(point: Point, corners: tuple[Point, Point, Point]) -> bool:
    a, b, c = corners
    turns = (_twice(a, b, point), _twice(b, c, point), _twice(c, a, point))
    flat = _twice(a, b, c) == 0
    return not flat and (min(turns) >= 0 or max(turns) <= 0)


def _thinned(arc: list[Point], least: int, tolerance: float, nearby: _Nearby) -> tuple[Point, ...]:
    before = list(range(-1, len(arc) - 1))
    after = list(range(1, len(arc) + 1))
    gone = [False] * len(arc)
    left = len(arc)

    def corners(index: int) -> tuple[Point, Point, Point]:
        return arc[before[index]], arc[index], arc[after[index]]

    heap = [(abs(_twice(*corners(index))), index) for index in range(1, len(arc) - 1)]
    heapq.heapify(heap)
    while heap and left > least:
        area, index = heapq.heappop(heap)
        if gone[index] or area != abs(_twice(*corners(index))):
            continue
        if area >= 2 * tolerance and area > 0:
            break
        if nearby.within(corners(index)):
            continue
        nearby.remove(arc[index])
        gone[index] = True
        left -= 1
        before[after[index]], after[before[index]] = before[index], after[index]
        for neighbour in (before[index], after[index]):
            if 0 < neighbour < len(arc) - 1:
                heapq.heappush(heap, (abs(_twice(*corners(neighbour))), neighbour))
    return tuple(point for index, point in enumerate(arc) if not gone[index])
