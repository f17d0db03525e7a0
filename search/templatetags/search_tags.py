"""Template tags and filters for search results."""

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
    """Mark text as safe in which the engines escaped everything but <mark>."""
    return mark_safe(html)  # noqa: S308 - search.analysis.highlight escapes, as tests check


@register.filter
def kind_label(kind: str) -> str:
    """Return the label of one record of this kind."""
    return str(SPECS[Kind(kind)].label) if kind in SPECS else kind


@register.filter
def number(hit: Hit) -> int:
    """Return the primary key of the object that was found."""
    return split_key(hit.key)[1]


@register.filter
def is_retired(hit: Hit) -> bool:
    """Whether the solution that was found is no longer maintained."""
    return DevelopmentStatus.OBSOLETE in hit.facets.get("development_status", ())


@register.simple_tag
def more_like(page: Page) -> list[Hit]:
    """Return public solutions and experiences like this page, most similar first."""
    return find_more_like(page)


@register.simple_tag
def live_query(saved: Mapping[str, Any]) -> Found:
    """Return the current results of a query that was saved on a page."""
    return answer(saved)
