"""Neighbours share their border: cut, thinned and drawn, it stays one and the same line."""

from hypothesis import given
from hypothesis import strategies as st

from organisations.boundaries.topology import borders, build, outline, points_of, without_repeats

DELFT = ((0, 0), (10, 0), (10, 5), (11, 7), (10, 10), (0, 10))
RIJSWIJK = ((10, 0), (20, 0), (20, 10), (10, 10), (11, 7), (10, 5))
VLIELAND = ((40, 40), (50, 40), (50, 42), (40, 42))
TWO = {"GM0503": [DELFT], "GM0603": [RIJSWIJK]}


def area(ring):
    pairs = zip(ring, (*ring[1:], ring[0]), strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def test_a_border_between_neighbours_exists_once():
    topology = build(TWO)
    numbers = [number for rings in topology.areas.values() for ring in rings for number in ring]
    shared = [number for number in numbers if ~number in numbers]
    assert len(shared) == 2
    assert shared[0] == ~shared[1]


def test_rings_come_back_as_they_were():
    topology = build(TWO)
    for code, rings in TWO.items():
        found = points_of(topology, topology.areas[code][0])
        assert set(found) == set(rings[0])
        assert area(found) == area(rings[0])


def test_an_island_is_a_ring_of_one_line():
    topology = build({"GM0096": [VLIELAND]})
    assert topology.areas["GM0096"] == [[0]]
    assert set(points_of(topology, [0])) == set(VLIELAND)


def test_thinning_leaves_no_gap_between_neighbours():
    topology = build(TWO, tolerance=10)
    rings = [points_of(topology, rings[0]) for rings in topology.areas.values()]
    assert sum(area(ring) for ring in rings) == 200
    assert not any((10, 5) in ring for ring in rings)


def test_thinning_never_makes_an_area_vanish():
    lens = {"GM0001": [((0, 0), (5, 1), (10, 0), (5, -1))], "GM0002": [((0, 0), (5, 1), (10, 0), (5, 30))]}
    topology = build(lens, tolerance=1000)
    assert all(area(points_of(topology, rings[0])) > 0 for rings in topology.areas.values())


def test_an_area_within_another_is_a_hole_of_it():
    hole = ((4, 4), (6, 4), (6, 6), (4, 6))
    topology = build({"GM0744": [((0, 0), (10, 0), (10, 10), (0, 10)), hole[::-1]], "GM0748": [hole]})
    assert topology.areas["GM0744"][1] == [~topology.areas["GM0748"][0][0]]


def test_the_outline_of_neighbours_is_one_ring_without_their_border():
    topology = build(TWO)
    rings = outline(topology, TWO)
    assert len(rings) == 1
    assert area(points_of(topology, rings[0])) == 200


def test_borders_within_and_between_provinces_are_told_apart():
    topology = build(TWO)
    same = borders(topology, {"GM0503": "Zuid-Holland", "GM0603": "Zuid-Holland"})
    other = borders(topology, {"GM0503": "Zuid-Holland", "GM0603": "Utrecht"})
    assert [len(same[0]), len(same[1])] == [1, 0]
    assert [len(other[0]), len(other[1])] == [0, 1]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=12))
def test_no_point_follows_itself_in_a_ring(points):
    ring = without_repeats(points)
    assert set(ring) == set(points)
    assert len(ring) < 2 or all(ring[place - 1] != point for place, point in enumerate(ring))
