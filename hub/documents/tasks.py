"""Reading the text of documents in the background, once for each file."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Any

from django.db import transaction
from django_tasks import task

from hub.models import DocumentText, HubDocument
from hub.pdf_reader import LIMITS, Limits, ReadOutcome, ReadText, read_pdf

logger = logging.getLogger(__name__)

READABLE = "pdf"
PRIORITY = -10
"""A hundred files that each take their time do not hold back other tasks."""
_CHUNK = 1024 * 1024


def is_readable(document: HubDocument) -> bool:
    """Whether this is a kind of file whose text is read."""
    return bool(document.file_extension.lower() == READABLE)


def document_saved(
    instance: HubDocument, raw: bool = False, update_fields: frozenset[str] | None = None, **kwargs: Any
) -> None:
    """Let the worker read the file, in the transaction that saves it; a file that it knows it will leave alone."""
    if not raw and (update_fields is None or "file" in update_fields):
        read_document.enqueue(instance.pk)


@task(backend="durable", priority=PRIORITY)
def read_document(number: int) -> None:
    """Read the document with this number, if it is still there."""
    document = HubDocument.objects.filter(pk=number).first()
    if document is not None:
        bring_up_to_date(document)


def enqueue_unread() -> int:
    """Let the worker read every PDF of which nothing is known, such as one at which it was stopped; their number."""
    unread = HubDocument.objects.filter(text=None, file__iendswith=f".{READABLE}").order_by("pk")
    numbers = list(unread.values_list("pk", flat=True))
    for number in numbers:
        read_document.enqueue(number)
    return len(numbers)


def bring_up_to_date(document: HubDocument, limits: Limits = LIMITS) -> bool:
    """Read the file of a document unless that was done; True when it was read now.

    What is stored belongs to the file as it was when reading began: had it been replaced meanwhile, then the task
    of that replacement follows, and an outcome for the older file is not kept over one for the newer.
    """
    if not is_readable(document):
        DocumentText.objects.filter(document=document).delete()
        return False
    with NamedTemporaryFile(suffix=".pdf") as copy:
        digest = _digest(document, copy)
        if DocumentText.objects.filter(document=document, digest=digest).exists():
            return False
        found = read_pdf(Path(copy.name), limits) if digest else ReadText(ReadOutcome.BROKEN)
    if _digest(document) != digest:
        return False
    store(document, found, digest)
    return True


def store(document: HubDocument, found: ReadText, digest: str) -> None:
    """Keep what was read of a document, in the place of what was known before, unless it is gone by now."""
    extra = {"document": document.pk, "outcome": found.outcome.value, "pages": found.page_count}
    logger.info("document_read", extra=extra)
    values = {
        "outcome": found.outcome,
        "pages": list(found.pages),
        "page_count": found.page_count,
        "characters": sum(map(len, found.pages)),
        "digest": digest,
    }
    with transaction.atomic():
        if HubDocument.objects.select_for_update().filter(pk=document.pk).exists():
            DocumentText.objects.update_or_create(document=document, defaults=values)


def needs_reading(document: HubDocument) -> bool:
    """Whether the text of this document is missing, or belongs to another file than it has now."""
    if not is_readable(document):
        return False
    return not DocumentText.objects.filter(document=document, digest=_digest(document)).exists()


def _chunks(document: HubDocument) -> Iterator[bytes]:
    """The content of the file, wherever it is stored."""
    with document.file.storage.open(document.file.name, "rb") as source:
        while chunk := source.read(_CHUNK):
            yield chunk


def _digest(document: HubDocument, copy: IO[bytes] | None = None) -> str:
    """The SHA-256 of the file, which is copied on the way if wished; an empty text when there is no file."""
    known = hashlib.sha256()
    try:
        for chunk in _chunks(document):
            known.update(chunk)
            if copy:
                copy.write(chunk)
    except FileNotFoundError:
        return ""
    if copy:
        copy.flush()
    return known.hexdigest()
