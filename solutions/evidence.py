"""The evidence ladder: how much is known to work, computed from what was confirmed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from solutions.models import SolutionPage

SEVERAL = 2


class Step(IntEnum):
    """The steps, lowest first."""

    IDEA = 1
    IN_DEVELOPMENT = 2
    USED_BY_OWNER = 3
    REUSED_ONCE = 4
    REUSED_BY_SEVERAL = 5
    REUSED_WITH_EXPERIENCES = 6


LABELS: dict[Step, str | Promise] = {
    Step.IDEA: _("Idea"),
    Step.IN_DEVELOPMENT: _("In development"),
    Step.USED_BY_OWNER: _("Used by its owner"),
    Step.REUSED_ONCE: _("Reused by one other organisation"),
    Step.REUSED_BY_SEVERAL: _("Reused by several organisations"),
    Step.REUSED_WITH_EXPERIENCES: _("Reused, with good experiences"),
}


MEANINGS: dict[Step, str | Promise] = {
    Step.IDEA: _("There is a plan or a first design. Nobody uses it yet, or the owner did not say how far it is."),
    Step.IN_DEVELOPMENT: _("The owner builds or tests it."),
    Step.USED_BY_OWNER: _("The owner says that it is ready for use. No other organisation confirmed that it uses it."),
    Step.REUSED_ONCE: _("One other organisation confirmed that it uses it or tries it out."),
    Step.REUSED_BY_SEVERAL: _("Two or more other organisations confirmed that they use it or try it out."),
    Step.REUSED_WITH_EXPERIENCES: _("Another organisation confirmed its use, and says that it would do it again."),
}
"""What each step means, and so what is needed to reach it."""


@dataclass(frozen=True, slots=True)
class LadderStep:
    """One step as shown: its number, its words, whether it was reached, whether it is the highest, what it means."""

    number: int
    label: str | Promise
    reached: bool
    current: bool
    meaning: str | Promise


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a solution's use: the step reached and the confirmed reuse it rests on."""

    step: Step
    confirmed_reuse: int

    @property
    def label(self) -> str | Promise:
        return LABELS[self.step]

    @property
    def meaning(self) -> str | Promise:
        return MEANINGS[self.step]

    @property
    def steps(self) -> list[LadderStep]:
        reached = self.step
        return [LadderStep(int(one), LABELS[one], one <= reached, one == reached, MEANINGS[one]) for one in Step]


def step_for(*, status: str, confirmed_reuse: int, good_experiences: int) -> Step:
    """The highest step that these facts carry.

    `status` is publiccode.yml's developmentStatus or "", `confirmed_reuse` the number of other organisations
    that confirmed a pilot or use, `good_experiences` the number of them that would do it again.
    """
    if confirmed_reuse and good_experiences:
        return Step.REUSED_WITH_EXPERIENCES
    if confirmed_reuse >= SEVERAL:
        return Step.REUSED_BY_SEVERAL
    if confirmed_reuse:
        return Step.REUSED_ONCE
    if status in {"stable", "obsolete"}:
        return Step.USED_BY_OWNER
    return Step.IN_DEVELOPMENT if status in {"development", "beta"} else Step.IDEA


def evidence_of(solution: SolutionPage) -> Evidence:
    """The evidence for a solution, in one query; claims that nobody confirmed count for nothing.

    A solution that is not saved yet, as in a preview, has none.
    """
    rows: list[tuple[int, bool | None]] = []
    if solution.pk:
        found = solution.reuses.counted().by_others_than(solution.organisation)
        rows = list(found.values_list("organisation_id", "would_do_again"))
    confirmed = len({organisation for organisation, _again in rows})
    good = len({organisation for organisation, again in rows if again})
    step = step_for(status=solution.development_status, confirmed_reuse=confirmed, good_experiences=good)
    return Evidence(step=step, confirmed_reuse=confirmed)
