"""What is counted of sharing and reuse, in a fixed number of queries whatever the size of the site."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, F, Q
from django.utils import timezone

from hub.models import Source
from organisations.models import Kind, Organisation
from solutions.models import Reuse, SolutionPage
from solutions.query import ReuseQuerySet, SolutionQuerySet


@dataclass(frozen=True, slots=True)
class Use:
    """One organisation that uses one solution of another, and the first day we know of."""

    organisation: int
    solution: int
    day: dt.date
    province: str
    is_municipality: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """Everything that the figures are made from."""

    uses: list[Use]
    solutions: list[tuple[int, dt.date]]
    taken_over: int
    participating: list[dt.date]
    domains: list[tuple[str, int]]
    municipalities: dict[str, int]
    claimed: int
    examples: int

    @property
    def reached(self) -> set[int]:
        """The existing municipalities that use a solution of another organisation."""
        return {use.organisation for use in self.uses if use.is_municipality}


def count(*, with_examples: bool = False, today: dt.date | None = None) -> Counts:
    """The counts of this moment; what belongs to the demo only when asked."""
    today = today or timezone.localdate()
    real = {} if with_examples else {"is_example": False}
    public = SolutionPage.objects.shared_publicly().filter(**real)
    reuses = _reuses(public, with_examples=with_examples)
    participating = Organisation.objects.participating().filter(**real)
    return Counts(
        uses=_uses(reuses.confirmed(), today),
        solutions=[(pk, _day(at, today)) for pk, at in public.values_list("pk", "first_published_at")],
        taken_over=public.exclude(source=Source.MANUAL).count(),
        participating=[_day(at, today) for at in participating.values_list("page__first_published_at", flat=True)],
        domains=_domains(public),
        municipalities=_municipalities(),
        claimed=reuses.claimed().order_by().values("organisation", "solution").distinct().count(),
        examples=Reuse.objects.confirmed().in_use().filter(organisation__is_example=True).count(),
    )


def headline() -> tuple[int, int, int]:
    """How often something is reused, who takes part and what is shared: the totals of `count`, in three queries."""
    public = SolutionPage.objects.shared_publicly().filter(is_example=False)
    uses = _reuses(public, with_examples=False).confirmed().order_by()
    participating = Organisation.objects.participating().filter(is_example=False)
    return uses.values("organisation", "solution").distinct().count(), participating.count(), public.count()


def _reuses(public: SolutionQuerySet, *, with_examples: bool) -> ReuseQuerySet:
    """The rows of use by another organisation than the owner of the solution."""
    rows = Reuse.objects.in_use().filter(solution__in=public.order_by().values("pk"))
    rows = rows.exclude(organisation=F("solution__organisation"))
    return rows if with_examples else rows.filter(organisation__is_example=False)


def _uses(reuses: ReuseQuerySet, today: dt.date) -> list[Use]:
    """One for each organisation and solution: its first day is the beginning, or else when it was confirmed."""
    fields = ("organisation_id", "solution_id", "since", "confirmed_at")
    about = ("organisation__province", "organisation__kind", "organisation__ended_on")
    found: dict[tuple[int, int], Use] = {}
    for organisation, solution, since, confirmed, province, kind, ended in reuses.values_list(*fields, *about):
        day = min(since or confirmed, today)
        known = found.get((organisation, solution))
        if known is None or day < known.day:
            is_municipality = kind == Kind.MUNICIPALITY and ended is None
            found[organisation, solution] = Use(organisation, solution, day, province, is_municipality)
    return list(found.values())


def _day(moment: dt.datetime | None, today: dt.date) -> dt.date:
    """The day of a moment; what has none is of today."""
    return min(timezone.localdate(moment), today) if moment else today


def _domains(public: SolutionQuerySet) -> list[tuple[str, int]]:
    """The label of each policy domain with each public solution in it."""
    through = SolutionPage.policy_domains.through
    rows = through.objects.filter(solutionpage__in=public.order_by().values("pk"))
    return list(rows.values_list("policydomain__label", "solutionpage_id"))


def _municipalities() -> dict[str, int]:
    """How many municipalities each province has."""
    existing = Organisation.objects.municipalities().existing().exclude(Q(is_example=True) | Q(province=""))
    return dict(existing.order_by("province").values_list("province").annotate(number=Count("pk")))
