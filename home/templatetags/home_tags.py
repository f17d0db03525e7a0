"""What the blocks of the front page need to show."""

from __future__ import annotations

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from wagtail.models import Page

from home.parts import PageKind

register = template.Library()


@register.simple_tag
def card(kind: PageKind, item: Page) -> SafeString:
    """The card of one page of this kind."""
    return render_to_string(kind.card, {kind.name: item})
