"""Leaving out parts of a picture file: everything that tells, nothing that draws."""

import pytest
from PIL import ImageChops

from hub.images.containers import stripped
from tests.pictures import SECRETS, TEXT, moving, opened, profile, saved, square, telling

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")


def frames(data):
    picture = opened(data)
    for number in range(picture.n_frames):
        picture.seek(number)
        yield picture.convert("RGBA")


@pytest.mark.parametrize("kind", FORMATS)
def test_what_tells_about_the_maker_goes_and_every_pixel_stays(kind):
    before = telling(kind)
    after = stripped(before)
    assert any(secret in before for secret in SECRETS)
    assert not [secret for secret in SECRETS if secret in after]
    assert ImageChops.difference(opened(before).convert("RGB"), opened(after).convert("RGB")).getbbox() is None
    assert not {"exif", "xmp", "comment", "photoshop"} & opened(after).info.keys()


@pytest.mark.parametrize("kind", FORMATS)
def test_what_was_stripped_stays_as_it_is(kind):
    after = stripped(telling(kind))
    assert stripped(after) == after


@pytest.mark.parametrize(
    "data",
    [saved(square(), "JPEG", progressive=True), saved(square(), "WEBP", lossless=True), *map(moving, FORMATS[1:])],
    ids=["progressive JPEG", "lossless WebP", "APNG", "animated WebP", "animated GIF"],
)
def test_a_file_that_tells_nothing_stays_byte_for_byte(data):
    assert stripped(data) == data


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_an_animation_keeps_its_frames_and_times(kind):
    before = moving(kind, exif=telling("JPEG")[30:90])
    after = stripped(before)
    assert len(after) < len(before)
    assert [frame.tobytes() for frame in frames(after)] == [frame.tobytes() for frame in frames(before)]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_colour_profile_stays_unless_it_is_not_wanted(kind):
    data = telling(kind)
    assert opened(stripped(data)).info["icc_profile"] == profile()
    assert not opened(stripped(data, keep_profile=False)).info.get("icc_profile")


def test_the_header_of_webp_promises_nothing_that_went():
    data = telling("WEBP")
    assert data[12:16] == b"VP8X"
    assert data[20] & 0x2C == 0x2C  # a profile, EXIF and XMP
    assert stripped(data)[20] & 0x2C == 0x20
    assert stripped(data, keep_profile=False)[20] & 0x2C == 0


def test_transparency_stays():
    before = square().convert("RGBA")
    before.putalpha(90)
    flat = saved(square(mode="P"), "PNG", transparency=0)
    for data in (saved(before, "PNG"), saved(before, "WEBP", lossless=True), flat):
        assert opened(stripped(data)).convert("RGBA").tobytes() == opened(data).convert("RGBA").tobytes()


def test_a_second_picture_behind_the_first_goes():
    """As phones put a smaller picture or a film behind a photo."""
    first = saved(square(), "JPEG")
    assert stripped(first + telling("JPEG")) == first


def test_a_thumbnail_in_the_header_goes():
    data = saved(square(), "JPEG")
    thumbnail = b"JFIF\0\1\2\0\0\1\0\1\4\4" + b"x" * 48
    header = b"\xff\xe0" + (len(thumbnail) + 2).to_bytes(2) + thumbnail
    assert opened(data[:2] + header + data[20:]).size == square().size
    after = stripped(data[:2] + header + data[20:])
    assert thumbnail not in after
    assert opened(after).convert("RGB").tobytes() == opened(data).tobytes()


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("missing", [1, 2, 10, 100])
def test_a_file_that_was_cut_off_is_told(kind, missing):
    with pytest.raises(ValueError, match=r"cut off|without an end"):
        stripped(saved(square(), kind)[:-missing])


def test_what_is_nothing_of_the_kind_stays():
    for data in (b"", TEXT.encode(), saved(square(), "AVIF"), b"RIFF\4\0\0\0WAVE"):
        assert stripped(data) == data
