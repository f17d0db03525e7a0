"""Export and import of synonyms as CSV: safe to open in a spreadsheet, and imported as a whole or not at all.

Columns: terms separated by `|`; direction `=` (or `<>`) or `>`; note, where `nl-en` marks a translation; in use.
Empty lines, a header row and lines that start with `#` are skipped.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.models import User
from search.synonyms.models import Direction, SynonymEntry
from search.synonyms.store import note_change
from search.synonyms.terms import identity_of

LARGEST_FILE = 1_000_000  # bytes
MOST_LINES = 10_000
HEADING = ("terms", "direction", "note", "active")
_DIRECTIONS = {
    "=": Direction.BOTH_WAYS,
    "<>": Direction.BOTH_WAYS,
    ">": Direction.ONE_WAY,
}
_YES, _NO = ("", "ja", "yes", "1", "waar", "true"), ("nee", "no", "0", "onwaar", "false")
_TRUTH = {**dict.fromkeys(_YES, True), **dict.fromkeys(_NO, False)}
_HEADINGS = {HEADING[:2], ("termen", "richting")}
_COMMENT = "#"
_GUARDED = re.compile(r"'*[=+\-@#\t\r]")  # a spreadsheet would read it as a formula, and `read` as a comment


@dataclass(frozen=True, slots=True)
class BadFileLine:
    """A line of a file that cannot be imported; number 0 is the file as a whole."""

    number: int
    reason: str


class BadFile(Exception):
    """Raised for a rejected file, with every invalid line."""

    def __init__(self, lines: Sequence[BadFileLine]) -> None:
        super().__init__("; ".join(f"{line.number}: {line.reason}" for line in lines))
        self.lines = list(lines)


@dataclass(slots=True)
class ImportResult:
    """The outcome of an import; `skipped` has the numbers of lines already in the list, or repeated in the file."""

    added: int = 0
    changed: int = 0
    skipped: list[int] = field(default_factory=list)


def write(entries: Iterable[SynonymEntry]) -> str:
    """Return the entries as CSV that `read` turns into the same entries."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADING)
    for entry in entries:
        direction = "<>" if entry.direction == Direction.BOTH_WAYS else ">"
        active = "ja" if entry.is_active else "nee"
        writer.writerow([guarded("|".join(entry.rule.terms)), direction, guarded(entry.shown_note), active])
    return text.getvalue()


def read(content: bytes) -> list[tuple[int, SynonymEntry]]:
    """Return the line numbers and validated, unsaved entries of a file; raises BadFile with every invalid line."""
    if len(content) > LARGEST_FILE:
        raise BadFile([BadFileLine(0, _("The file is larger than 1 MB."))])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        number = content[: error.start].count(b"\n") + 1
        raise BadFile([BadFileLine(number, _("This file is not UTF-8. Save the file as “CSV UTF-8”."))]) from error
    lines = re.split(r"\r\n|\r|\n", text)
    if len(lines) > MOST_LINES:
        raise BadFile([BadFileLine(0, _("The file has more than %(count)d lines.") % {"count": MOST_LINES})])
    return _read_lines(lines)


@transaction.atomic
def import_entries(lines: Iterable[tuple[int, SynonymEntry]], *, user: User | None) -> ImportResult:
    """Add new lines, and update note and flags of existing lines with the same terms and direction."""
    known = {entry.identity: entry for entry in SynonymEntry.objects.all()}
    outcome = ImportResult()
    new: dict[str, SynonymEntry] = {}
    changed: list[SynonymEntry] = []
    seen: set[str] = set()
    for number, line in lines:
        line.identity = identity_of(line.rule)
        line.updated_by = user
        same = known.get(line.identity)
        if line.identity in seen or (same and _state(same) == _state(line)):
            outcome.skipped.append(number)
        elif same:
            same.is_active, same.note, same.is_bilingual = _state(line)
            same.updated_by, same.updated_at = user, timezone.now()
            changed.append(same)
        else:
            new[line.identity] = line
        seen.add(line.identity)
    SynonymEntry.objects.bulk_create(new.values())
    SynonymEntry.objects.bulk_update(changed, ["is_active", "note", "is_bilingual", "updated_by", "updated_at"], 200)
    outcome.added, outcome.changed = len(new), len(changed)
    if new or changed:
        note_change()
    return outcome


def _read_lines(lines: Iterable[str]) -> list[tuple[int, SynonymEntry]]:
    good: list[tuple[int, SynonymEntry]] = []
    bad: list[BadFileLine] = []
    for number, line in enumerate(lines, start=1):
        text = line.strip()
        if not text or text.startswith(_COMMENT):
            continue
        try:
            cells = [_unguard(cell.strip()) for cell in next(csv.reader([text], delimiter=";", strict=True), [])]
            if tuple(cell.lower() for cell in cells[:2]) not in _HEADINGS:
                good.append((number, _entry(cells)))
        except csv.Error:
            bad.append(BadFileLine(number, _("The quotation marks on this line do not match.")))
        except ValidationError as error:
            bad.append(BadFileLine(number, " ".join(error.messages)))
    if bad:
        raise BadFile(bad)
    return good


def _entry(cells: Sequence[str]) -> SynonymEntry:
    terms, direction, note, active = (*cells, "", "", "", "")[:4]
    if len(cells) > len(HEADING):
        raise ValidationError(_("This line has more than four columns."))
    if len(cells) == 1 and "," in terms:
        raise ValidationError(_("This line has one column. Put a semicolon (;) between the columns."))
    if direction not in _DIRECTIONS:
        raise ValidationError(_("The second column must be =, <> or >."))
    if active.lower() not in _TRUTH:
        raise ValidationError(_("The fourth column must be ja or nee."))
    entry = SynonymEntry(
        terms=terms.replace("|", "\n"), direction=_DIRECTIONS[direction], note=note, is_active=_TRUTH[active.lower()]
    )
    entry.check_line()
    return entry


def _state(entry: SynonymEntry) -> tuple[bool, str, bool]:
    return entry.is_active, entry.note, entry.is_bilingual


def guarded(cell: str) -> str:
    """Return the cell, escaped if a spreadsheet would read it as a formula."""
    return f"'{cell}" if _GUARDED.match(cell) else cell


def _unguard(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _GUARDED.match(cell) else cell
