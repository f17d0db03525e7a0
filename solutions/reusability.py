"""What makes a solution easy to reuse: seven things that can be checked, and the first that is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from solutions.models import SolutionPage


@dataclass(frozen=True, slots=True)
class ReusabilityFacts:
    """What the criteria look at."""

    open_licence: bool = False
    source_public: bool = False
    documented: bool = False
    maintained: bool = False
    contact: bool = False
    reused: bool = False
    standards: bool = False


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that helps to reuse, whether it is there, and what to do when it is not."""

    name: str
    label: str | Promise
    advice: str | Promise
    met: bool


@dataclass(frozen=True, slots=True)
class Reusability:
    """All criteria, the most important first."""

    criteria: tuple[Criterion, ...]

    @property
    def met(self) -> int:
        return sum(one.met for one in self.criteria)

    @property
    def total(self) -> int:
        return len(self.criteria)

    @property
    def next_gap(self) -> Criterion | None:
        """The first criterion that is not met."""
        return next((one for one in self.criteria if not one.met), None)


_CRITERIA: tuple[tuple[str, str | Promise, str | Promise], ...] = (
    ("open_licence", _("Open licence"), _("Ask the owner under which licence you may use it.")),
    ("source_public", _("The source is public"), _("Ask the owner whether you may see the source.")),
    ("documented", _("There is documentation"), _("Ask the owner for a manual or an explanation.")),
    ("maintained", _("Somebody maintains it"), _("Ask who solves mistakes and security problems.")),
    ("contact", _("A contact is named"), _("Ask your question on this page: it reaches the organisation itself.")),
    ("reused", _("Another organisation confirmed its use"), _("Be the first: tell the owner that you want to try it.")),
    ("standards", _("It follows standards"), _("Ask which standards it follows before you connect it.")),
)


def reusability(facts: ReusabilityFacts) -> Reusability:
    """The criteria held against these facts."""
    return Reusability(tuple(Criterion(name, label, advice, getattr(facts, name)) for name, label, advice in _CRITERIA))


def facts_of(solution: SolutionPage, *, reused: bool) -> ReusabilityFacts:
    """What the criteria look at, on this solution; `reused`: another organisation confirmed that it uses it.

    At most two queries, none when `licence` and `standard_links` are prefetched.
    """
    licence = solution.licence
    return ReusabilityFacts(
        open_licence=bool(licence and licence.is_open),
        source_public=bool(solution.repository_url),
        documented=bool(solution.documentation_url),
        maintained=solution.maintenance_type not in {"", "none"} and solution.development_status != "obsolete",
        contact=bool(solution.contact_email or solution.contact_name),
        reused=reused,
        standards=bool(solution.standard_links.all()),
    )
