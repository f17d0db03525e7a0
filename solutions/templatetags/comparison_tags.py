"""Where pages lead to the comparison, and what the visitor keeps for it."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context

from solutions.comparison.table import MOST
from solutions.comparison.tray import compare_address, kept
from solutions.models import SolutionPage

register = template.Library()


@register.simple_tag(takes_context=True)
def compare_url(context: Context, pk: int | str) -> str:
    """The comparison of this solution with what the visitor keeps, or of it alone when that leaves no room."""
    numbers = list(dict.fromkeys([*kept(getattr(context, "request", None)), int(pk)]))
    return compare_address(numbers if len(numbers) <= MOST else [int(pk)])


@register.inclusion_tag("components/compare_tray.html", takes_context=True)
def compare_tray(context: Context) -> dict[str, Any]:
    """What the visitor keeps to compare, in one query or two; without anything kept no query and nothing to see."""
    numbers = kept(getattr(context, "request", None))
    known = SolutionPage.objects.shared_publicly().in_bulk(numbers) if numbers else {}
    solutions = [known[number] for number in numbers if number in known]
    return {"solutions": solutions, "url": compare_address(solution.pk for solution in solutions)}
