"""Lines lose small bends, keep their ends, and never come to cross."""

from itertools import combinations, pairwise
from random import Random

from organisations.boundaries.simplifying import simplified

BENT = ((0, 0), (5, 1), (10, 0), (15, 9), (20, 0))


def thinned(*arcs, tolerance, least=2):
    return simplified(arcs, least=[least] * len(arcs), tolerance=tolerance)


def test_a_small_bend_goes_and_a_large_one_stays():
    assert thinned(BENT, tolerance=20) == [((0, 0), (10, 0), (15, 9), (20, 0))]


def test_the_ends_stay_whatever_the_tolerance():
    assert thinned(BENT, tolerance=10_000) == [((0, 0), (20, 0))]


def test_points_on_a_straight_line_go_at_any_tolerance():
    assert thinned(((0, 0), (3, 0), (9, 0)), tolerance=0) == [((0, 0), (9, 0))]


def test_a_line_keeps_as_many_points_as_it_must():
    assert len(thinned(BENT, tolerance=10_000, least=4)[0]) == 4


def test_a_bend_around_a_point_of_another_line_stays():
    around, within = ((0, 0), (5, 6), (10, 0)), ((5, -5), (5, 2))
    assert thinned(around, within, tolerance=1000) == [around, within]


def crosses(one, other):
    (a, b), (c, d) = one, other

    def side(p, q, r):
        return (q[0] - p[0]) * (r[1] - p[1]) - (r[0] - p[0]) * (q[1] - p[1])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def test_lines_close_together_do_not_cross_after_thinning():
    chance = Random(20)  # noqa: S311 - the same line every time, not a secret
    heights = [0]
    for _step in range(60):
        heights.append(heights[-1] + chance.randint(-6, 6))
    arcs = [tuple((10 * place, height + apart) for place, height in enumerate(heights)) for apart in (0, 2, 4)]
    found = thinned(*arcs, tolerance=400)
    pieces = [piece for arc in found for piece in pairwise(arc)]
    assert sum(map(len, found)) < sum(map(len, arcs))
    assert not [pair for pair in combinations(pieces, 2) if crosses(*pair)]
