"""What a save or removal means for what is kept of solutions; connected in apps.py."""

from __future__ import annotations

from django.db.models.signals import post_delete, post_save
from wagtail.models import PageViewRestriction

from hub.models import HubImage, Tag
from organisations.models import MunicipalityLikeness, Organisation
from solutions.models import ExperiencePage, Licence, PolicyDomain, Reuse, SolutionPage, Standard
from solutions.remembered import forget_articles

SHOWN = (
    SolutionPage, ExperiencePage, Reuse, Organisation, MunicipalityLikeness, Licence, PolicyDomain, Standard, Tag,
    HubImage, PageViewRestriction,
)  # fmt: skip
"""What the article of a solution is made of."""


def connect() -> None:
    """Let a change of anything shown start a new generation of articles."""
    for model in SHOWN:
        for changed in (post_save, post_delete):
            changed.connect(forget_articles, model, dispatch_uid=f"solutions.articles.{model._meta.label}")
