"""The field that a picture is uploaded with, in every form of the admin."""

from __future__ import annotations

from typing import Any

import willow
from django.forms import FileField
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import ImageFileExtensionValidator, WagtailImageField

from hub.images.files import normalise_upload

MOST_PIXELS = _("At most %(limit)d million pixels. Location and other data about the photo are removed.")


class PictureField(WagtailImageField):
    """Wagtail's field, which gives a normalised picture or says what is wrong with the file."""

    help_text: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help_text = format_lazy(
            "{} {}", self.help_text, MOST_PIXELS % {"limit": self.max_image_pixels // 1_000_000}
        )

    @classmethod
    def like(cls, field: WagtailImageField) -> PictureField:
        """This field in the place of the one that Wagtail made."""
        return cls(label=field.label, required=field.required, widget=field.widget)

    def to_python(self, data: Any) -> Any:
        """The upload with the normalised picture; raises ValidationError for what is refused."""
        upload: Any = FileField.to_python(self, data)
        if upload is None:
            return None
        ImageFileExtensionValidator(upload)
        self.check_image_file_size(upload)
        normalise_upload(upload)
        upload.image = willow.Image.open(upload.file)
        upload.content_type = upload.image.mime_type
        self.check_image_file_format(upload)
        upload.seek(0)
        return upload
