"""The file that ships: whole, small, and drawn as paths; a broken one is no reason to fall over."""

import gzip
import json
import re

import pytest

from organisations.boundaries import shapes
from organisations.boundaries.shapes import SHIPPED, shipped
from organisations.boundaries.topojson import NotBoundaries, on_grid, read, written
from organisations.boundaries.topology import build, points_of
from tests.unit.organisations.boundaries.test_topology import TWO, area

STEPS_PER_KM2 = 25


@pytest.fixture
def at(monkeypatch, tmp_path):
    """A function that makes the map read this text instead of the file that ships."""

    def use(text):
        path = tmp_path / "boundaries.topojson"
        if text is not None:
            path.write_text(text)
        monkeypatch.setattr(shapes, "SHIPPED", path)
        shipped.cache_clear()

    yield use
    shipped.cache_clear()


def test_every_municipality_of_the_registry_has_a_path():
    registry = (SHIPPED.parent / "municipalities.csv").read_text(encoding="utf-8")
    assert set(shipped().areas) == set(re.findall(r"^(GM\d{4}),", registry, re.MULTILINE))
    assert set(shipped().provinces.values()) >= {"Fryslân", "Noord-Brabant", "Zeeland"}
    assert len(set(shipped().provinces.values())) == 12


def test_the_file_is_light():
    assert len(gzip.compress(SHIPPED.read_bytes())) < 30_000


def test_the_areas_on_the_map_are_about_those_of_the_municipalities():
    topology, _provinces, _about = read(SHIPPED)
    rings = topology.areas["GM0995"]
    assert sum(area(points_of(topology, ring)) for ring in rings) / STEPS_PER_KM2 == pytest.approx(250, rel=0.1)


def test_delft_lies_where_it_lies():
    box, (x, y) = shipped().boxes["GM0503"], on_grid(4.357, 52.01)
    assert box.x <= x <= box.x + box.width
    assert box.y <= y <= box.y + box.height


def test_the_file_says_whose_boundaries_it_holds():
    about = json.loads(SHIPPED.read_text(encoding="utf-8"))["about"]
    assert "CC BY 4.0" in about["source"]
    assert shipped().year == about["year"]


def test_a_path_says_no_more_than_moves_and_steps():
    assert all(re.fullmatch(r"(M\d+ \d+l[-\d ]+z)+", path) for path in shipped().areas.values())


def test_a_box_of_some_municipalities_is_smaller_than_that_of_all():
    part, whole = shipped().box(["GM0503", "GM0603"]), shipped().box()
    assert part.width < whole.width / 5
    assert whole.x < part.x < whole.x + whole.width


def test_a_box_of_unknown_municipalities_is_that_of_all():
    assert shipped().box(["GM9999"]) == shipped().box()


def test_what_is_written_is_read_again(tmp_path):
    path = tmp_path / "two.topojson"
    topology = build(TWO)
    path.write_text(written(topology, {"GM0503": "Zuid-Holland"}, {"year": 2027}), encoding="utf-8")
    assert read(path) == (topology, {"GM0503": "Zuid-Holland", "GM0603": ""}, {"year": 2027})


def with_ring(ring):
    """A file with one municipality, whose ring is this, and one arc."""
    area = {"id": "GM0503", "properties": {"province": ""}, "arcs": [[ring]]}
    return json.dumps({"objects": {"gemeenten": {"geometries": [area]}}, "arcs": [[[0, 0], [1, 1]]], "about": {}})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "geen json",
        "[]",
        '{"type": "Topology"}',
        '{"objects": {"gemeenten": {"geometries": []}}, "arcs": [], "about": {}}',
        with_ring([7]),
        with_ring(["x"]),
    ],
)
def test_a_file_that_holds_no_boundaries_is_refused(text, at, caplog, tmp_path):
    at(text)
    with pytest.raises(NotBoundaries):
        read(tmp_path / "boundaries.topojson")
    assert shipped() is None
    assert "boundaries_unreadable" in caplog.text


def test_a_file_that_is_not_there_is_no_map(at, caplog):
    at(None)
    assert shipped() is None
    assert "boundaries_unreadable" in caplog.text
