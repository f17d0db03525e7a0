"""Organisations from public registers: read a list, compare it with what is known, and apply the difference.

Idempotent by code. A bad line is reported by number and column and does not stop the others. What
disappeared from a list is marked as ended, never deleted: pages and history refer to it.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from organisations.models import Kind, Organisation
from organisations.models.organisation import RecordSource
from organisations.similarity.table import recompute

SHIPPED = Path(__file__).parent.parent / "data" / "municipalities.csv"
INHABITANTS_YEAR = 2024
MOST_INHABITANTS = 2_000_000


class BadColumn(ValueError):
    """A value that cannot be read; `column` names where it stands."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(f"{column}: {reason}")
        self.column = column


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line of the list that was left out, and why."""

    number: int
    reason: str


@dataclass(slots=True)
class Difference:
    """What applying a list would do, or did: names of organisations per outcome, and the lines left out."""

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: int = 0
    ended: list[str] = field(default_factory=list)
    bad: list[BadLine] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Layout:
    """How one kind of list is read: the kind of organisation, the columns it must have, and a reader of a row."""

    kind: Kind
    columns: tuple[str, ...]
    read: Callable[[dict[str, str]], dict[str, Any]]


def _required(row: dict[str, str], column: str) -> str:
    value = (row.get(column) or "").strip()
    if not value:
        raise BadColumn(column, "is empty")
    return value


def _number(row: dict[str, str], column: str, convert: Callable[[str], Any], low: float, high: float) -> Any:
    value = (row.get(column) or "").strip()
    if not value:
        return None
    try:
        number = convert(value)
    except (ValueError, InvalidOperation):
        raise BadColumn(column, f"{value!r} is not a number") from None
    if not low <= number <= high:
        raise BadColumn(column, f"{value} is not between {low:g} and {high:g}")
    return number


def _municipality(row: dict[str, str]) -> dict[str, Any]:
    inhabitants = _number(row, "population_2024", int, 1, MOST_INHABITANTS)
    return {
        "code": _required(row, "cbs_code"),
        "name": _required(row, "name"),
        "official_name": (row.get("official_name") or "").strip(),
        "tooi_uri": (row.get("tooi_uri") or "").strip(),
        "province": _required(row, "province"),
        "province_code": _required(row, "province_code"),
        "inhabitants": inhabitants,
        "inhabitants_year": INHABITANTS_YEAR if inhabitants else None,
        "area_km2": _number(row, "area_km2", Decimal, 0, 100_000),
        "seat": (row.get("seat") or "").strip(),
        "latitude": _number(row, "lat", float, -90, 90),
        "longitude": _number(row, "lon", float, -180, 180),
    }


def _partnership(row: dict[str, str]) -> dict[str, Any]:
    return {
        "code": _required(row, "tooi_id"),
        "name": _required(row, "name"),
        "tooi_uri": (row.get("tooi_uri") or "").strip(),
    }


LAYOUTS = (
    Layout(Kind.MUNICIPALITY, ("cbs_code", "name", "province", "province_code"), _municipality),
    Layout(Kind.PARTNERSHIP, ("tooi_id", "name"), _partnership),
)


class UnknownLayout(ValueError):
    """The file's columns are those of no list we know."""


def layout_of(columns: list[str]) -> Layout:
    """The layout whose required columns are all there; raises UnknownLayout with the columns that were expected."""
    for layout in LAYOUTS:
        if set(layout.columns) <= set(columns):
            return layout
    expected = " or ".join(", ".join(layout.columns) for layout in LAYOUTS)
    raise UnknownLayout(f"The first line must name the columns {expected}; it names {', '.join(columns) or 'nothing'}.")


def compare(path: Path, *, apply: bool = False, today: dt.date | None = None) -> Difference:
    """What the list changes, applied only when `apply`; one transaction, so a crash leaves nothing half done."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        layout = layout_of(list(reader.fieldnames or []))
        difference = Difference()
        rows = list(_rows(reader, layout, difference))
    with transaction.atomic():
        _bring_in(rows, layout, difference, apply=apply)
        _end_missing(rows, layout, difference, apply=apply, today=today or dt.datetime.now(tz=dt.UTC).date())
        if apply and layout.kind == Kind.MUNICIPALITY:
            recompute()  # who is like whom follows the facts
    return difference


def _rows(reader: csv.DictReader[str], layout: Layout, difference: Difference) -> Iterator[dict[str, Any]]:
    """The readable rows; the others go into `difference.bad` with their line number."""
    seen: dict[str, int] = {}
    for row in reader:
        number = reader.line_num
        try:
            values = layout.read(row)
            if values["code"].lower() in seen:
                raise BadColumn(layout.columns[0], f"also stands on line {seen[values['code'].lower()]}")
            Organisation(slug="x", kind=layout.kind, **values).clean_fields(exclude=["slug"])
        except BadColumn as error:
            difference.bad.append(BadLine(number, str(error)))
        except ValidationError as error:
            reasons = "; ".join(f"{name}: {' '.join(texts)}" for name, texts in error.message_dict.items())
            difference.bad.append(BadLine(number, reasons))
        else:
            seen[values["code"].lower()] = number
            yield values


def _bring_in(rows: list[dict[str, Any]], layout: Layout, difference: Difference, *, apply: bool) -> None:
    known = {organisation.code: organisation for organisation in Organisation.objects.all()}
    slugs = {organisation.slug for organisation in known.values()}
    for values in rows:
        organisation = known.get(values["code"])
        if organisation is None:
            organisation = Organisation(kind=layout.kind, slug=free_slug(values, slugs), **values)
            difference.created.append(organisation.name)
        elif all(getattr(organisation, name) == value for name, value in values.items()) and not organisation.ended_on:
            difference.unchanged += 1
            continue
        else:
            difference.updated.append(values["name"])
            for name, value in values.items():
                setattr(organisation, name, value)
        organisation.source = RecordSource.REGISTRY
        organisation.ended_on = None
        if apply:
            organisation.save()


def _end_missing(
    rows: list[dict[str, Any]], layout: Layout, difference: Difference, *, apply: bool, today: dt.date
) -> None:
    """Mark organisations of this kind that came from a register and no longer stand in it.

    A list with bad lines proves nothing about what is missing: then nothing ends.
    """
    if difference.bad or not rows:
        return
    codes = [values["code"] for values in rows]
    registered = Organisation.objects.existing().filter(kind=layout.kind, source=RecordSource.REGISTRY)
    for organisation in registered.exclude(code__in=codes):
        difference.ended.append(organisation.name)
        if apply:
            organisation.ended_on = today
            organisation.save(update_fields=["ended_on"])


def free_slug(values: dict[str, Any], taken: set[str]) -> str:
    """A slug from the name that nobody has, with the code added when the name alone is taken; joins `taken`."""
    slug = slugify(values["name"].replace("'", ""))[:180] or slugify(values["code"])
    if slug in taken:
        slug = f"{slug}-{slugify(values['code'])}"
    taken.add(slug)
    return slug
