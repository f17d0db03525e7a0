"""Plots are well-formed drawings that a screen reader can tell and whose labels do not lie over each other."""

from xml.etree import ElementTree as ET

import pytest

from benchmarks import plot

SVG = "{http://www.w3.org/2000/svg}"
SERIES = {
    "Zoekpagina": [(100_000, 48.0), (1_000, 20.0), (10_000, 30.0)],
    "Kale <vraag>": [(1_000, 5.0), (100_000, 47.0)],
}


def drawn(svg):
    return ET.fromstring(svg)  # noqa: S314 - our own drawing


def labels(svg):
    return {text.text: text for text in drawn(svg).iter(f"{SVG}text")}


def test_a_plot_says_in_words_what_it_shows():
    root = drawn(plot.lines("Groei & snelheid", "48 ms bij 100.000", "records", "ms", SERIES))

    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "Groei & snelheid"
    assert root.findtext(f"{SVG}desc") == "48 ms bij 100.000"


def test_lines_run_from_small_to_large_and_up_means_more():
    line = drawn(plot.lines("t", "d", "records", "ms", SERIES)).find(f"{SVG}polyline")
    points = [tuple(map(float, point.split(","))) for point in line.get("points").split()]

    assert points == sorted(points)
    assert [y for _, y in points] == sorted((y for _, y in points), reverse=True)


def test_lines_differ_in_more_than_colour():
    lines = drawn(plot.lines("t", "d", "records", "ms", SERIES)).findall(f"{SVG}polyline")

    assert len({line.get("stroke-dasharray") for line in lines}) == len(SERIES)


def test_names_of_lines_that_end_together_stand_apart():
    found = labels(plot.lines("t", "d", "records", "ms", SERIES))

    heights = [float(found[name].get("y")) for name in SERIES]
    assert abs(heights[0] - heights[1]) >= plot.BETWEEN_LABELS


def test_axes_go_in_steps_of_ten():
    found = labels(plot.lines("t", "d", "records", "ms", SERIES))

    assert {"1", "10", "100", "1,000", "10,000", "100,000"} <= set(found)


def test_a_single_point_can_be_drawn():
    svg = plot.lines("t", "d", "records", "ms", {"Wagtail": [(1_000, 10.0)]})

    assert len(drawn(svg).findall(f"{SVG}circle")) == 1


def test_bars_are_as_long_as_their_values():
    svg = plot.bars("Relevantie", "zie de tabel", "nDCG@10", {"hub": 0.8, "Wagtail": 0.4})
    hub, wagtail = [bar for bar in drawn(svg).findall(f"{SVG}rect") if bar.get("x")]

    assert float(hub.get("width")) == pytest.approx(2 * float(wagtail.get("width")))
    assert {"hub", "Wagtail", "0.800", "0.400"} <= set(labels(svg))


def test_every_bar_fits_on_the_paper():
    svg = plot.bars("t", "d", "nDCG@10", {f"engine {number}": 1.0 for number in range(9)})

    width, height = map(float, drawn(svg).get("viewBox").split()[2:])
    for bar in drawn(svg).findall(f"{SVG}rect"):
        assert float(bar.get("x") or 0) + float(bar.get("width")) <= width
        assert float(bar.get("y") or 0) + float(bar.get("height")) <= height


@pytest.mark.parametrize("draw", [plot.lines, plot.bars])
def test_nothing_cannot_be_drawn(draw):
    arguments = ["t", "d", "across", "up"] if draw is plot.lines else ["t", "d", "along"]

    with pytest.raises(ValueError, match="nothing"):
        draw(*arguments, {})
