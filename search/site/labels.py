"""Labels of facet values, read in one query per table for all values on a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.apps import apps

from hub.models.tags import TagQuerySet
from search.facets import FACETS, LabelSource


def labels_for(
    found: Mapping[str, Iterable[str]], named: Mapping[str, Iterable[str]] | None = None
) -> dict[str, dict[str, str]]:
    """Return the label of every value per facet; one query per table, none for a table without values.

    `found` are values that records of a result have. `named` are values that only an address names: a tag among them
    has a label only when a page for everyone has it, which takes a slow query.
    """
    choices = {facet.key: dict(facet.labels()) for facet in FACETS if callable(facet.labels)}
    stored = _stored_labels(found)
    for key, labels in _stored_labels(named or {}, is_checked=True).items():
        stored[key] = {**labels, **stored.get(key, {})}
    return {**choices, **stored}


def _stored_labels(values: Mapping[str, Iterable[str]], *, is_checked: bool = False) -> dict[str, dict[str, str]]:
    tables = {facet.key: facet.label_source for facet in FACETS if facet.label_source}
    wanted: dict[LabelSource, set[str]] = {}
    for key, table in tables.items():
        wanted.setdefault(table, set()).update(values.get(key, ()))
    found = {table: _read(table, codes, is_checked) for table, codes in wanted.items() if codes}
    return {key: found[table] for key, table in tables.items() if table in found}


def _read(table: LabelSource, codes: Iterable[str], is_checked: bool) -> dict[str, str]:
    rows: Any = apps.get_model(table.model)._default_manager.filter(**{f"{table.code}__in": list(codes)})
    known = rows.on_public_pages() if is_checked and isinstance(rows, TagQuerySet) else rows
    return dict(known.values_list(table.code, table.label))
