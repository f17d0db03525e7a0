"""How a number grew, by quarter or by year."""

import datetime as dt

from django.utils.translation import override

from solutions.impact.periods import MOST_PERIODS, grown

TODAY = dt.date(2026, 11, 25)


def series(*days):
    with override("nl"):
        return [(one.label, one.value, one.below) for one in grown(days, TODAY)]


def test_each_quarter_says_how_many_there_were_by_its_end():
    assert series(dt.date(2026, 1, 1), dt.date(2026, 3, 31), dt.date(2026, 10, 1)) == [
        ("kwartaal 1 van 2026", 2, "2026"),
        ("kwartaal 2 van 2026", 2, ""),
        ("kwartaal 3 van 2026", 2, ""),
        ("kwartaal 4 van 2026", 3, ""),
    ]


def test_a_new_year_is_named_below_its_first_quarter():
    assert [below for _label, _value, below in series(dt.date(2025, 12, 31))] == ["2025", "2026", "", "", ""]


def test_what_is_long_ago_is_counted_by_year():
    found = series(dt.date(2015, 6, 1), dt.date(2026, 2, 1))
    assert found[0] == ("2015", 1, "2015")
    assert found[-1] == ("2026", 2, "2026")
    assert len(found) == 12


def test_what_is_older_than_the_plot_counts_in_its_first_year():
    found = series(dt.date(1899, 1, 1), dt.date(2026, 2, 1))
    assert len(found) == MOST_PERIODS
    assert found[0] == ("2003", 1, "2003")


def test_without_any_days_there_are_no_periods():
    assert series() == []
