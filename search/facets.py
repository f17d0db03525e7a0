"""The facets of the search: one table for records, engines, the form and the chips.

A `Facet` defines all of a facet: its key, its URL parameter, its label, the values of an object and their labels. The
engines read what they need of it here too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from search.kinds import PAGE_KINDS, kind_labels
from search.types import SIMILAR, IndexRecord, Kind
from solutions.evidence import LABELS as EVIDENCE_LABELS

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Values = Callable[[Any, Any], Iterable[str | None]]
"""Returns the codes of an object, given it and the `RecordContext` of its batch; empty ones are ignored."""

Choices = Callable[[], Mapping[str, str]]
"""Returns the label of every value of a facet, in the active language."""


@dataclass(frozen=True, slots=True)
class LabelSource:
    """The source of the labels of a facet's values: the name of a model, its field of the value and of the label."""

    model: str
    code: str = "code"
    label: str = "label"


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to filter a search.

    `key` names it in records, requests and engines; `parameter` is its URL parameter, in Dutch. `size` is the maximum
    number of buckets that an engine returns. `values` reads the codes of an object, per kind; kinds left out have none.
    `labels` gives the labels of the codes; without it the codes are shown. A facet that is not `stored` is computed for
    each question.
    """

    key: str
    parameter: str
    label: StrPromise
    size: int
    values: Mapping[Kind, Values] = field(default_factory=dict)
    labels: LabelSource | Choices | None = None
    stored: bool = True

    @property
    def label_source(self) -> LabelSource | None:
        """The source of the labels, when they come from the database."""
        return self.labels if isinstance(self.labels, LabelSource) else None


def _solutions(read: Values) -> dict[Kind, Values]:
    return {Kind.SOLUTION: read}


def _pages(read: Values) -> dict[Kind, Values]:
    return dict.fromkeys(PAGE_KINDS, read)


def _choices(model: str, name: str) -> Choices:
    """The choices of a model field."""
    return lambda: {str(value): str(label) for value, label in apps.get_model(model)._meta.get_field(name).flatchoices}


def _steps() -> dict[str, str]:
    return {str(int(step)): str(label) for step, label in EVIDENCE_LABELS.items()}


def _provinces(page: Any, context: Any) -> list[str]:
    owner = context.owner_of(page)
    return [owner.province] if owner else []


FACETS = (  # in the order on screen
    Facet("kind", "soort", _("Kind"), size=10, labels=kind_labels),
    Facet(SIMILAR, "zoals-mijn", _("Used by municipalities like mine"), size=1, stored=False),
    Facet(
        "policy_domain",
        "domein",
        _("Policy domain"),
        size=100,
        values=_solutions(lambda page, context: context.terms_of(page).policy_domains),
        labels=LabelSource("solutions.PolicyDomain"),
    ),
    Facet(
        "solution_kind",
        "type",
        _("Kind of solution"),
        size=20,
        values=_solutions(lambda page, _context: [page.kind]),
        labels=_choices("solutions.SolutionPage", "kind"),
    ),
    Facet(
        "development_status",
        "status",
        _("Development status"),
        size=10,
        values=_solutions(lambda page, _context: [page.development_status]),
        labels=_choices("solutions.SolutionPage", "development_status"),
    ),
    Facet(
        "evidence",
        "bewijs",
        _("Evidence of use"),
        size=10,
        values=_solutions(lambda page, context: [str(int(context.step_of(page)))]),
        labels=_steps,
    ),
    Facet(
        "used_by",
        "gebruikt-door",
        _("Used by"),
        size=1000,
        labels=LabelSource("organisations.Organisation", label="name"),
    ),
    Facet(
        "organisation",
        "organisatie",
        _("Organisation"),
        size=1000,
        values=_pages(lambda page, context: context.sharers_of(page)),
        labels=LabelSource("organisations.Organisation", label="name"),
    ),
    Facet(
        "province",
        "provincie",
        _("Province"),
        size=20,
        values={**_pages(_provinces), Kind.ORGANISATION: lambda organisation, _context: [organisation.province]},
    ),
    Facet(
        "tag",
        "onderwerp",
        _("Subject"),
        size=200,
        values=_pages(lambda page, context: context.tags_of(page).slugs),
        labels=LabelSource("hub.Tag", code="slug", label="name"),
    ),
    Facet(
        "gemma_component",
        "gemma",
        _("GEMMA reference component"),
        size=200,
        values=_solutions(lambda page, context: context.terms_of(page).gemma_components),
        labels=LabelSource("solutions.GemmaComponent"),
    ),
    Facet(
        "licence",
        "licentie",
        _("Licence"),
        size=50,
        values=_solutions(lambda page, context: [context.licences.get(page.licence_id)]),
        labels=LabelSource("solutions.Licence"),
    ),
)

FACET_KEYS = tuple(facet.key for facet in FACETS)
STORED_KEYS = tuple(facet.key for facet in FACETS if facet.stored)
FACETS_BY_KEY = {facet.key: facet for facet in FACETS}
FACETS_BY_PARAMETER = {facet.parameter: facet for facet in FACETS}


def values_of(instance: Any, kind: Kind, context: Any) -> dict[str, tuple[str, ...]]:
    """The codes of an object for each facet that has values for its kind, without duplicates."""
    read = {facet.key: facet.values[kind](instance, context) for facet in FACETS if kind in facet.values}
    return {key: found for key, codes in read.items() if (found := tuple(dict.fromkeys(filter(None, codes))))}


def facet_values(record: IndexRecord) -> dict[str, tuple[str, ...]]:
    """The values of a record for each stored facet, without duplicates; kind and adopters are read from the record."""
    given = {**record.facets, "kind": (record.kind.value,), "used_by": record.adopters}
    return {key: tuple(dict.fromkeys(given.get(key, ()))) for key in STORED_KEYS if given.get(key)}
