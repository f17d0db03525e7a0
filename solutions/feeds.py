"""Atom feeds of what is shared: solutions, experiences, and all of one organisation or theme."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from editorial.models import EventPage, NewsPage, PublicationPage
from hub.branding import site_branding
from hub.feeds import MOST, AtomFeed
from hub.models import public_pages
from organisations.models import Organisation
from solutions.models import ExperiencePage, SolutionPage, ThemePage
from solutions.models.theme import about


class SolutionFeed(AtomFeed):
    """The newest solutions."""

    words, address, feed_name = _("Solutions on %(site)s"), "/oplossingen/", "feed_solutions"

    def items(self) -> Any:
        return SolutionPage.objects.shared_publicly().newest()[:MOST]


class ExperienceFeed(AtomFeed):
    """The newest experiences."""

    words, address, feed_name = _("Experiences on %(site)s"), "/ervaringen/", "feed_experiences"

    def items(self) -> Any:
        return ExperiencePage.objects.shared_publicly().newest()[:MOST]


class OrganisationFeed(AtomFeed):
    """What one organisation shares, newest first."""

    def get_object(self, request: HttpRequest, slug: str) -> Organisation:
        return get_object_or_404(Organisation.objects.existing(), slug=slug)

    def title(self, organisation: Organisation) -> str:
        return _t("%(name)s on %(site)s") % {"name": organisation.name, "site": site_branding().site_name}

    def link(self, organisation: Organisation) -> str:
        return organisation.get_absolute_url()

    def feed_url(self, organisation: Organisation) -> str:
        return reverse("feed_organisation", args=[organisation.slug])

    def items(self, organisation: Organisation) -> list[Any]:
        solutions = SolutionPage.objects.shared_publicly().owned_by(organisation).newest()
        experiences = ExperiencePage.objects.shared_publicly().by_organisation(organisation).newest()
        return _newest(solutions[:MOST], experiences[:MOST])


class ThemeFeed(AtomFeed):
    """Everything public that carries a tag of one theme, newest first."""

    def get_object(self, request: HttpRequest, slug: str) -> ThemePage:
        return get_object_or_404(public_pages(ThemePage.objects), slug=slug)

    def title(self, theme: ThemePage) -> str:
        return _t("%(name)s on %(site)s") % {"name": theme.title, "site": site_branding().site_name}

    def link(self, theme: ThemePage) -> str:
        return str(theme.get_url() or "/")

    def feed_url(self, theme: ThemePage) -> str:
        return reverse("feed_theme", args=[theme.slug])

    def items(self, theme: ThemePage) -> list[Any]:
        tags = list(theme.tagged_items.values_list("tag_id", flat=True))
        kinds = (SolutionPage, ExperiencePage, NewsPage, EventPage, PublicationPage)
        return _newest(*(about(kind, tags).order_by("-first_published_at", "-pk")[:MOST] for kind in kinds))


def _newest(*lists: Any) -> list[Any]:
    """The newest of several lists together, each at most MOST long."""
    pages = [page for found in lists for page in found]
    dated = [page for page in pages if page.first_published_at]
    return sorted(dated, key=lambda page: (page.first_published_at, page.pk), reverse=True)[:MOST]


urlpatterns = [
    path("feeds/oplossingen/", SolutionFeed(), name="feed_solutions"),
    path("feeds/ervaringen/", ExperienceFeed(), name="feed_experiences"),
    path("feeds/organisatie/<slug:slug>/", OrganisationFeed(), name="feed_organisation"),
    path("feeds/thema/<slug:slug>/", ThemeFeed(), name="feed_theme"),
]
