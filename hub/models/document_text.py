"""The text that was read from a document, kept so that search finds a page by what its documents say."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.models.atomic import AtomicSaveModel
from hub.models.media import HubDocument
from hub.pdf_reader import ReadOutcome


class DocumentText(AtomicSaveModel):
    """How the reading of a document ended, and its text by page: page 1 comes first, an empty text is an empty page."""

    OUTCOMES = [
        (ReadOutcome.READ.value, _("Text can be found")),
        (ReadOutcome.PARTLY.value, _("Text can be found in part")),
        (ReadOutcome.EMPTY.value, _("No text")),
        (ReadOutcome.ENCRYPTED.value, _("Protected with a password")),
        (ReadOutcome.BROKEN.value, _("Damaged")),
        (ReadOutcome.TOO_BIG.value, _("Too big")),
        (ReadOutcome.TIMED_OUT.value, _("Too complicated")),
    ]

    document = models.OneToOneField(
        HubDocument, verbose_name=_("document"), on_delete=models.CASCADE, related_name="text"
    )
    outcome = models.CharField(_("outcome"), max_length=20, choices=OUTCOMES)
    pages = models.JSONField(_("text by page"), default=list)
    page_count = models.PositiveIntegerField(_("number of pages"), default=0)
    characters = models.PositiveIntegerField(_("number of characters"), default=0)
    digest = models.CharField(_("SHA-256 of the file"), max_length=64)
    checked_at = models.DateTimeField(_("read on"), auto_now=True)

    wagtail_reference_index_ignore = True  # the text of a document is no use of it

    class Meta:
        verbose_name = _("text of a document")
        verbose_name_plural = _("texts of documents")

    def __str__(self) -> str:
        return f"{self.document_id}: {self.outcome}"
