"""Plots: round lines, bars in proportion, and words that do not stand in each other's way."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.plots import FULL, Value, column_plot, nice_step, percent, shares, top_of


def number(text):
    assert text.endswith("%")
    return float(text[:-1])


@pytest.mark.parametrize(
    ("most", "step"), [(0, 1), (3, 1), (4, 1), (7, 2), (11, 5), (44, 20), (342, 100), (90_000, 50_000)]
)
def test_lines_stand_at_round_distances(most, step):
    assert nice_step(most) == step


@given(st.integers(0, 10_000_000))
def test_the_highest_line_is_round_and_at_or_above_the_highest_value(most):
    top = top_of(most)
    assert top >= most
    assert top % nice_step(most) == 0
    assert len(column_plot([Value("2026", most)]).lines) <= 7


def test_bars_are_in_proportion():
    plot = column_plot([Value("2024", 10), Value("2025", 20), Value("2026", 0)])
    heights = [number(column.height) for column in plot.columns]
    assert heights[1] == pytest.approx(2 * heights[0])
    assert heights[2] == 0
    assert heights[1] == pytest.approx(100 * FULL)


def test_a_bar_ends_at_the_line_of_its_value():
    plot = column_plot([Value("2026", 20)])
    assert plot.columns[0].y == plot.lines[-1].y


@given(st.lists(st.integers(0, 500), min_size=1, max_size=40))
def test_bars_stay_within_the_drawing_and_beside_each_other(values):
    columns = column_plot([Value(str(place), value) for place, value in enumerate(values)]).columns
    edges = [(number(column.x), number(column.x) + number(column.width)) for column in columns]
    assert edges[-1][1] <= 100
    assert all(right <= left for (_left, right), (left, _right) in pairwise(edges))
    assert all(0 <= number(column.y) <= 100 for column in columns)


def test_no_more_words_than_there_is_room_for():
    plot = column_plot([Value(str(year), 1, str(year)) for year in range(2003, 2027)])
    words = [column.below for column in plot.columns if column.below]
    assert len(words) == 6
    assert words[-1] == "2026"


def test_words_too_close_to_the_next_are_left_out():
    values = [Value("a", 1, "2024"), Value("b", 1, "2025"), *(Value("c", 1) for _more in range(10))]
    assert [column.below for column in column_plot(values).columns][:2] == ["", "2025"]


def test_nothing_is_drawn_of_nothing():
    assert column_plot([]).columns == []
    assert shares([]) == []


def test_the_longest_bar_is_everything():
    assert shares([3, 6, 0]) == ["50%", "100%", "0%"]
    assert shares([0, 0]) == ["0%", "0%"]


def test_a_share_is_written_with_a_point_in_any_language(settings):
    settings.LANGUAGE_CODE = "nl"
    assert percent(1, 3) == "33.33%"
