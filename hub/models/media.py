"""Images and documents: Wagtail's, as models of our own so that fields can follow without a painful move."""

from __future__ import annotations

import secrets
from pathlib import PurePosixPath

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from hub.models.atomic import AtomicSaveModel

MOST_CHARACTERS = 100  # of the field for the name of a rendition
RANDOM_BYTES = 12


class HubImage(AbstractImage):
    """An image in the collection of an organisation."""

    admin_form_fields = Image.admin_form_fields

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")


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
