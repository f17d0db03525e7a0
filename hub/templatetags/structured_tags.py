"""Structured data in a template."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.safestring import SafeString

from hub.hooks import description_of
from hub.structured_data import markup as structured

register = template.Library()


@register.simple_tag
def json_ld(data: Mapping[str, Any]) -> SafeString:
    """A data block with what schema.org says this is."""
    return structured.data_block(data)


@register.simple_tag
def website_ld(name: str) -> SafeString:
    """The data block of the site, for the front page."""
    return structured.data_block(structured.website(name))


@register.simple_tag
def breadcrumb_ld(steps: Iterable[Mapping[str, str]], here: str, home: str) -> SafeString:
    """The data block of the way to a page."""
    return structured.data_block(structured.breadcrumb(steps, here, home))


@register.simple_tag
def described(thing: object) -> SafeString:
    """The data block of what a page is about; nothing for a kind of which nothing is said."""
    data = description_of(thing)
    return structured.data_block(data) if data else SafeString("")
