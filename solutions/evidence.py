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
    """The steps, lowest first, and what stands beside them: nobody said how far it is, or it is over."""

    UNKNOWN = 0
    IDEA = 1
    IN_DEVELOPMENT = 2
    READY = 3
    REUSED_ONCE = 4
    REUSED_BY_SEVERAL = 5
    REUSED_WITH_EXPERIENCES = 6
    RETIRED = 7


LADDER = tuple(step for step in Step if step not in {Step.UNKNOWN, Step.RETIRED})

LABELS: dict[Step, str | Promise] = {
    Step.IDEA: _("Idea"),
    Step.IN_DEVELOPMENT: _("In development"),
    Step.READY: _("Ready for use"),
    Step.REUSED_ONCE: _("Reused by one other organisation"),
    Step.REUSED_BY_SEVERAL: _("Reused by several organisations"),
    Step.REUSED_WITH_EXPERIENCES: _("Reused by several, with good experiences"),
    Step.UNKNOWN: _("Not known"),
    Step.RETIRED: _("No longer maintained"),
}


MEANINGS: dict[Step, str | Promise] = {
    Step.IDEA: _("There is a plan or a first design."),
    Step.IN_DEVELOPMENT: _("It is being built or tested, as the owner says."),
    Step.READY: _("It is ready for use, as the owner says. No other organisation confirmed that it uses it."),
    Step.REUSED_ONCE: _("One other organisation confirmed that it uses it or tries it out."),
    Step.REUSED_BY_SEVERAL: _("Two or more other organisations confirmed that they use it or try it out."),
    Step.REUSED_WITH_EXPERIENCES: _("Several confirmed their use, and at least one of them would do it again."),
    Step.UNKNOWN: _("Nobody said how far it is, and no other organisation confirmed that it uses it."),
    Step.RETIRED: _("The owner no longer maintains it, and no other organisation confirmed that it uses it."),
}
"""What each step means, and so what is needed to reach it."""

STATED = {
    "concept": Step.IDEA,
    "development": Step.IN_DEVELOPMENT,
    "beta": Step.IN_DEVELOPMENT,
    "stable": Step.READY,
    "obsolete": Step.RETIRED,
}
"""The step that a status of publiccode.yml stands for; nothing is read into one that is not there."""


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
    def is_on_ladder(self) -> bool:
        """Whether there is a step to point at."""
        return self.step in LADDER

    @property
    def beside(self) -> list[tuple[str | Promise, str | Promise]]:
        """What stands on no step, and what that means."""
        return [(LABELS[one], MEANINGS[one]) for one in Step if one not in LADDER]

    @property
    def steps(self) -> list[LadderStep]:
        reached = self.step if self.is_on_ladder else Step.UNKNOWN
        return [LadderStep(int(one), LABELS[one], one <= reached, one == reached, MEANINGS[one]) for one in LADDER]


def step_for(*, status: str, confirmed_reuse: int, good_experiences: int) -> Step:
    """The highest step that these facts carry.

    `status` is publiccode.yml's developmentStatus or "", `confirmed_reuse` the number of other organisations
    that confirmed a pilot or use, `good_experiences` the number of them that would do it again.
    """
    if confirmed_reuse >= SEVERAL:
        return Step.REUSED_WITH_EXPERIENCES if good_experiences else Step.REUSED_BY_SEVERAL
    return Step.REUSED_ONCE if confirmed_reuse else STATED.get(status, Step.UNKNOWN)


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
