"""The template filter that shows the effect of "mijn gemeente" on a result."""

from __future__ import annotations

from django import template

from search.site.municipality import SimilarUse, VisitorMunicipality
from search.types import Hit

register = template.Library()


@register.filter
def used_by_similar(hit: Hit, mine: VisitorMunicipality | None) -> SimilarUse | None:
    """Return the similar municipalities of the visitor's municipality that use this result, or None."""
    return mine.uses(hit.adopters) if mine else None
