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
SHOWN_TEXT = _(
    "This text stands on a page that is on the site, and what you change there is reviewed first. "
    "Upload the file as a new one with the text that you want, and choose it on the page."
)


class ReviewedFileMixin:
    """Refuses another file or other words for what a live page shows, from who may not publish that page."""

    shown_texts: tuple[str, ...] = ()
    """The fields, besides the file, that visitors see on the pages that show it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._editor = kwargs.get("user")  # Wagtail's form takes it out, for the choice of collections
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Says at the field what to do instead."""
        form: Any = self
        cleaned: dict[str, Any] = super().clean()  # type: ignore[misc]
        changed = [name for name in ("file", *self.shown_texts) if name in form.changed_data]
        if not changed or not form.instance.pk or self._editor is None:
            return cleaned
        if not may_replace_file(self._editor, form.instance):
            for name in changed:
                form.add_error(name, ValidationError(SHOWN if name == "file" else SHOWN_TEXT))
        return cleaned
