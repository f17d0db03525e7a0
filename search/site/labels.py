"""What the values of facets are called, read in one query per table for all values on a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import Model
from django.utils.translation import gettext as _

from hub.models import Tag
from organisations.models import Organisation
from search.types import Kind
from solutions.evidence import LABELS as EVIDENCE_LABELS
from solutions.models import DevelopmentStatus, GemmaComponent, Licence, PolicyDomain, SolutionKind

TABLES: dict[str, tuple[type[Model], str, str]] = {
    "policy_domain": (PolicyDomain, "code", "label"),
    "gemma_component": (GemmaComponent, "code", "label"),
    "licence": (Licence, "code", "label"),
    "organisation": (Organisation, "code", "name"),
    "used_by": (Organisation, "code", "name"),
    "tag": (Tag, "slug", "name"),
}
"""Per facet whose labels are kept in the database: the table, the field of the value and that of its label."""


def kind_labels() -> dict[str, str]:
    """What the kinds of record are called."""
    return {
        Kind.SOLUTION: _("Solutions"),
        Kind.EXPERIENCE: _("Experiences"),
        Kind.ARTICLE: _("Articles"),
        Kind.ORGANISATION: _("Organisations"),
        Kind.THEME: _("Themes"),
        Kind.NEWS: _("News"),
        Kind.EVENT: _("Events"),
        Kind.PUBLICATION: _("Publications"),
    }


def kind_labels_singular() -> dict[str, str]:
    """What one record of each kind is called."""
    return {
        Kind.SOLUTION: _("Solution"),
        Kind.EXPERIENCE: _("Experience"),
        Kind.ARTICLE: _("Article"),
        Kind.ORGANISATION: _("Organisation"),
        Kind.THEME: _("Theme"),
        Kind.NEWS: _("News"),
        Kind.EVENT: _("Event"),
        Kind.PUBLICATION: _("Publication"),
    }


def labels_for(values: Mapping[str, Iterable[str]]) -> dict[str, dict[str, str]]:
    """The label of every value per facet; at most one query per table, and none for a table without values."""
    return {
        "kind": kind_labels(),
        "solution_kind": {value: str(label) for value, label in SolutionKind.choices},
        "development_status": {value: str(label) for value, label in DevelopmentStatus.choices},
        "evidence": {str(int(step)): str(label) for step, label in EVIDENCE_LABELS.items()},
        **_stored_labels(values),
    }


def _stored_labels(values: Mapping[str, Iterable[str]]) -> dict[str, dict[str, str]]:
    wanted: dict[tuple[type[Model], str, str], set[str]] = {}
    for key, table in TABLES.items():
        wanted.setdefault(table, set()).update(values.get(key, ()))
    found = {table: _read(*table, codes) for table, codes in wanted.items() if codes}
    return {key: found[table] for key, table in TABLES.items() if table in found}


def _read(model: type[Model], code: str, label: str, codes: Iterable[str]) -> dict[str, str]:
    return dict(model._default_manager.filter(**{f"{code}__in": list(codes)}).values_list(code, label))
