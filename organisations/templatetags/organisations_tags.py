"""What templates need to show of organisations."""

from __future__ import annotations

from django import template

from organisations.models import Kind, Organisation
from organisations.similarity.table import Lookalike, lookalikes_of

register = template.Library()

SHOWN = 6


@register.simple_tag
def municipalities_like(organisation: Organisation) -> list[Lookalike]:
    """The six municipalities most like this one, with the reasons in words, in one query; none for other kinds."""
    return lookalikes_of(organisation, SHOWN) if organisation.kind == Kind.GEMEENTE else []
