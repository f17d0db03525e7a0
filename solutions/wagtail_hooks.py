"""What solutions add to Wagtail's admin."""

from __future__ import annotations

from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet
from wagtail.snippets.models import register_snippet

from solutions.viewsets import ExperienceListing, ReuseViewSet, SolutionListing, VocabularyGroup

register_snippet(ReuseViewSet)
register_snippet(VocabularyGroup)


@hooks.register("register_admin_viewset")
def listings() -> list[ViewSet]:
    """One flat list of solutions and one of experiences."""
    return [SolutionListing("solutions"), ExperienceListing("experiences")]
