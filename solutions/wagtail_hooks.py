"""What solutions add to Wagtail's admin."""

from __future__ import annotations

from django.urls import URLPattern
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.snippets.models import register_snippet

from hub.admin.guard import allow_choosing
from solutions.contact import admin as question_admin
from solutions.models import GemmaComponent, Licence, PolicyDomain, Standard
from solutions.viewsets import ExperienceListing, ReuseViewSet, SolutionListing, VocabularyGroup

register_snippet(ReuseViewSet)
register_snippet(VocabularyGroup)
allow_choosing(PolicyDomain, GemmaComponent, Standard, Licence)


@hooks.register("register_admin_viewset")
def listings() -> list[ViewSet]:
    """One flat list of solutions and one of experiences."""
    return [SolutionListing("solutions"), ExperienceListing("experiences")]


@hooks.register("register_admin_urls")
def question_urls() -> list[URLPattern]:
    """The screens of questions to contacts."""
    return question_admin.urls


@hooks.register("register_admin_menu_item")
def question_menu_item() -> MenuItem:
    """The way to those screens."""
    return question_admin.menu_item()
