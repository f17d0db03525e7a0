"""Facet values as HTML, rendered in Python: a page has hundreds of them, which are slow in a template."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext

from search.site.presentation import Option

register = template.Library()

CHECKED = mark_safe(" checked")
OPTION = (
    '<li><label class="option"><input class="option__box" id="{}" type="checkbox" name="{}" value="{}"{}>'
    '<span class="option__label">{}</span> '
    '<span class="option__count">{}<span class="visually-hidden"> {}</span></span></label></li>'
)


def _named(count: int) -> str:
    """Return the word after the number for screen readers: result, or results."""
    return (ngettext("%(count)s result", "%(count)s results", count) % {"count": ""}).strip()


@register.simple_tag
def facet_options(options: Sequence[Option]) -> SafeString:
    """Render a list of checkboxes for the values, each with its number of results."""
    names = {one: _named(one) for one in {option.count for option in options}}
    items = format_html_join(
        "",
        OPTION,
        (
            (one.id, one.parameter, one.value, CHECKED if one.selected else "", one.label, one.count, names[one.count])
            for one in options
        ),
    )
    return format_html('<ul class="facets__options">{}</ul>', items)
