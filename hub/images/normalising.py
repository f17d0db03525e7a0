"""What a picture is before it is stored: whole, upright, no larger than can be decoded, and nothing but a picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from threading import Lock
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import ExifTags, Image, ImageCms, JpegImagePlugin
from pillow_heif import register_heif_opener

from hub.images.containers import stripped

register_heif_opener()

FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "HEIF")
ANIMATED = frozenset(("PNG", "GIF", "WEBP", "AVIF"))
FRAMES_OF_A_PICTURE = 4
"""The frames of an animation may have as many pixels together as this many pictures: they are decoded one by one."""
ENCODING: dict[str, dict[str, Any]] = {
    "PNG": {},
    "GIF": {},
    "WEBP": {"quality": 90, "method": 2},
    "AVIF": {"quality": 90, "speed": 8},
    "HEIF": {"quality": 90},  # of the JPEG that it becomes
}
"""How what must be encoded anew is encoded: no loss that can be seen, and no minute for the largest."""
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What sets a picture upright, by the orientation that its EXIF tells."""
DEEP_GREY = "I;16"
"""Grey in 65,536 shades, as some scanners make it: no format that browsers show but PNG can hold it."""
COLOUR_SPACES = {"1": "GRAY", "L": "GRAY", "LA": "GRAY", DEEP_GREY: "GRAY", "CMYK": "CMYK"}

DAMAGED = _(
    "This file is no image, or the image is damaged or incomplete. Save the image again in an image program and upload "
    "that file."
)
TOO_LARGE = _(
    "This image has more than %(limit)d million pixels. Make it smaller, for example 4000 pixels wide, and upload it "
    "again."
)
TOO_MANY_FRAMES = _(
    "The frames of this animation have more than %(limit)d million pixels together. Make it smaller or shorter and "
    "upload it again."
)

one_at_a_time = Lock()
"""Held by whoever decodes a whole picture: that takes a hundred megabytes or more, whatever the size of the file."""


@dataclass(frozen=True, slots=True)
class NormalisedPicture:
    """The file to store; `suffix` is the ending that its name must have when it became another format."""

    data: bytes
    suffix: str = ""


def normalise(data: bytes, *, most_pixels: int | None = None) -> NormalisedPicture:
    """The picture upright and without metadata; HEIC becomes JPEG. What needs no change stays as it is, byte for byte.

    Raises ValidationError, with a message for who uploaded it, for what cannot be decoded from beginning to end and
    for more than `most_pixels`, without which WAGTAILIMAGES_MAX_IMAGE_PIXELS holds.
    """
    limit = most_pixels or settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
    with one_at_a_time:
        try:
            return _normalised(data, limit)
        except ValidationError:
            raise
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise _too_large(TOO_LARGE, limit) from error
        except Exception as error:  # decoders raise almost anything for a damaged file
            raise ValidationError(DAMAGED, code="damaged") from error


def _normalised(data: bytes, limit: int) -> NormalisedPicture:
    with Image.open(BytesIO(data), formats=FORMATS) as picture:
        _refuse_too_large(picture, limit)
        durations = [frame.info.get("duration", 0) for frame in _frames(picture)]
        profile = _usable_profile(picture)
        if _must_be_encoded(picture, profile):
            data = _encoded(picture, profile, durations, is_lossless=picture.format == "WEBP" and b"VP8L" in data)
        suffix = ".jpg" if picture.format == "HEIF" else ""
    return NormalisedPicture(stripped(data, keep_profile=profile is not None), suffix)


def _refuse_too_large(picture: Image.Image, limit: int) -> None:
    pixels = picture.width * picture.height
    if pixels > limit:
        raise _too_large(TOO_LARGE, limit)
    if pixels * _frame_count(picture) > limit * FRAMES_OF_A_PICTURE:
        raise _too_large(TOO_MANY_FRAMES, limit * FRAMES_OF_A_PICTURE)


def _too_large(message: Any, limit: int) -> ValidationError:
    return ValidationError(message, code="file_too_many_pixels", params={"limit": limit // 1_000_000})


def _frame_count(picture: Image.Image) -> int:
    """The number of frames of an animation; other files with several pictures show their first."""
    return int(getattr(picture, "n_frames", 1)) if picture.format in ANIMATED else 1


def _frames(picture: Image.Image) -> Iterator[Image.Image]:
    """The picture at each of its frames, decoded; afterwards it stays at the last."""
    count = _frame_count(picture)
    for number in range(count):
        if count > 1:  # else it stands where it should: not always at the first of a HEIC
            picture.seek(number)
        picture.load()
        yield picture


def _usable_profile(picture: Image.Image) -> bytes | None:
    """The colour profile; None when there is none, when it is damaged and when it is not for these colours."""
    profile: bytes | None = picture.info.get("icc_profile")
    if not profile:
        return None
    try:
        space = ImageCms.ImageCmsProfile(BytesIO(profile)).profile.xcolor_space
    except OSError:
        return None
    return profile if space.strip() == COLOUR_SPACES.get(picture.mode, "RGB") else None


def _orientation(picture: Image.Image) -> int:
    """The orientation that the metadata tell, as a key of TURNS; 1 when they tell none that can be read."""
    try:
        return int(picture.getexif().get(ExifTags.Base.Orientation, 1))
    except Exception:  # noqa: BLE001 - damaged metadata are no reason to refuse a picture: they go anyway
        return 1


def _must_be_encoded(picture: Image.Image, profile: bytes | None) -> bool:
    """Whether leaving out parts of the file is not enough; parts of AVIF cannot be left out."""
    if picture.format == "AVIF":
        return bool({"exif", "xmp"} & picture.info.keys()) or profile != picture.info.get("icc_profile")
    return picture.format == "HEIF" or picture.mode == DEEP_GREY or _orientation(picture) in TURNS


def _encoded(picture: Image.Image, profile: bytes | None, durations: list[int], *, is_lossless: bool) -> bytes:
    """The file anew: every frame set upright, as like the one that was uploaded as its format allows."""
    options = _options(picture, is_lossless=is_lossless)
    upright = _upright(picture)
    if len(upright) > 1:
        loop = picture.info.get("loop", 0)
        options |= {"save_all": True, "append_images": upright[1:], "duration": durations, "loop": loop}
    output = BytesIO()
    _simple(upright[0], picture.format).save(output, _format(picture), icc_profile=profile, exif=b"", **options)
    return output.getvalue()


def _upright(picture: Image.Image) -> list[Image.Image]:
    """The frames as they were meant to be seen; a single one that stands already is not copied, for it may be large."""
    turn = TURNS.get(_orientation(picture))
    if turn is not None:
        return [frame.transpose(turn) for frame in _frames(picture)]
    return [frame.copy() for frame in _frames(picture)] if _frame_count(picture) > 1 else [picture]


def _format(picture: Image.Image) -> str:
    return "JPEG" if picture.format in {"MPO", "HEIF"} else str(picture.format)


def _options(picture: Image.Image, *, is_lossless: bool) -> dict[str, Any]:
    """How to encode this picture: a JPEG by its own tables, so that it loses nothing and does not grow."""
    if isinstance(picture, JpegImagePlugin.JpegImageFile):
        sampling = JpegImagePlugin.get_sampling(picture)
        progressive = bool(picture.info.get("progressive"))
        return {"qtables": picture.quantization, "subsampling": sampling, "progressive": progressive, "optimize": True}
    options = ENCODING[str(picture.format)]
    return {**options, "lossless": True} if is_lossless else {**options}


def _simple(picture: Image.Image, kind: str | None) -> Image.Image:
    """The picture in colours that its format can hold: in JPEG, what a HEIC lets shine through becomes white."""
    if picture.mode == DEEP_GREY:
        return picture.convert("I").point(lambda shade: shade * (1 / 256)).convert("L")
    if kind != "HEIF" or not picture.has_transparency_data:
        return picture
    shown = picture.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", shown.size, "white"), shown).convert("RGB")
