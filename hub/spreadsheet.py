"""Tables as CSV that a Dutch spreadsheet opens as it should: semicolons, UTF-8 with its mark, and no formulas."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from django.utils import timezone

_FORMULA = re.compile(r"\s*[=+\-@\t\r＝＋－＠]")  # wide signs too: some spreadsheets read them as plain ones
_NUMBER = re.compile(r"-?\d+(,\d+)?")


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
