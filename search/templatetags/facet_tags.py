"""Facet values as HTML, rendered in Python: a page has hundreds of them, which are slow in a template."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from search.site.presentation import Option

register = template.Library()

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
    """Render a list of checkboxes for the values, each with its number of results.

    Only values and labels can hold what HTML must escape; `format_html` would look at everything seven times.
    """
    names = {one: _named(one) for one in {option.count for option in options}}
    items = [
        OPTION.format(
            one.id,  # quoted
            one.parameter,
            escape(one.value),
            " checked" if one.selected else "",
            escape(str(one.label)),
            one.count,
            names[one.count],
        )
        for one in options
    ]
    return SafeString(f'<ul class="facets__options">{"".join(items)}</ul>')
