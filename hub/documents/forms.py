"""The form that documents are uploaded with: a PDF that nobody can open is refused there and then."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from wagtail.documents.forms import BaseDocumentForm

from hub.documents.tasks import READABLE
from hub.documents.validation import refuse_broken, refuse_what_cannot_be_opened
from hub.forms.files import ReviewedFileMixin


class DocumentForm(ReviewedFileMixin, BaseDocumentForm):
    """Looks at a new PDF quickly; its text is read later, by the worker."""

    shown_texts = ("title",)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile) and PurePath(file.name or "").suffix.lower() == f".{READABLE}":
            refuse_what_cannot_be_opened(file)
            refuse_broken(file)
        return file
