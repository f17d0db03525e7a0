"""Template tags of search for the admin."""

from __future__ import annotations

from django import template

from search.admin import why
from search.admin.duplicates import duplicates_of
from search.admin.possible_duplicates import Duplicate
from search.types import Hit
from solutions.models import SolutionPage

register = template.Library()


@register.simple_tag
def probable_duplicates_of(solution: SolutionPage) -> list[Duplicate]:
    """Return the public solutions that this page may duplicate."""
    return duplicates_of(solution)


@register.simple_tag
def why_url(question: str, hit: Hit) -> str:
    """Return the URL of the page that explains why this was found."""
    return why.why_url(question, hit)
