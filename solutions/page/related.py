"""The other solutions that a solution has a relation to, seen from both sides; only what everybody may read."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from solutions.models import SolutionPage
from solutions.models.solution_parts import RelationKind, SolutionRelation

FROM_THE_OTHER_SIDE: dict[str, str | Promise] = {
    RelationKind.BASED_ON: _("Basis of"),
    RelationKind.REPLACES: _("Replaced by"),
    RelationKind.ALTERNATIVE: RelationKind.ALTERNATIVE.label,
    RelationKind.RELATED: RelationKind.RELATED.label,
}


@dataclass(frozen=True, slots=True)
class RelatedSolution:
    """A public solution, and in words its relation to the one at hand."""

    label: str | Promise
    solution: SolutionPage


@dataclass(frozen=True, slots=True)
class RelatedSolutions:
    """Alternatives apart: who compares looks for those. Successors once more: who finds the old one needs them."""

    alternatives: list[RelatedSolution]
    others: list[RelatedSolution]
    successors: list[SolutionPage]


def related_solutions(solution: SolutionPage) -> RelatedSolutions:
    """The relations of a solution, each solution once per kind, in the order of its editor; in three queries."""
    forward = [(one.kind, one.get_kind_display(), one.other_id) for one in solution.relation_links.all()]
    rows = SolutionRelation.objects.filter(other=solution.pk).order_by("kind", "pk") if solution.pk else ()
    backward = [(one.kind, FROM_THE_OTHER_SIDE[one.kind], one.page_id) for one in rows]
    labels = {(kind, str(label), pk): label for kind, label, pk in (*forward, *backward)}
    found = _public({pk for _kind, _text, pk in labels})
    related = [(kind, RelatedSolution(label, found[pk])) for (kind, _text, pk), label in labels.items() if pk in found]
    return RelatedSolutions(
        alternatives=[one for kind, one in related if kind == RelationKind.ALTERNATIVE],
        others=[one for kind, one in related if kind != RelationKind.ALTERNATIVE],
        successors=[found[pk] for kind, _text, pk in backward if kind == RelationKind.REPLACES and pk in found],
    )


def _public(pks: set[int]) -> dict[int, SolutionPage]:
    if not pks:
        return {}
    pages = SolutionPage.objects.shared_publicly().filter(pk__in=pks).select_related("organisation")
    return {page.pk: page for page in pages}
