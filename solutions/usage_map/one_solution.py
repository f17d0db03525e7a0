"""Who uses one solution and how far they are: the rows of its own map."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import groupby

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.text.sentences import within_sentence
from solutions.models import Reuse, ReuseStatus, SolutionPage
from solutions.usage_map.usage import CROSS, DENSE, DOTS, LINES, SOLID, Level, UsageRow, UseMap, use_map

HEADINGS = (gettext_lazy("Status"), gettext_lazy("Since"), gettext_lazy("Confirmed"))
IN_USE = Level(SOLID, gettext_lazy("In use, confirmed"))
PILOT = Level(DENSE, gettext_lazy("Pilot, confirmed"))
EXPLORING = Level(LINES, gettext_lazy("Exploring or interested, confirmed"))
NO_LONGER = Level(CROSS, gettext_lazy("Stopped or not chosen, confirmed"))
CLAIMED = Level(DOTS, gettext_lazy("Stated, not confirmed yet"))
LEVELS = (IN_USE, PILOT, EXPLORING, NO_LONGER, CLAIMED)
BY_STATUS: dict[str, Level] = {
    ReuseStatus.IN_USE: IN_USE,
    ReuseStatus.PILOT: PILOT,
    ReuseStatus.EXPLORING: EXPLORING,
    ReuseStatus.INTEREST: EXPLORING,
    ReuseStatus.STOPPED: NO_LONGER,
    ReuseStatus.REJECTED: NO_LONGER,
}
ENDED = {ReuseStatus.STOPPED, ReuseStatus.REJECTED}
FIRST = {status: place for place, status in enumerate(BY_STATUS)}
LONG_AGO = dt.date.min


def map_of(solution: SolutionPage, *, province: str = "") -> UseMap:
    """Every organisation in the ledger of this solution, once, with where it stands now; one query.

    Whoever shows it has seen to it that the visitor may read the solution.
    """
    reuses = solution.reuses.credible().select_related("organisation").filter(organisation__ended_on=None)
    ordered = sorted(reuses, key=lambda reuse: reuse.organisation_id)
    rows = [_row(latest(group)) for _pk, group in groupby(ordered, key=lambda reuse: reuse.organisation_id)]
    return use_map(rows, levels=LEVELS, headings=HEADINGS, province=province)


def latest(reuses: Iterable[Reuse]) -> Reuse:
    """The row that tells where an organisation stands: confirmed before stated, then the most recent."""
    return max(
        reuses,
        key=lambda reuse: (reuse.is_confirmed, reuse.until or reuse.since or LONG_AGO, -FIRST.get(reuse.status, 0)),
    )


def _row(reuse: Reuse) -> UsageRow:
    level = BY_STATUS[reuse.status] if reuse.is_confirmed else CLAIMED
    stated = _("no, stated by: %(who)s") % {"who": within_sentence(reuse.get_claimed_by_display())}
    return UsageRow(
        organisation=reuse.organisation,
        level=level,
        words=(_("%(status)s, confirmed") if reuse.is_confirmed else _("%(status)s, not confirmed yet"))
        % {"status": _status(reuse)},
        cells=(
            reuse.get_status_display(),
            str(reuse.since.year) if reuse.since else _("unknown"),
            date_format(reuse.confirmed_at, "j F Y") if reuse.confirmed_at and reuse.is_confirmed else stated,
        ),
        order=len(LEVELS) - LEVELS.index(level),
    )


def _status(reuse: Reuse) -> str:
    """The status in a sentence, with its year when that is known."""
    words = {"status": within_sentence(reuse.get_status_display())}
    if reuse.status in ENDED:
        day = reuse.until
        return _("%(status)s in %(year)d") % {**words, "year": day.year} if day else words["status"]
    return _("%(status)s since %(year)d") % {**words, "year": reuse.since.year} if reuse.since else words["status"]
