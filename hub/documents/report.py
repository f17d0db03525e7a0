"""What an editor is told about the text of a document, in plain words and with what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from hub.documents.tasks import is_readable
from hub.models import DocumentText, HubDocument
from hub.pdf_reader import ReadOutcome

ENCRYPTED = _(
    "This file is protected with a password: its text cannot be found. Save it without a password and upload it again."
)
BROKEN = _("This file is damaged or is no PDF: its text cannot be found. Make the PDF again and upload it.")
ADVICE: dict[ReadOutcome, Any] = {
    ReadOutcome.PARTLY: _(
        "Not all pages of this file could be read. What was not read cannot be found. "
        "Is the file very long? Then upload it in parts."
    ),
    ReadOutcome.EMPTY: _(
        "This file holds no text, for example because it is a scan: its content cannot be found. "
        "Let your scanner recognise text (OCR) and upload the file again."
    ),
    ReadOutcome.ENCRYPTED: ENCRYPTED,
    ReadOutcome.BROKEN: BROKEN,
    ReadOutcome.TOO_BIG: _("This file is too big to read: its text cannot be found. Upload it in parts."),
    ReadOutcome.TIMED_OUT: _(
        "Reading this file took too long: not all of its text can be found. "
        "Save it again as a plain PDF, without forms or layers, and upload it."
    ),
}


@dataclass(frozen=True, slots=True)
class Report:
    """How it stands with the text of a document: `level` is info or warning, `label` two words, `text` a sentence."""

    level: str
    label: str
    text: str


def report_on(document: HubDocument) -> Report | None:
    """What to tell about a document; None for a kind of file whose text is not read."""
    if not is_readable(document):
        return None
    try:
        found = document.text
    except DocumentText.DoesNotExist:
        text = _("The text of this file is not read yet. That takes a minute.")
        return Report("info", str(_("Not read yet")), str(text))
    outcome, label = ReadOutcome(found.outcome), found.get_outcome_display()
    if outcome is ReadOutcome.READ:
        return Report("info", label, str(_("Visitors find pages by the text of this file.")))
    return Report("warning", label, str(ADVICE[outcome]))
