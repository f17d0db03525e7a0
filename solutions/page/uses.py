"""Who uses a solution, as its page tells: who counts, who looks into it, who stopped, and what only somebody states."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from organisations.models import Organisation
from organisations.similarity.table import similar_to
from solutions.models import Reuse, ReuseStatus, SolutionPage

NAMES = 6
"""How many organisations the strip names."""
AT_ONCE = 6
"""How many uses a page shows before the rest is folded."""


@dataclass(frozen=True, slots=True)
class UserName:
    """One organisation in the strip: name, address of its profile, and whether it is like that of the visitor."""

    name: str
    url: str
    alike: bool


@dataclass(frozen=True, slots=True)
class Uses:
    """All uses of one solution, each list with the visitor's municipality and those like it first.

    What invented organisations do with a real solution stands apart: it shows the page, and says nothing of its use.
    """

    users: list[Reuse]
    looking: list[Reuse]
    ended: list[Reuse]
    claimed: list[Reuse]
    invented: list[Reuse]
    counted: list[Reuse]
    alike: frozenset[int]

    @property
    def shown(self) -> list[Reuse]:
        return self.users[:AT_ONCE]

    @property
    def folded(self) -> list[Reuse]:
        return self.users[AT_ONCE:]

    @property
    def confirmed(self) -> list[Reuse]:
        return [*self.users, *self.looking, *self.ended]

    @property
    def organisations(self) -> list[Organisation]:
        """The other organisations whose confirmed use counts, each once."""
        return list({reuse.organisation_id: reuse.organisation for reuse in self.counted}.values())

    @property
    def names(self) -> list[UserName]:
        """The first of them, for the strip."""
        return [UserName(one.name, one.url, one.pk in self.alike) for one in self.organisations[:NAMES]]


def uses_of(solution: SolutionPage, municipality: Organisation | None = None) -> Uses:
    """The uses of a solution, in one query, and one more for who is like the visitor's municipality."""
    order = similarity_order(municipality)
    rows = list(Reuse.objects.filter(solution=solution.pk).select_related("organisation"))
    for row in rows:
        row.solution = solution
    invented = [row for row in rows if row.is_invented]
    rows = [row for row in rows if not row.is_invented]
    rows.sort(key=lambda row: order.get(row.organisation.code, len(order)))  # stable: else the order of the ledger
    confirmed = [row for row in rows if row.is_confirmed]
    return Uses(
        users=_with_status(confirmed, ReuseStatus.IN_USE, ReuseStatus.PILOT),
        looking=_with_status(confirmed, ReuseStatus.EXPLORING, ReuseStatus.INTEREST),
        ended=_with_status(confirmed, ReuseStatus.STOPPED, ReuseStatus.REJECTED),
        claimed=[row for row in rows if not row.is_confirmed],
        invented=invented,
        counted=[row for row in confirmed if row.is_counted and row.organisation_id != solution.organisation_id],
        alike=frozenset(
            row.organisation_id
            for row in rows
            if row.organisation.code in order and (not municipality or row.organisation_id != municipality.pk)
        ),
    )


def similarity_order(municipality: Organisation | None) -> dict[str, int]:
    """The visitor's municipality and those like it, by code: the lower, the earlier they are shown."""
    if municipality is None:
        return {}
    codes = [municipality.code, *(one.code for one in similar_to(municipality))]
    return {code: place for place, code in enumerate(codes)}


def _with_status(rows: Iterable[Reuse], *statuses: ReuseStatus) -> list[Reuse]:
    wanted: Sequence[str] = [status.value for status in statuses]
    return [row for row in rows if row.status in wanted]
