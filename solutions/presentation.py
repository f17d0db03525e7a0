"""What the public pages of solutions, experiences, organisations and the front page show."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q

from organisations.models import Organisation
from solutions.evidence import evidence_of
from solutions.models import ExperiencePage, PolicyDomain, Reuse, SolutionPage

NEWEST = 6
EXPERIENCES = 3


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


def home() -> dict[str, Any]:
    """What is new, the themes that have solutions, and the figures of the front page."""
    public = SolutionPage.objects.shared_publicly()
    used = Q(solutions__in=public.values("pk"))
    return {
        "newest": list(public.newest().with_list_relations()[:NEWEST]),
        "experiences": list(ExperiencePage.objects.shared_publicly().newest().with_list_relations()[:EXPERIENCES]),
        "themes": list(
            PolicyDomain.objects.annotate(solution_count=Count("solutions", filter=used, distinct=True))
            .filter(solution_count__gt=0)
            .order_by("-solution_count", "label")[:12]
        ),
        "figures": {
            "solutions": public.count(),
            "organisations": Organisation.objects.taking_part().count(),
            "confirmed_reuse": Reuse.objects.counted().count(),
        },
    }
