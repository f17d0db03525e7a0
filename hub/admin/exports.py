"""Wagtail's exports, guarded like ours: a title of one municipality runs no formula on the computer of another.

The one class of others that is changed; docs/architecture.md says why. Not by an entry in `custom_value_preprocess`:
what a report says of a field of its own (the page of a workflow) goes before that, and would pass unguarded.
"""

from __future__ import annotations

import re

from django.utils.encoding import force_str
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from hub.spreadsheet import guarded

_AFTER_A_SEMICOLON = re.compile(r"(;\s*)(?=[=+\-@])")
_written = SpreadsheetExportMixin.preprocess_field_value


def guard_exports() -> None:
    """Guard every cell of every CSV and XLSX file that Wagtail's lists and reports give, also of views of ours."""
    SpreadsheetExportMixin.preprocess_field_value = _guarded_value


def _guarded_value(view: SpreadsheetExportMixin, field: str, value: object, export_format: str) -> object:
    """What Wagtail would write: a number, a date or nothing as it is, the text of everything else without a formula."""
    text = force_str(_written(view, field, value, export_format), strings_only=True)
    if not isinstance(text, str):
        return text
    if export_format == view.FORMAT_CSV:  # between commas, and a Dutch spreadsheet begins a cell after each semicolon
        text = _AFTER_A_SEMICOLON.sub(r"\1'", text)
    return guarded(text)
