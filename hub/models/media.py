"""Images and documents: Wagtail's, as models of our own so that fields can follow without a painful move."""

from __future__ import annotations

import secrets
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from django.core.files.base import File
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Image, SourceImageIOError

from hub.images.containers import stripped
from hub.images.files import NormalisedFieldFile
from hub.images.normalising import one_at_a_time
from hub.models.atomic import AtomicSaveModel

MOST_CHARACTERS = 100  # of the field for the name of a rendition
RANDOM_BYTES = 12


class HubImage(AbstractImage):
    """An image in the collection of an organisation; its file is a normalised picture, however it came in."""

    admin_form_fields = Image.admin_form_fields

    def generate_rendition_file(self, filter: Filter, *, source: File[bytes] | None = None) -> File[bytes]:  # noqa: A002 - Wagtail's name
        """The file of a rendition, without metadata; one at a time, for each decodes the whole original.

        Raises SourceImageIOError for an original that is gone or damaged, which the admin shows as such.
        """
        try:
            with one_at_a_time, super().generate_rendition_file(filter, source=source) as made:
                made.seek(0)
                return File(BytesIO(stripped(made.read())), name=made.name)
        except (OSError, SyntaxError) as error:
            raise SourceImageIOError(str(error)) from error

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")


_file: Any = HubImage._meta.get_field("file")
_file.attr_class = NormalisedFieldFile  # Wagtail's field in all else, so that it stays before width and height


class HubRendition(AbstractRendition):
    """An image at the size and in the format that a page shows."""

    image = models.ForeignKey(HubImage, on_delete=models.CASCADE, related_name="renditions")

    def get_upload_to(self, filename: str) -> str:
        """Where the file is kept, and its address: with a part that nobody guesses who never saw the picture."""
        path = PurePosixPath(super().get_upload_to(filename))
        unguessable = secrets.token_hex(RANDOM_BYTES)
        room = MOST_CHARACTERS - len(f"{path.parent}/.{unguessable}{path.suffix}")
        return str(path.with_name(f"{path.stem[:room]}.{unguessable}{path.suffix}"))

    class Meta:
        verbose_name = _("image at one size")
        verbose_name_plural = _("images at one size")
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition")
        ]


class HubDocument(AtomicSaveModel, AbstractDocument):
    """A document in the collection of an organisation."""

    admin_form_fields = Document.admin_form_fields

    def clean(self) -> None:
        """Look at the name of the file when there is one: of a file that was refused nothing more is to be said."""
        if self.file:
            super().clean()

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
