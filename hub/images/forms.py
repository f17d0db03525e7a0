"""The form of an image in the admin: what is uploaded must be a picture, and must be described."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.images.forms import BaseImageForm

from hub.forms.files import ReviewedFileMixin
from hub.images.fields import PictureField


class ImageForm(ReviewedFileMixin, BaseImageForm):
    """Asks to say what is to be seen: who does not see the image hears these words."""

    shown_texts = ("description", "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.fields["file"] = PictureField.like(self.fields["file"])
        description = self.fields.get("description")
        if description is not None:
            description.required = True
            description.help_text = _("Say in one sentence what is to be seen. Who cannot see the image hears this.")
