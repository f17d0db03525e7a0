"""What the public page of a solution shows."""

from __future__ import annotations

from typing import Any

from solutions.evidence import evidence_of
from solutions.models import ExperiencePage, SolutionPage


def solution_context(solution: SolutionPage) -> dict[str, Any]:
    """Evidence, uses (confirmed and claimed apart) and experiences of one solution."""
    reuses = list(solution.reuses.select_related("organisation"))
    experiences = ExperiencePage.objects.shared_publicly().filter(solutions=solution)
    return {
        "evidence": evidence_of(solution),
        "reuses_confirmed": [reuse for reuse in reuses if reuse.is_confirmed],
        "reuses_claimed": [reuse for reuse in reuses if not reuse.is_confirmed],
        "experiences": list(experiences.newest().with_list_relations()),
        "provenance": bool(solution.provenance),
    }
