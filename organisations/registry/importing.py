"""Organisations from public registers: read a list, compare it with what is known, and apply the difference.

Idempotent by code. A bad line is reported by number and column and does not stop the others. What
disappeared from a list is marked as ended, never deleted: pages and history refer to it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from hub.spreadsheet import Row, Table, read_table
from organisations.models import Kind, Organisation
from organisations.models.organisation import RecordSource
from organisations.registry.guard import DoubtfulList, doubts_about_missing, named
from organisations.registry.layouts import BadColumn, Layout, layout_of
from organisations.registry.names import folded
from organisations.similarity.table import recompute

SHIPPED = Path(__file__).parent.parent / "data" / "municipalities.csv"
NAMES = ("name", "official_name", "province", "seat")


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line of the list that was left out, and why."""

    number: int
    reason: str


@dataclass(slots=True)
class Difference:
    """What applying a list would do, or did: names of organisations per outcome, and the lines left out.

    `doubts` say in sentences why the list is not believed; it is applied only by force then.
    """

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: int = 0
    ended: list[str] = field(default_factory=list)
    bad: list[BadLine] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def compare(path: Path, *, apply: bool = False, force: bool = False, today: dt.date | None = None) -> Difference:
    """What the list changes, applied only when `apply`; one transaction, so a crash leaves nothing half done.

    Raises OSError, NotATable or UnknownLayout for a file that cannot be read, and DoubtfulList for one that would end
    more than a few organisations or has codes of another form, unless `force`.
    """
    table = read_table(path)
    layout = layout_of(table.columns)
    difference = Difference()
    rows = list(_rows(table, layout, difference))
    with transaction.atomic():
        changed = list(_changed(rows, layout, difference))
        missing = _missing(rows, layout, difference)
        difference.doubts = _doubts(rows, layout, difference)
        if apply and difference.doubts and not force:
            raise DoubtfulList(difference.doubts)
        if apply:
            _write(changed, missing, today or dt.datetime.now(tz=dt.UTC).date())
        if apply and layout.kind == Kind.MUNICIPALITY:
            recompute()  # who is like whom follows the facts
    return difference


def _rows(table: Table, layout: Layout, difference: Difference) -> Iterator[dict[str, Any]]:
    """The readable rows; the others go into `difference.bad` with their line number."""
    seen: dict[str, int] = {}
    for row in table.rows:
        try:
            values = _read(row, layout, seen)
        except BadColumn as error:
            difference.bad.append(BadLine(row.number, str(error)))
        except ValidationError as error:
            reasons = "; ".join(f"{name}: {' '.join(texts)}" for name, texts in error.message_dict.items())
            difference.bad.append(BadLine(row.number, reasons))
        else:
            seen[values["code"].lower()] = row.number
            yield values


def _read(row: Row, layout: Layout, seen: Mapping[str, int]) -> dict[str, Any]:
    """The fields in a row; raises BadColumn or ValidationError."""
    if row.surplus:
        raise BadColumn("the line", f"has {row.surplus} more cells than there are columns")
    values = layout.read(row.cells)
    if values["code"].lower() in seen:
        raise BadColumn(layout.columns[0], f"also stands on line {seen[values['code'].lower()]}")
    Organisation(slug="x", kind=layout.kind, **values).clean_fields(exclude=["slug"])
    return values


def _changed(rows: Iterable[dict[str, Any]], layout: Layout, difference: Difference) -> Iterator[Organisation]:
    """The organisations that are new or told otherwise, as they would be stored."""
    known = {organisation.code.lower(): organisation for organisation in Organisation.objects.all()}
    slugs = {organisation.slug for organisation in known.values()}
    for row in rows:
        organisation = known.get(row["code"].lower())
        values = _with_known_accents(row, organisation) if organisation else row
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
        yield organisation


def _with_known_accents(values: dict[str, Any], organisation: Organisation) -> dict[str, Any]:
    """The values with the names as we know them where a list only left out their accents and apostrophes."""
    known = {name: str(getattr(organisation, name)) for name in NAMES if name in values}
    poorer = {
        name: old
        for name, old in known.items()
        if folded(old) == folded(values[name]) and _marks(old) > _marks(values[name])
    }
    return values | poorer


def _marks(name: str) -> int:
    return sum(not one.isascii() or one == "'" for one in name)


def _missing(rows: list[dict[str, Any]], layout: Layout, difference: Difference) -> list[Organisation]:
    """Organisations of this kind that came from a register and no longer stand in it.

    A list with bad lines proves nothing about what is missing: then nothing ends.
    """
    if difference.bad or not rows:
        return []
    codes = {values["code"].lower() for values in rows}
    missing = [one for one in _registered(layout) if one.code.lower() not in codes]
    difference.ended = [organisation.name for organisation in missing]
    return missing


def _registered(layout: Layout) -> Iterable[Organisation]:
    return Organisation.objects.existing().filter(kind=layout.kind, source=RecordSource.REGISTRY)


def _doubts(rows: list[dict[str, Any]], layout: Layout, difference: Difference) -> list[str]:
    """Why the list may be another than it seems."""
    codes = [values["code"] for values in rows]
    odd = [code for code in codes if not layout.form.fullmatch(code)]
    form = f"{len(odd)} of {len(codes)} codes have another form than {layout.example}: {named(odd)}."
    known = len(list(_registered(layout))) if difference.ended else 0
    return [*([form] if odd else []), *doubts_about_missing(difference.ended, known, "organisations would end")]


def _write(changed: Iterable[Organisation], missing: Iterable[Organisation], today: dt.date) -> None:
    for organisation in changed:
        organisation.save()
    for organisation in missing:
        organisation.ended_on = today
        organisation.save(update_fields=["ended_on"])


def free_slug(values: dict[str, Any], taken: set[str]) -> str:
    """A slug from the name that nobody has, with the code added when the name alone is taken; joins `taken`."""
    slug = slugify(values["name"].replace("'", ""))[:180] or slugify(values["code"])
    if slug in taken:
        slug = f"{slug}-{slugify(values['code'])}"
    taken.add(slug)
    return slug
