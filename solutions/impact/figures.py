"""The figures of the page "Cijfers": each with its plot, its table and what it counts, from one structure."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from hub.plots import ColumnPlot, Value, column_plot, shares
from solutions.impact.counts import Counts, count
from solutions.impact.periods import grown

BARS = 12  # the most rows with a lying bar; the download has all


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A row of a table: its name, its numbers, and how long its bar is (empty for a plot of columns)."""

    name: str
    numbers: tuple[int, ...]
    share: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A subject: its name in addresses, its title, what it counts, and its table with the plot made from it."""

    name: str
    title: str
    counts: str
    headings: tuple[str, ...]
    rows: list[FigureRow]
    plot: ColumnPlot | None = None
    says: str = ""

    @property
    def shown(self) -> list[FigureRow]:
        """The rows that the page has room for."""
        return self.rows if self.plot else self.rows[:BARS]

    @property
    def is_empty(self) -> bool:
        return not any(number for row in self.rows for number in row.numbers)

    @property
    def table(self) -> list[tuple[object, ...]]:
        """The headings and the rows, for a spreadsheet."""
        return [self.headings, *((row.name, *row.numbers) for row in self.rows)]


@dataclass(frozen=True, slots=True)
class Impact:
    """The numbers above the page, and its figures."""

    totals: list[tuple[str, int]]
    municipalities: int
    claimed: int
    examples: int
    figures: list[Figure]

    def figure(self, name: str) -> Figure | None:
        """The figure with this name, or None."""
        return next((one for one in self.figures if one.name == name), None)


def impact(*, with_examples: bool = False, today: dt.date | None = None) -> Impact:
    """All figures of this moment, in a fixed number of queries."""
    today = today or timezone.localdate()
    counts = count(with_examples=with_examples, today=today)
    return Impact(
        totals=[
            (_("solutions shared by organisations"), len(counts.solutions) - counts.taken_over),
            (_("organisations that take part"), len(counts.participating)),
            (_("times reused, confirmed"), len(counts.uses)),
            (_("municipalities that reuse"), len(counts.reached)),
            *_taken_over(counts),
        ],
        municipalities=sum(counts.municipalities.values()),
        claimed=counts.claimed,
        examples=counts.examples,
        figures=[*_over_time(counts, today), _by_domain(counts), _by_province(counts)],
    )


def _taken_over(counts: Counts) -> list[tuple[str, int]]:
    """How many solutions their owners did not put here, when there are any."""
    label = _("solutions taken from publiccode.yml and other sources")
    return [(label, counts.taken_over)] if counts.taken_over else []


def _over_time(counts: Counts, today: dt.date) -> list[Figure]:
    return [
        _series(
            "hergebruik",
            _("Confirmed reuse"),
            _(
                "Counts each organisation that uses a solution of another, in full or as a pilot, and confirmed that."
                " Each solution counts once, from the beginning of its use or else from the day of confirming."
                " What others state does not count, nor what stopped."
            ),
            grown((use.day for use in counts.uses), today),
        ),
        _series(
            "oplossingen",
            _("Solutions"),
            _(
                "Counts each solution that everybody can read, from its first publication: shared by its owner,"
                " or taken from publiccode.yml and other sources. Withdrawn ones do not count."
            ),
            grown((day for _pk, day in counts.solutions), today),
        ),
        _series(
            "organisaties",
            _("Organisations that take part"),
            _(
                "Counts each organisation with a page of its own, from its first publication. Suppliers count too."
                " Of whom only facts were taken from files does not count."
            ),
            grown(counts.participating, today),
        ),
    ]


def _series(name: str, title: str, counts: str, values: Sequence[Value]) -> Figure:
    """A figure of how a number grew."""
    says = _growth(values[0], values[-1]) if values else ""
    rows = [FigureRow(one.label, (one.value,)) for one in values]
    return Figure(name, title, counts, (_("Period"), _("Number in all")), rows, plot=column_plot(values), says=says)


def _growth(first: Value, last: Value) -> str:
    """What a plot shows, in a sentence."""
    words = {"first": first.label, "start": first.value, "last": last.label, "end": last.value}
    if first == last:
        return _("%(end)d in %(last)s.") % words
    return _("From %(start)d in %(first)s to %(end)d in %(last)s.") % words


def _by_domain(counts: Counts) -> Figure:
    """Reuse and solutions of each policy domain, most reused first."""
    users = Counter(use.solution for use in counts.uses)
    shared: Counter[str] = Counter()
    reused: Counter[str] = Counter()
    for label, solution in counts.domains:
        shared[label] += 1
        reused[label] += users[solution]
    labels = sorted(shared, key=lambda label: (-reused[label], -shared[label], label))
    return Figure(
        name="beleidsdomeinen",
        title=_("By policy domain"),
        counts=_(
            "Counts the confirmed reuse and the solutions of each policy domain."
            " A solution in several domains counts in each."
        ),
        headings=(_("Policy domain"), _("Confirmed reuse"), _("Solutions")),
        rows=_bars([(label, (reused[label], shared[label])) for label in labels]),
    )


def _by_province(counts: Counts) -> Figure:
    """How many municipalities of each province reuse something, in the order of their names."""
    reached: defaultdict[str, set[int]] = defaultdict(set)
    for use in counts.uses:
        if use.is_municipality:
            reached[use.province].add(use.organisation)
    values = [(name, (len(reached[name]), number)) for name, number in counts.municipalities.items()]
    return Figure(
        name="provincies",
        title=_("By province"),
        counts=_("Counts the municipalities that use a solution of another organisation, and confirmed that."),
        headings=(_("Province"), _("Municipalities that reuse"), _("All municipalities")),
        rows=_bars(values),
    )


def _bars(values: Sequence[tuple[str, tuple[int, ...]]]) -> list[FigureRow]:
    """Rows of which the first number is shown as a bar."""
    lengths = shares([numbers[0] for _name, numbers in values])
    return [FigureRow(name, numbers, share) for (name, numbers), share in zip(values, lengths, strict=True)]
