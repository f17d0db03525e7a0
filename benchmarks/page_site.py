"""Fills a site as it could be in a few years: many solutions of many municipalities, their uses and experiences."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass
from typing import Any

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from benchmarks import page_texts
from hub.blocks import paragraphs
from hub.models import Tag
from organisations.models import Organisation, OrganisationPage
from organisations.participation.onboarding import ensure_page
from search.indexing.changes import enqueue_pages
from search.types import Kind
from solutions.models import (
    ClaimedBy,
    ExperiencePage,
    ExperienceTag,
    GemmaComponent,
    Licence,
    PolicyDomain,
    Reuse,
    SolutionPage,
    SolutionTag,
)
from solutions.models.reuse import ReuseStatus
from solutions.models.solution import DevelopmentStatus, MaintenanceType, SolutionKind

PARTICIPATING = 60
BATCH = 100
EVERY = 5  # solutions to one experience
MOST_USES = 60
LEDGER = (ReuseStatus.IN_USE, ReuseStatus.IN_USE, ReuseStatus.PILOT, ReuseStatus.EXPLORING, ReuseStatus.STOPPED)


@dataclass(frozen=True, slots=True)
class Filled:
    """How much stands on the site."""

    solutions: int
    experiences: int
    uses: int
    organisations: int


def fill(count: int, *, participating: int = PARTICIPATING) -> Filled:
    """Bring in the registry and its lists, and this many solutions; the same site each time.

    Raises ValueError when there are solutions already: what is half filled is no measure.
    """
    if SolutionPage.objects.exists():
        raise ValueError("There are solutions on this site already. Give an empty folder.")
    call_command("import_organisations", apply=True, verbosity=0)
    call_command("import_vocabularies", apply=True, verbosity=0)
    filler = _Filler(participating)
    for start in range(0, count, BATCH):
        with transaction.atomic():
            filler.batch(range(start, min(start + BATCH, count)))
    call_command("compute_similarity", write=True, verbosity=0)
    call_command("search_rebuild", "--engine", "embedded", verbosity=0)
    return Filled(
        SolutionPage.objects.count(),
        ExperiencePage.objects.count(),
        Reuse.objects.count(),
        Organisation.objects.count(),
    )


class _Filler:
    """Deals out everything by a fixed row of chances."""

    def __init__(self, participating: int) -> None:
        self._dice = random.Random(2_000)  # noqa: S311 - no secret: the same site each time
        self._municipalities = list(Organisation.objects.filter(kind="gemeente", ended_on=None).order_by("code"))
        chosen = self._dice.sample(self._municipalities, participating)
        self._parents: list[OrganisationPage] = [ensure_page(one) for one in chosen]
        self._tags = {name: Tag.objects.get_or_create(name=name)[0] for name in page_texts.TAGS}
        self._domains = list(PolicyDomain.objects.order_by("code"))
        self._components = list(GemmaComponent.objects.order_by("code"))
        self._licences = list(Licence.objects.order_by("code"))

    def batch(self, numbers: range) -> None:
        """These solutions, with what is told and known of them; recorded for the search as a save would."""
        solutions = [self._solution(number) for number in numbers]
        for number, solution in zip(numbers, solutions, strict=True):
            self._uses(solution)
            if number % EVERY == 0:
                self._experience(number, solution)
        enqueue_pages(Kind.SOLUTION, [solution.pk for solution in solutions])

    def _solution(self, number: int) -> SolutionPage:
        texts: dict[str, Any] = {
            part: paragraphs(page_texts.section(number, part)) for part in ("problem", "approach", "result")
        }
        solution = SolutionPage(
            title=page_texts.title(number),
            slug=f"oplossing-{number + 1}",
            summary=page_texts.SENTENCES[number % len(page_texts.SENTENCES)].format(subject="aanvragen")[:150],
            kind=self._dice.choice(SolutionKind.values),
            development_status=self._dice.choice(DevelopmentStatus.values),
            maintenance_type=self._dice.choice(MaintenanceType.values),
            licence=self._dice.choice(self._licences),
            repository_url=f"https://code.example/oplossing-{number + 1}",
            documentation_url=f"https://code.example/oplossing-{number + 1}/docs",
            first_published_at=timezone.now() - dt.timedelta(hours=number),
            **texts,
        )
        self._dice.choice(self._parents).add_child(instance=solution)
        solution.policy_domains.set(self._dice.sample(self._domains, 2))
        solution.gemma_components.set(self._dice.sample(self._components, 3))
        solution.save()
        self._tag(SolutionTag, solution, number)
        return solution

    def _uses(self, solution: SolutionPage) -> None:
        """Most solutions have a few users, some have many."""
        many = min(int(self._dice.paretovariate(0.9)) - 1, MOST_USES)
        today = timezone.localdate()
        Reuse.objects.bulk_create(
            Reuse(
                solution=solution,
                organisation=organisation,
                status=self._dice.choice(LEDGER),
                since=today - dt.timedelta(days=self._dice.randint(30, 2_000)),
                scale="40 gebruikers, 3.000 aanvragen per jaar",
                lesson=self._dice.choice(page_texts.LESSONS),
                contact_willing=self._dice.random() < 0.5,  # noqa: PLR2004 - one of two
                claimed_by=ClaimedBy.SELF,
                confirmed_at=today - dt.timedelta(days=self._dice.randint(0, 400)),
            )
            for organisation in self._dice.sample(self._municipalities, many)
        )

    def _experience(self, number: int, solution: SolutionPage) -> None:
        texts = {
            part: "".join(block["value"] for block in paragraphs(page_texts.section(number, part)))
            for part in ("situation", "approach", "result", "what_did_not_work", "advice")
        }
        experience = ExperiencePage(
            title=f"Wat wij leerden van {solution.title[:120].lower()}",
            slug=f"ervaring-{number + 1}",
            summary=page_texts.SENTENCES[(number + 3) % len(page_texts.SENTENCES)].format(subject="aanvragen")[:150],
            phase=ReuseStatus.IN_USE,
            first_published_at=timezone.now() - dt.timedelta(hours=number),
            **texts,
        )
        self._dice.choice(self._parents).add_child(instance=experience)
        experience.solutions.add(solution)
        experience.save()
        self._tag(ExperienceTag, experience, number)

    def _tag(self, through: Any, page: Any, number: int) -> None:
        through.objects.bulk_create(
            through(content_object=page, tag=self._tags[name]) for name in page_texts.tags(number)
        )
