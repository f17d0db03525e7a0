"""What forms in the admin need of the search."""

from __future__ import annotations

from django import template

from search.admin.duplicates import duplicates_of
from search.duplicates import Duplicate
from solutions.models import SolutionPage

register = template.Library()


@register.simple_tag
def probable_duplicates_of(solution: SolutionPage) -> list[Duplicate]:
    """The public solutions that this page may repeat."""
    return duplicates_of(solution)
