"""How many solutions each municipality uses: the rows of the map of everything."""

from __future__ import annotations

from collections import defaultdict

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from organisations.models import Organisation
from solutions.models import PolicyDomain, Reuse, SolutionPage
from solutions.usage_map.usage import DENSE, DOTS, LINES, SOLID, Level, UsageRow, UseMap, use_map

HEADINGS = (gettext_lazy("In use, confirmed"), gettext_lazy("Stated, not confirmed yet"))
MANY = Level(SOLID, gettext_lazy("5 or more solutions in use, confirmed"))
FEW = Level(DENSE, gettext_lazy("2 to 4 solutions in use, confirmed"))
ONE = Level(LINES, gettext_lazy("1 solution in use, confirmed"))
CLAIMED = Level(DOTS, gettext_lazy("Stated, not confirmed yet"))
LEVELS = (MANY, FEW, ONE, CLAIMED)
FROM_MANY, FROM_FEW = 5, 2


def map_of_all(*, province: str = "", domain: PolicyDomain | None = None) -> UseMap:
    """Every existing municipality with the number of public solutions it uses, in three queries.

    What somebody states and the municipality has not confirmed, is told apart and counts for nothing.
    """
    confirmed, claimed = _pairs(domain)
    found = Organisation.objects.municipalities().existing().filter(pk__in={*confirmed, *claimed}, is_example=False)
    rows = [_row(one, len(confirmed[one.pk]), len(claimed[one.pk] - confirmed[one.pk])) for one in found]
    return use_map(rows, levels=LEVELS, headings=HEADINGS, province=province)


def level_of_count(confirmed: int) -> Level:
    """The class of a municipality with so many solutions in confirmed use."""
    if confirmed >= FROM_MANY:
        return MANY
    if confirmed >= FROM_FEW:
        return FEW
    return ONE if confirmed else CLAIMED


def _pairs(domain: PolicyDomain | None) -> tuple[defaultdict[int, set[int]], defaultdict[int, set[int]]]:
    """The solutions that each organisation uses, both by number: what it confirmed, and what is only stated."""
    confirmed: defaultdict[int, set[int]] = defaultdict(set)
    claimed: defaultdict[int, set[int]] = defaultdict(set)
    today = timezone.localdate()
    public = SolutionPage.objects.shared_publicly()
    if domain:
        public = public.filter(policy_domains=domain)
    rows = Reuse.objects.in_use().credible().filter(solution__in=public.order_by().values("pk"))
    for organisation, solution, day in rows.order_by().values_list("organisation_id", "solution_id", "confirmed_at"):
        (confirmed if day and day <= today else claimed)[organisation].add(solution)
    return confirmed, claimed


def _row(organisation: Organisation, confirmed: int, claimed: int) -> UsageRow:
    parts = []
    if confirmed:
        parts.append(
            ngettext("%(count)d solution in use, confirmed", "%(count)d solutions in use, confirmed", confirmed)
            % {"count": confirmed}
        )
    if claimed:
        parts.append(_("%(count)d stated, not confirmed yet") % {"count": claimed})
    return UsageRow(
        organisation=organisation,
        level=level_of_count(confirmed),
        words="; ".join(parts),
        cells=(confirmed, claimed),
        order=confirmed * 1000 + claimed,
    )
