"""Tables as CSV that a Dutch spreadsheet opens as it should, and tables as CSV that such a spreadsheet wrote.

Written are semicolons, UTF-8 with its mark, and no formulas. Read are commas, semicolons and tabs, in UTF-8, in UTF-16
with its mark and in the encoding of Windows.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.http import HttpResponse
from django.utils import timezone

_FORMULA = re.compile(r"\s*[=+\-@\t\r＝＋－＠]")  # wide signs too: some spreadsheets read them as plain ones
_NUMBER = re.compile(r"-?\d+(,\d+)?")
_DELIMITERS = (",", ";", "\t")
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)  # what Excel writes before the first line, at times
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # how .xlsx, .ods and .xls begin
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
SAVE_AS = "Save it as “CSV UTF-8” in the spreadsheet."


class NotATable(ValueError):
    """The file is no CSV that we can read; says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: its number, its cells by the names of the columns, and how many cells have no column."""

    number: int
    cells: dict[str, str]
    surplus: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """The names of the columns in lower case, and the rows that are not empty."""

    columns: tuple[str, ...]
    rows: list[Row]


def read_table(path: Path) -> Table:
    """The table in a CSV file; raises OSError or NotATable."""
    text = _decoded(path.read_bytes())
    separator = _SEPARATOR_LINE.match(text)
    start = 1 if separator else 0
    text = text[separator.end() :] if separator else text
    delimiter = separator[1] if separator else _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        columns = tuple(name.strip().lower() for name in next(reader, ()))
        rows = [_row(reader.line_num + start, columns, cells) for cells in reader if cells]
    except csv.Error as error:
        raise NotATable(f"line {reader.line_num + start} cannot be read: {error}") from error
    return Table(columns, rows)


def _row(number: int, columns: tuple[str, ...], cells: list[str]) -> Row:
    """A line; a cell that is not there is empty, as spreadsheets leave out the last ones."""
    padded = [*cells, *[""] * (len(columns) - len(cells))]
    return Row(number, dict(zip(columns, padded, strict=False)), max(len(cells) - len(columns), 0))


def _delimiter(text: str) -> str:
    """What stands between the columns: whatever makes most of the first line."""
    first = text.partition("\n")[0]
    return max(_DELIMITERS, key=lambda one: len(next(csv.reader([first], delimiter=one), [])))


def _decoded(content: bytes) -> str:
    if content.startswith(_WORKBOOKS):
        raise NotATable(f"This is a workbook and no CSV. {SAVE_AS}")
    try:
        return content.decode("utf-16" if content.startswith(_UTF16) else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        # Text of Windows that is valid UTF-8 somewhere is in truth UTF-8 with a fault: every accent would be spoiled.
        if any(not one.isascii() and one != "\ufffd" for one in content.decode("utf-8", "replace")):
            raise NotATable(f"line {line} is not UTF-8, though others are. {SAVE_AS}") from error
        return _of_windows(content, line)


def _of_windows(content: bytes, line: int) -> str:
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise NotATable(f"line {line} is neither UTF-8 nor the encoding of Windows. {SAVE_AS}") from error


def guarded(cell: object) -> str:
    """The text of a cell that no spreadsheet takes for a formula; numbers stay numbers."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def csv_response(name: str, rows: Iterable[Sequence[object]]) -> HttpResponse:
    """A download of these rows, the headings first; its file is called by `name` and the day."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows([guarded(cell) for cell in row] for row in rows)
    response = HttpResponse(text.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}-{timezone.localdate():%Y-%m-%d}.csv"'
    response["X-Robots-Tag"] = "noindex"
    return response
