"""What a save or removal means for what is kept of solutions and experiences; connected in apps.py."""

from __future__ import annotations

from wagtail.models import PageViewRestriction

from hub.caching import register_personalisation
from hub.models import HubImage, Tag
from organisations.models import MunicipalitySimilarity, Organisation
from organisations.page.profile import PROFILES
from solutions.comparison.tray import kept
from solutions.models import ExperiencePage, Licence, PolicyDomain, Reuse, SolutionPage, Standard
from solutions.page.article import ARTICLES

SHOWN = (
    SolutionPage, ExperiencePage, Reuse, Organisation, MunicipalitySimilarity, Licence, PolicyDomain, Standard, Tag,
    HubImage, PageViewRestriction,
)  # fmt: skip
"""What the articles of solutions and experiences are made of."""


def connect() -> None:
    """Let a change of anything shown start a new generation; a card leads on to what its visitor keeps to compare."""
    ARTICLES.clear_on_change(*SHOWN)
    PROFILES.clear_on_change(Reuse)
    register_personalisation(kept)
