"""How a number grew: quarters, or years when there are too many of them for one plot."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable

from django.utils.translation import gettext as _

from hub.plots import Value

MOST_PERIODS = 24


def grown(days: Iterable[dt.date], today: dt.date) -> list[Value]:
    """How many of these days had been by the end of each period, from the first one up to that of today.

    Without any days there are no periods. What is older than the first of 24 years counts in it.
    """
    ordered = sorted(days)
    if not ordered:
        return []
    periods = _quarters(ordered[0], today)
    if len(periods) > MOST_PERIODS:
        periods = [(str(year), str(year), dt.date(year, 12, 31)) for year in range(ordered[0].year, today.year + 1)]
    return [Value(label, bisect_right(ordered, end), below) for label, below, end in periods[-MOST_PERIODS:]]


def _quarters(first: dt.date, today: dt.date) -> list[tuple[str, str, dt.date]]:
    """Each quarter from one day to another: its label, its year when it is the first of it, and its last day."""
    found: list[tuple[str, str, dt.date]] = []
    number = _quarter(first)
    while number <= _quarter(today):
        year, quarter = divmod(number, 4)
        following = dt.date(year + (quarter == 3), 3 * ((quarter + 1) % 4) + 1, 1)  # noqa: PLR2004 - the last of four
        label = _("quarter %(quarter)d of %(year)d") % {"year": year, "quarter": quarter + 1}
        found.append((label, "" if found and quarter else str(year), following - dt.timedelta(days=1)))
        number += 1
    return found


def _quarter(day: dt.date) -> int:
    """The number of quarters since the year nought."""
    return day.year * 4 + (day.month - 1) // 3
