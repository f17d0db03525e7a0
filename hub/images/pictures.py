"""A picture in the formats and sizes that a browser chooses from. A file that is gone leaves no hole in a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

if TYPE_CHECKING:
    from hub.models import HubImage, HubRendition

WIDE, HIGH = 840, 600
FORMATS = ("avif", "webp")
"""The lightest first: a browser takes the first that it knows."""


@dataclass(frozen=True, slots=True)
class Source:
    """One format: its media type, and its files with their widths as `srcset` wants them."""

    type: str
    srcset: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What `<picture>` needs: the light formats, the file that every browser reads, its size and its words."""

    sources: tuple[Source, ...]
    url: str
    width: int
    height: int
    alt: str


def picture_of(image: HubImage, *, alt: str | None = None, wide: int = WIDE, high: int = HIGH) -> Picture | None:
    """The picture, at most this wide and high and at half that; None when its file is gone or cannot be read.

    Without `alt` the words are those of the image itself: none at all rather than the name of a file.
    """
    sizes = [f"max-{wide // 2}x{high // 2}", f"max-{wide}x{high}"]
    specs = [f"{size}|format-{name}" for name in FORMATS for size in sizes]
    try:
        found = image.get_renditions(*specs, sizes[-1])
    except (SourceImageIOError, InvalidFilterSpecError, OSError):
        return None
    fallback: HubRendition = found[sizes[-1]]
    return Picture(
        sources=tuple(
            Source(f"image/{name}", _srcset(found[f"{size}|format-{name}"] for size in sizes)) for name in FORMATS
        ),
        url=fallback.url,
        width=fallback.width,
        height=fallback.height,
        alt=words_of(image) if alt is None else alt,
    )


def words_of(image: HubImage) -> str:
    """What a screen reader says of an image: what its block says, else its description; nothing for a decoration."""
    if getattr(image, "decorative", False):
        return ""
    return str(getattr(image, "contextual_alt_text", None) or image.description or "")


def _srcset(renditions: Iterable[HubRendition]) -> str:
    """Each file once: a small original has the same width at every size."""
    by_width = {rendition.width: rendition.url for rendition in renditions}
    return ", ".join(f"{url} {width}w" for width, url in sorted(by_width.items()))
