"""What one might put beside the solutions that are compared: what somebody looks for, and what lies near them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Case, Count, IntegerField, Q, When

from solutions.hooks import found_solution_ids
from solutions.models import SolutionPage, SolutionRelation
from solutions.query import SolutionQuerySet

SUGGESTIONS = 6
FOUND = 8
WORDS = 6


def find(words: str, without: Sequence[int]) -> list[SolutionPage]:
    """Public solutions for these words, best first: of the site's search, or else all that have every word."""
    numbers = found_solution_ids(words, FOUND + len(without)) or []
    found = _in_order([number for number in numbers if number not in without][:FOUND])
    return found or _find_in_database(words, without)


def suggestions(solutions: Sequence[SolutionPage]) -> list[SolutionPage]:
    """What lies near these: tied to them, else with components, else with policy domains in common."""
    own = [one.pk for one in solutions]
    found = _in_order([number for number in _related(own) if number not in own][:SUGGESTIONS])
    for relation in ("gemma_components", "policy_domains"):
        if len(found) < SUGGESTIONS:
            found += _sharing(relation, own, [*own, *(one.pk for one in found)], SUGGESTIONS - len(found))
    return found


def newest(without: Sequence[int]) -> list[SolutionPage]:
    """Public solutions that were published last."""
    return list(_public().exclude(pk__in=without).newest()[:SUGGESTIONS])


def _public() -> SolutionQuerySet:
    return SolutionPage.objects.shared_publicly().select_related("organisation")


def _in_order(numbers: Iterable[int]) -> list[SolutionPage]:
    """The public solutions among these numbers, in their order."""
    wanted = list(dict.fromkeys(numbers))
    known = _public().in_bulk(wanted) if wanted else {}
    return [known[number] for number in wanted if number in known]


def _related(own: Sequence[int]) -> list[int]:
    """Numbers of what these name and of what names them, alternatives first."""
    order = Case(When(kind="alternative", then=0), default=1, output_field=IntegerField())
    relations = SolutionRelation.objects.filter(Q(page__in=own) | Q(other__in=own)).order_by(order, "pk")
    pairs = relations.values_list("page_id", "other_id")
    return [number for pair in pairs for number in pair if number not in own]


def _sharing(relation: str, own: Sequence[int], without: Sequence[int], most: int) -> list[SolutionPage]:
    """Public solutions with the most terms of this list in common with these."""
    own_terms = SolutionPage.objects.filter(Q(pk__in=own) & Q(**{f"{relation}__isnull": False}))
    shared = Q(**{f"{relation}__in": list(own_terms.values_list(relation, flat=True).distinct())})
    near = _public().filter(shared).exclude(pk__in=without).annotate(in_common=Count(relation, distinct=True))
    return list(near.order_by("-in_common", "title", "pk")[:most])


def _find_in_database(words: str, without: Sequence[int]) -> list[SolutionPage]:
    """Public solutions with all of these words in title, summary or owner, those with them in the title first."""
    found = _public().exclude(pk__in=without)
    in_title = Q()
    for word in words.split()[:WORDS]:
        in_title &= Q(title__icontains=word)
        named = Q(summary__icontains=word) | Q(organisation__name__icontains=word)
        found = found.filter(Q(title__icontains=word) | named)
    order = Case(When(in_title, then=0), default=1, output_field=IntegerField())
    return list(found.order_by(order, "title", "pk")[:FOUND])
