"""How complete a solution is, and what to add first: counted from what is filled in, never from what is asked."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from solutions.models import SolutionPage

STEPS: dict[str, str | Promise] = {
    "title": _("Give it a title."),
    "summary": _("Say in one sentence what it is."),
    "kind": _("Choose what kind of thing it is."),
    "problem": _("Tell which problem it solves."),
    "policy_domains": _("Choose a policy domain, so that colleagues find it."),
    "contact_email": _("Give a mailbox to which questions may go."),
    "development_status": _("Say how far it is."),
    "approach": _("Tell how you did it."),
    "result": _("Tell what became better, with figures if you have them."),
    "costs": _("Choose what it costs. An estimate is fine."),
    "what_did_not_work": _("Tell what did not work. Colleagues learn most from this."),
    "licence": _("Choose the licence, or say that it is not open."),
    "personal_data": _("Say whether it processes personal data."),
    "gemma_components": _("Choose the GEMMA reference component."),
    "documentation_url": _("Add the address of the documentation."),
    "standard_links": _("Name the standards it follows."),
    "tags": _("Add words by which colleagues look for it."),
    "image": _("Add a picture. A screenshot is fine."),
}
"""What counts, the most useful first, each with the next step that fills it."""
FIRST_DRAFT = ("title", "summary", "kind", "problem", "policy_domains", "contact_email")
"""What a first draft needs."""


@dataclass(frozen=True, slots=True)
class Completeness:
    """How many of the things that count are there, out of how many, and what to do next (nothing when all are)."""

    done: int
    total: int
    next_step: str | Promise | None
    is_draft: bool

    @property
    def percentage(self) -> int:
        """Rounded down: 100 only when everything is there."""
        return 100 * self.done // self.total


def completeness(filled: Collection[str]) -> Completeness:
    """The completeness of a solution in which these things (names of `STEPS`) are filled in."""
    missing = [name for name in STEPS if name not in filled]
    return Completeness(
        done=len(STEPS) - len(missing),
        total=len(STEPS),
        next_step=STEPS[missing[0]] if missing else None,
        is_draft=any(name in missing for name in FIRST_DRAFT),
    )


def filled_of(solution: SolutionPage) -> set[str]:
    """The names of `STEPS` that are filled in on this solution; at most four queries, fewer when prefetched."""
    plain = {
        "title", "summary", "kind", "contact_email", "development_status", "personal_data", "documentation_url",
    }  # fmt: skip
    found = {name for name in plain if getattr(solution, name)}
    found |= {name for name in ("problem", "approach", "result", "what_did_not_work") if len(getattr(solution, name))}
    several = {"policy_domains": solution.policy_domains, "gemma_components": solution.gemma_components}
    several |= {"standard_links": solution.standard_links, "tags": solution.tagged_items}
    found |= {name for name, related in several.items() if related.all()}
    found |= {name for name in ("licence", "image") if getattr(solution, f"{name}_id")}
    return found | ({"costs"} if solution.cost_band_once or solution.cost_band_yearly else set())
