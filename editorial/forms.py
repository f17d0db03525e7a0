"""The form of a publication: a file that visitors could not open is refused at its field."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument

from hub.documents.validation import refuse_broken, refuse_what_cannot_be_opened
from hub.forms.pages import RightsAwarePageForm
from hub.pdf_reader import LIMITS

NOT_A_PDF = _("This file is not a PDF. Choose or upload the publication as a PDF.")
TOO_BIG = _("This file is bigger than 50 MB. Make it smaller, for example with smaller images, or publish it in parts.")
GONE = _("The file of this document is gone. Upload it again.")


class PublicationPageForm(RightsAwarePageForm):
    """Looks at the chosen document before the page is saved with it."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        document = cleaned.get("document")
        if document is not None and "document" in self.changed_data:
            try:
                refuse_unreadable(document)
            except ValidationError as refusal:
                self.add_error("document", refusal)
        return cleaned


def refuse_unreadable(document: AbstractDocument) -> None:
    """Raise ValidationError, with what to do, for a document that is no PDF, too big, protected, damaged or gone."""
    if document.file_extension.lower() != "pdf":
        raise ValidationError(NOT_A_PDF, code="not_a_pdf")
    try:
        if document.file.size > LIMITS.file_size:
            raise ValidationError(TOO_BIG, code="too_big")
        with document.open_file() as file:
            refuse_what_cannot_be_opened(file)
            refuse_broken(file)
    except OSError:
        raise ValidationError(GONE, code="gone") from None
