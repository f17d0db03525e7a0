"""What an uploaded PDF must be: readable by everyone, without a password and undamaged."""

from __future__ import annotations

from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.exceptions import ValidationError
from django.core.files.base import File

from hub.documents.report import BROKEN, ENCRYPTED
from hub.pdf_reader import Limits, ReadOutcome, read_pdf

HEADER = b"%PDF-"
HEADER_WITHIN = 1024  # bytes of something else that readers allow before it
LOOK = Limits(processor=2, wall=3.0, pages=0)
"""Opening a file, to see whether that takes a password and whether it has pages; none is read."""


def refuse_what_cannot_be_opened(file: File[bytes]) -> None:
    """Raise ValidationError for what is no PDF, and for a PDF that opens only with a password."""
    file.seek(0)
    is_pdf = HEADER in file.read(HEADER_WITHIN)
    is_locked = is_pdf and _mentions_encryption(file) and _needs_password(file)
    file.seek(0)
    if not is_pdf:
        raise ValidationError(BROKEN, code="broken")
    if is_locked:
        raise ValidationError(ENCRYPTED, code="encrypted")


def _mentions_encryption(file: File[bytes]) -> bool:
    """Whether the file may be encrypted: the word stands unpacked in it when it is."""
    file.seek(0)
    word, before = b"/Encrypt", b""
    for chunk in file.chunks():
        if word in before + chunk:
            return True
        before = chunk[-len(word) :]
    return False


def refuse_broken(file: File[bytes]) -> None:
    """Raise ValidationError for a PDF whose structure is so damaged that its pages cannot be counted."""
    outcome = _look(file)
    file.seek(0)
    if outcome is ReadOutcome.BROKEN:
        raise ValidationError(BROKEN, code="broken")


def _needs_password(file: File[bytes]) -> bool:
    return _look(file) is ReadOutcome.ENCRYPTED


def _look(file: File[bytes]) -> ReadOutcome:
    """How opening the file ends, without reading a page."""
    file.seek(0)
    with NamedTemporaryFile(suffix=".pdf") as copy:
        for chunk in file.chunks():
            copy.write(chunk)
        copy.flush()
        return read_pdf(Path(copy.name), LOOK).outcome
