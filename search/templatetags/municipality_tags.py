"""What templates need to say of "mijn gemeente" at a result."""

from __future__ import annotations

from django import template

from search.site.municipality import AlikeUse, VisitorMunicipality
from search.types import Hit

register = template.Library()


@register.filter
def used_by_alike(hit: Hit, mine: VisitorMunicipality | None) -> AlikeUse | None:
    """The look-alikes of the visitor's municipality that use this result, or None."""
    return mine.uses(hit.adopters) if mine else None
