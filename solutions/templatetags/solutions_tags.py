"""What templates need to show of solutions and experiences."""

from __future__ import annotations

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from solutions.page import article

register = template.Library()


@register.simple_tag(takes_context=True)
def solution_article(context: Context) -> SafeString:
    """The article of the solution whose page this is."""
    return article.solution_article(context["page"], context["request"])


@register.simple_tag(takes_context=True)
def experience_article(context: Context) -> SafeString:
    """The article of the experience whose page this is."""
    return article.experience_article(context["page"], context["request"])
