"""The doors through which pictures come in: what a form receives, and whatever else is given to an image to store."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import UploadedFile
from PIL import Image
from wagtail.images.models import WagtailImageFieldFile
from wagtail.utils.file import hash_filelike

from hub.images.normalising import NormalisedPicture, normalise

MARK = "is_normalised"


def normalise_upload(upload: UploadedFile) -> None:
    """Let the upload hold the normalised picture: whoever stores it, now or later, stores that.

    Raises ValidationError for a picture that is refused.
    """
    upload.seek(0)
    picture = normalise(upload.read())
    file: Any = upload.file  # in memory, or a temporary file that a storage moves
    file.seek(0)
    file.truncate()
    file.write(picture.data)
    file.flush()
    file.seek(0)
    upload.size = len(picture.data)
    upload.name = _name(upload.name or "", picture)
    setattr(upload, MARK, True)


def normalised_file(name: str, picture: NormalisedPicture) -> File[bytes]:
    """A file of this picture that is stored without looking at it again."""
    file = ContentFile(picture.data, name=_name(name, picture))
    setattr(file, MARK, True)
    return file


def _name(name: str, picture: NormalisedPicture) -> str:
    return str(PurePath(name).with_suffix(picture.suffix)) if picture.suffix else name


class NormalisedFieldFile(WagtailImageFieldFile):
    """The file of an image: stores normalised pictures only, and tells the image how large they are."""

    def save(self, name: str, content: File[bytes], save: bool = True) -> None:
        """Normalise the content unless the form did, and store it; raises ValidationError for a damaged picture."""
        content.seek(0)
        if not getattr(content, MARK, False):
            content = normalised_file(name, normalise(content.read()))
            name = content.name or name
        self.instance.file_size = content.size
        self.instance.file_hash = hash_filelike(content)
        super().save(name, content, save)

    def get_image_dimensions(self) -> tuple[int, int] | tuple[None, None]:
        """Width and height as the file tells them, without decoding it; nothing for what is no picture."""
        was_closed = self.closed
        self.open()
        try:
            return Image.open(self).size
        except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning):
            return None, None
        finally:
            if was_closed:
                self.close()
            else:
                self.seek(0)
