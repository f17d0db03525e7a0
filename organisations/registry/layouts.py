"""How the lists of organisations that we know are laid out, and a row of each as the fields of an organisation."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from hub.text.characters import is_visible
from organisations.models import Kind
from organisations.registry.names import without_prefix

INHABITANTS_YEAR = 2024
MOST_INHABITANTS = 2_000_000
MUNICIPALITY = re.compile(r"GM\d{4}")
PARTNERSHIP = re.compile(r"so\d{4}|hv_\d+")
"""The codes of CBS and of TOOI."""
DUTCH_DECIMAL = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d+),\d+")
DUTCH_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")


class BadColumn(ValueError):
    """A value that cannot be read; `column` names where it stands."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(f"{column}: {reason}")
        self.column = column


class UnknownLayout(ValueError):
    """The file's columns are those of no list we know."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How one kind of list is read: the kind of organisation, the columns it must have, and a reader of a row.

    `form` is that of its codes, `example` one of them.
    """

    kind: Kind
    columns: tuple[str, ...]
    read: Callable[[Mapping[str, str]], dict[str, Any]]
    form: re.Pattern[str]
    example: str


def layout_of(columns: Sequence[str]) -> Layout:
    """The layout whose required columns are all there; raises UnknownLayout with the columns that were expected."""
    for layout in LAYOUTS:
        if set(layout.columns) <= set(columns):
            return layout
    expected = " or ".join(", ".join(layout.columns) for layout in LAYOUTS)
    raise UnknownLayout(f"The first line must name the columns {expected}; it names {', '.join(columns) or 'nothing'}.")


def _required(row: Mapping[str, str], column: str) -> str:
    value = _text(row, column)
    if not is_visible(value):
        raise BadColumn(column, "is empty")
    return value


def _text(row: Mapping[str, str], column: str) -> str:
    return row.get(column, "").strip()


def _number(row: Mapping[str, str], column: str, convert: Callable[[str], Any], low: float, high: float) -> Any:
    value = _text(row, column)
    if not value:
        return None
    try:
        number = convert(_without_dutch_signs(value, whole=convert is int))
    except (ValueError, InvalidOperation):
        raise BadColumn(column, f"{value!r} is not a number") from None
    if not low <= number <= high:
        raise BadColumn(column, f"{value} is not between {low:g} and {high:g}")
    return number


def _without_dutch_signs(value: str, *, whole: bool) -> str:
    """A number as Python writes it, of one that a Dutch spreadsheet wrote: 1.234,5 or 109.577."""
    if DUTCH_DECIMAL.fullmatch(value):
        return value.replace(".", "").replace(",", ".")
    return value.replace(".", "") if whole and DUTCH_THOUSANDS.fullmatch(value) else value


def _municipality(row: Mapping[str, str]) -> dict[str, Any]:
    code = _required(row, "cbs_code")
    inhabitants = _number(row, "population_2024", int, 1, MOST_INHABITANTS)
    return {
        "code": code.upper() if MUNICIPALITY.fullmatch(code.upper()) else code,
        "name": without_prefix(_required(row, "name")),
        "official_name": _text(row, "official_name"),
        "tooi_uri": _text(row, "tooi_uri"),
        "province": _required(row, "province"),
        "province_code": _required(row, "province_code"),
        "inhabitants": inhabitants,
        "inhabitants_year": INHABITANTS_YEAR if inhabitants else None,
        "area_km2": _number(row, "area_km2", Decimal, 0, 100_000),
        "seat": _text(row, "seat"),
        "latitude": _number(row, "lat", float, -90, 90),
        "longitude": _number(row, "lon", float, -180, 180),
    }


def _partnership(row: Mapping[str, str]) -> dict[str, Any]:
    return {
        "code": _required(row, "tooi_id"),
        "name": _required(row, "name"),
        "tooi_uri": _text(row, "tooi_uri"),
    }


LAYOUTS = (
    Layout(Kind.MUNICIPALITY, ("cbs_code", "name", "province", "province_code"), _municipality, MUNICIPALITY, "GM0503"),
    Layout(Kind.PARTNERSHIP, ("tooi_id", "name"), _partnership, PARTNERSHIP, "so0017"),
)
