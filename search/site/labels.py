"""Labels of facet values, read in one query per table for all values on a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.apps import apps

from hub.models.tags import TagQuerySet
from search.facets import FACETS, LabelSource


def labels_for(values: Mapping[str, Iterable[str]]) -> dict[str, dict[str, str]]:
    """Return the label of every value per facet; one query per table, none for a table without values."""
    choices = {facet.key: dict(facet.labels()) for facet in FACETS if callable(facet.labels)}
    return {**choices, **_stored_labels(values)}


def _stored_labels(values: Mapping[str, Iterable[str]]) -> dict[str, dict[str, str]]:
    tables = {facet.key: facet.label_source for facet in FACETS if facet.label_source}
    wanted: dict[LabelSource, set[str]] = {}
    for key, table in tables.items():
        wanted.setdefault(table, set()).update(values.get(key, ()))
    found = {table: _read(table, codes) for table, codes in wanted.items() if codes}
    return {key: found[table] for key, table in tables.items() if table in found}


def _read(table: LabelSource, codes: Iterable[str]) -> dict[str, str]:
    rows: Any = apps.get_model(table.model)._default_manager.filter(**{f"{table.code}__in": list(codes)})
    known = rows.on_public_pages() if isinstance(rows, TagQuerySet) else rows  # an address may name any tag
    return dict(known.values_list(table.code, table.label))
