"""What templates need to show what was found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from search.indexing.records import split_key
from search.kinds import SPECS
from search.site.live_query import Found, answer
from search.site.more_like_this import more_like as find_more_like
from search.types import Hit, Kind
from solutions.models.solution import DevelopmentStatus

register = template.Library()


@register.filter
def marked(html: str) -> SafeString:
    """Text in which the engines escaped everything but <mark>."""
    return mark_safe(html)  # noqa: S308 - search.analysis.highlight escapes, and tests attack it


@register.filter
def kind_label(kind: str) -> str:
    """What one record of this kind is called."""
    return str(SPECS[Kind(kind)].label) if kind in SPECS else kind


@register.filter
def number(hit: Hit) -> int:
    """The number of the object that was found."""
    return split_key(hit.key)[1]


@register.filter
def is_retired(hit: Hit) -> bool:
    """Whether nobody maintains what was found any longer."""
    return DevelopmentStatus.OBSOLETE in hit.facets.get("development_status", ())


@register.simple_tag
def more_like(page: Page) -> list[Hit]:
    """Public solutions and experiences like this page, the most alike first."""
    return find_more_like(page)


@register.simple_tag
def live_query(saved: Mapping[str, Any]) -> Found:
    """What the search finds now for a question that was saved on a page."""
    return answer(saved)
