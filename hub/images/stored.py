"""Normalising pictures that were stored before every picture was."""

from __future__ import annotations

import logging
from enum import StrEnum
from pathlib import PurePath
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.images import get_image_model

from hub.images.files import normalised_file
from hub.images.normalising import NormalisedPicture, normalise

if TYPE_CHECKING:
    from hub.models import HubImage

logger = logging.getLogger(__name__)

MOST_PIXELS = 128_000_000
"""What could be uploaded before the limit was lowered: a large picture must lose its metadata too."""


class Outcome(StrEnum):
    """What is known of the file of an image."""

    NORMAL = "normal"
    OUTDATED = "to normalise"
    CHANGED = "normalised"
    UNREADABLE = "unreadable"


def bring_up_to_date(image: HubImage, *, write: bool) -> Outcome:
    """Normalise the file of an image, if that changes it and `write` is set; a file that is gone or damaged stays."""
    try:
        with image.file.storage.open(image.file.name, "rb") as file:
            data = file.read()
        picture = normalise(data, most_pixels=MOST_PIXELS)
    except (OSError, ValidationError):
        return Outcome.UNREADABLE
    if picture.data == data:
        return Outcome.NORMAL
    if not write:
        return Outcome.OUTDATED
    _replace(image, picture)
    return Outcome.CHANGED


@transaction.atomic
def _replace(image: HubImage, picture: NormalisedPicture) -> None:
    """Give the image its new file; the old one and the renditions go, unless the file was replaced meanwhile."""
    before = image.file.name
    current = get_image_model().objects.select_for_update().filter(pk=image.pk, file=before).first()
    if current is None:
        return
    size, name = (current.width, current.height), PurePath(before).name
    current.file.save(name, normalised_file(name, picture), save=False)
    if (current.width, current.height) != size:
        current.set_focal_point(None)  # it was a place in the picture on its side
    current.save()
    current.renditions.all().delete()
    transaction.on_commit(lambda: current.file.storage.delete(before))
    logger.info("image_normalised", extra={"image": image.pk})
