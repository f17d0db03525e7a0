"""Where uploaded files are kept: originals and documents in private, renditions where visitors can fetch them."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.utils.functional import cached_property


class PrivateStorage(FileSystemStorage):
    """Files that no address leads to: what may be read of them is served by a view that asks who is reading."""

    def url(self, name: str | None) -> str:
        """Raises NotImplementedError, as Django asks of a storage whose files have no address."""
        raise NotImplementedError("files of this storage are private")


class RenditionStorage(FileSystemStorage):
    """Renditions, in a folder of their own; `hub.images.views.rendition` serves those that the database knows."""

    @cached_property
    def base_location(self) -> str:
        return str(Path(settings.MEDIA_ROOT) / "renditions")
