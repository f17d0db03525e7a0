"""What an organisation shares, tells and uses, for its public profile."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, QuerySet

from hub.models import ContentPage, public_pages
from organisations.models import Organisation
from solutions.models import ExperiencePage, Reuse, SolutionPage

PEERS = 8
ARTICLES = 12
CARDS = 12
"""Solutions, and experiences, that a profile shows; the search has the rest."""
USE = ("status", "since", "until", "lesson", "confirmed_at", "claimed_by", "claim_source")
USED = ("solution__title", "solution__url_path", "solution__text_language")
"""What a profile shows of a use, and of its solution."""


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest pages of a kind, how many there are in all, and where all are when these are not."""

    pages: list[Any]
    total: int
    all_url: str = ""


@dataclass(frozen=True, slots=True)
class Peer:
    """An organisation that uses some of the same solutions, and how many."""

    organisation: Organisation
    shared: int


def profile(organisation: Organisation) -> dict[str, Any]:
    """What an organisation shares and tells, what it confirmed and what others state that it uses."""
    public = SolutionPage.objects.shared_publicly()
    uses = Reuse.objects.filter(organisation=organisation, solution__in=public.order_by().values("pk"))
    uses = uses.select_related("solution").only(*USE, *USED)
    rows = list(uses.order_by("solution__title", "-since"))
    experiences = ExperiencePage.objects.shared_publicly().by_organisation(organisation)
    return {
        "solutions": _newest(solutions_of(organisation), "/oplossingen/", organisation),
        "experiences": _newest(experiences.newest().for_cards(), "/ervaringen/", organisation),
        "uses_confirmed": [reuse for reuse in rows if reuse.is_confirmed],
        "uses_claimed": [reuse for reuse in rows if not reuse.is_confirmed],
        "peers": peers_of(organisation),
        "articles": articles_of(organisation),
    }


def _newest(pages: QuerySet[Any], all_of_kind: str, organisation: Organisation) -> Newest:
    """As many as there is room for; counted only when there are more."""
    found = list(pages[: CARDS + 1])
    if len(found) <= CARDS:
        return Newest(found, len(found))
    return Newest(found[:CARDS], pages.count(), f"{all_of_kind}?{urlencode({'organisatie': organisation.code})}")


def peers_of(organisation: Organisation, limit: int = PEERS) -> list[Peer]:
    """Who confirmed to use the same solutions as this organisation, most in common first, in two queries.

    Invented organisations have invented peers only.
    """
    confirmed = Reuse.objects.counted().filter(solution__in=SolutionPage.objects.shared_publicly())
    mine = confirmed.filter(organisation=organisation).values("solution")
    alike = {"organisation__ended_on": None, "organisation__is_example": organisation.is_example}
    others = confirmed.filter(solution__in=mine, **alike).exclude(organisation=organisation)
    counts = dict(
        others.values_list("organisation")
        .annotate(shared=Count("solution", distinct=True))
        .order_by("-shared", "organisation__name")[:limit]
    )
    found = Organisation.objects.in_bulk(list(counts)) if counts else {}
    return [Peer(found[pk], shared) for pk, shared in counts.items() if pk in found]


def articles_of(organisation: Organisation) -> list[ContentPage]:
    """The public articles in the subtree of this organisation, newest first."""
    page = getattr(organisation, "page", None)
    if page is None:
        return []
    articles = public_pages(ContentPage.objects.descendant_of(page)).only("title", "url_path", "summary")
    return list(articles.order_by("-first_published_at", "-pk")[:ARTICLES])


def solutions_of(organisation: Organisation) -> QuerySet[SolutionPage]:
    """What this organisation shares with everyone, newest first, ready for cards."""
    return SolutionPage.objects.shared_publicly().owned_by(organisation).newest().for_cards()


def used_by_organisation() -> dict[int, frozenset[int]]:
    """The public solutions of which each organisation confirmed use that counts, both by number, in one query."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    rows = Reuse.objects.counted().filter(solution__in=SolutionPage.objects.shared_publicly())
    for organisation, solution in rows.values_list("organisation_id", "solution_id"):
        found[organisation].add(solution)
    return {organisation: frozenset(solutions) for organisation, solutions in found.items()}
