"""What the forms of images and documents have in common."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hub.rights import may_replace_file

SHOWN = _(
    "This file stands on a page that is on the site, and what you change there is reviewed first. "
    "Upload your file as a new one and choose it on the page."
)


class ReviewedFileMixin:
    """Refuses another file for what a live page shows, from who may not publish that page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._editor = kwargs.get("user")  # Wagtail's form takes it out, for the choice of collections
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Says at the field what to do instead."""
        form: Any = self
        cleaned: dict[str, Any] = super().clean()  # type: ignore[misc]
        replaces = "file" in form.changed_data and form.instance.pk
        if replaces and self._editor is not None and not may_replace_file(self._editor, form.instance):
            form.add_error("file", ValidationError(SHOWN))
        return cleaned
