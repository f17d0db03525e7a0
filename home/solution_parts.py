"""What the front page can show of solutions: solutions, experiences, themes, policy domains and figures."""

from __future__ import annotations

from urllib.parse import urlencode

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from home.parts import Figure, PageKind, Subject
from hub.models import public_pages
from solutions.impact.counts import headline
from solutions.models import ExperiencePage, PolicyDomain, SolutionPage, ThemePage


def newest_solutions(most: int) -> list[SolutionPage]:
    """The newest public solutions."""
    return list(SolutionPage.objects.shared_publicly().newest().select_related("organisation")[:most])


def newest_experiences(most: int) -> list[ExperiencePage]:
    """The newest public experiences."""
    return list(ExperiencePage.objects.shared_publicly().newest().select_related("organisation")[:most])


def themes(most: int) -> list[Subject]:
    """At most so many public themes, by title; no query when none are asked for."""
    if not most:
        return []
    pages = public_pages(ThemePage.objects).order_by("title")[:most]
    return [Subject(page.title, page.get_url() or "/", page.summary, is_example=page.is_example) for page in pages]


def domains(most: int) -> list[Subject]:
    """The policy domains with the most public solutions, with how many that are; no query when none are asked for."""
    if not most:
        return []
    public = Q(solutions__in=SolutionPage.objects.shared_publicly().values("pk"))
    counted = PolicyDomain.objects.annotate(count=Count("solutions", filter=public, distinct=True))
    found = counted.filter(count__gt=0).order_by("-count", "label")[:most]
    return [
        Subject(domain.label, f"/oplossingen/?{urlencode({'domein': domain.code})}", count=domain.count)
        for domain in found
    ]


def figures() -> list[Figure]:
    """Confirmed reuse by others than the owners, who takes part, and what is shared: as "Cijfers" counts them.

    What belongs to the demo, or is not public, never counts; a figure that is still nothing is left out.
    """
    reused, participating, shared = headline()
    experiences = ExperiencePage.objects.shared_publicly().filter(is_example=False)
    found = [
        Figure(reused, _("times reused, as confirmed")),
        Figure(participating, _("organisations that take part")),
        Figure(shared, _("solutions")),
        Figure(experiences.count(), _("experiences")),
    ]
    return [figure for figure in found if figure.number]


KINDS = (
    PageKind(
        "solutions",
        _("Solutions"),
        newest_solutions,
        "components/solution_card.html",
        "solution",
        "/oplossingen/",
        _("All solutions"),
        _("There are no solutions yet. As soon as a municipality shares one, it is here."),
    ),
    PageKind(
        "experiences",
        _("Experiences"),
        newest_experiences,
        "components/experience_card.html",
        "experience",
        "/ervaringen/",
        _("All experiences"),
    ),
)
