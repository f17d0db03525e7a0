"""What is done with every picture before it is stored, and what is refused."""

import random

import pytest
from django.core.exceptions import ValidationError
from PIL import Image, ImageChops, ImageStat

from hub.images.normalising import normalise
from tests.pictures import (
    MOVING,
    RED,
    SECRETS,
    SIZE,
    STILL,
    exif,
    hollow,
    moving,
    opened,
    profile,
    saved,
    square,
    telling,
)

UPRIGHT = SIZE[::-1]
WITH_EXIF = ("JPEG", "PNG", "WEBP", "AVIF", "HEIF")


def code_of(data):
    with pytest.raises(ValidationError) as refused:
        normalise(data)
    return refused.value.code


def is_red(picture, place):
    return all(
        abs(ours - theirs) < 25 for ours, theirs in zip(picture.convert("RGB").getpixel(place), RED, strict=True)
    )


@pytest.mark.parametrize("kind", [*STILL, "HEIF"])
def test_nothing_is_told_about_who_made_it(kind):
    assert any(secret in telling(kind) for secret in SECRETS)
    stored = normalise(telling(kind)).data
    assert not [secret for secret in SECRETS if secret in stored]
    assert not {"exif", "xmp", "comment"} & opened(stored).info.keys()
    assert not opened(stored).getexif()


@pytest.mark.parametrize("kind", WITH_EXIF)
def test_a_picture_that_was_taken_on_its_side_is_set_upright(kind):
    """Orientation 6: the left top that the camera stored is the right top of what was seen."""
    stored = opened(normalise(telling(kind, orientation=6)).data)
    assert stored.size == UPRIGHT
    assert is_red(stored, (UPRIGHT[0] - 8, 8))
    assert not is_red(stored, (8, 8))


@pytest.mark.parametrize(
    ("orientation", "place"),
    [(2, (-8, 8)), (3, (-8, -8)), (4, (8, -8)), (5, (8, 8)), (6, (-8, 8)), (7, (-8, -8)), (8, (8, -8))],
)
def test_every_orientation_is_applied(orientation, place):
    stored = opened(normalise(telling("PNG", orientation)).data)
    assert stored.size == (SIZE if orientation < 5 else UPRIGHT)
    assert is_red(stored, tuple(at % length for at, length in zip(place, stored.size, strict=True)))


@pytest.mark.parametrize("kind", [*STILL, "HEIF"])
@pytest.mark.parametrize("orientation", [1, 6])
def test_what_was_normalised_stays_as_it_is(kind, orientation):
    stored = normalise(telling(kind, orientation)).data
    assert normalise(stored).data == stored


@pytest.mark.parametrize("kind", WITH_EXIF)
@pytest.mark.parametrize("orientation", [1, 6])
def test_the_colour_profile_stays(kind, orientation):
    assert opened(normalise(telling(kind, orientation)).data).info["icc_profile"] == profile()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("wrong", [b"no profile at all", profile()[:200], profile()[:16] + b"GRAY" + profile()[20:]])
def test_a_profile_that_is_damaged_or_for_other_colours_goes(kind, wrong):
    stored = opened(normalise(saved(square(), kind, icc_profile=wrong)).data)
    assert not stored.info.get("icc_profile")
    assert is_red(stored, (8, 8))


def test_a_photo_loses_nothing_but_what_it_tells():
    before = telling("JPEG")
    after = normalise(before).data
    assert opened(before).tobytes() == opened(after).tobytes()


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
@pytest.mark.parametrize("options", [{"quality": 95, "subsampling": 0}, {"quality": 60, "progressive": True}])
def test_a_photo_that_is_turned_looks_the_same_and_does_not_grow(mode, options):
    before = saved(Image.radial_gradient("L").resize(SIZE).convert(mode), "JPEG", exif=exif(8), **options)
    after = normalise(before).data
    difference = ImageChops.difference(opened(before).rotate(90, expand=True), opened(after))
    assert max(ImageStat.Stat(difference).mean) < 1
    assert opened(after).mode == mode
    assert bool(opened(after).info.get("progressive")) is options.get("progressive", False)
    assert len(after) < len(before) * 1.1


@pytest.mark.parametrize("kind", MOVING)
def test_an_animation_goes_on_moving(kind):
    told = {"comment": SECRETS[2]} if kind == "GIF" else {"exif": exif()}
    data = normalise(moving(kind, **told)).data
    assert not [secret for secret in SECRETS if secret in data]
    stored = opened(data)
    assert stored.n_frames == 3
    times = []
    for number in range(3):
        stored.seek(number)
        stored.load()
        times.append(stored.info["duration"])
    assert times == [100, 200, 300]
    assert stored.info.get("loop", 0) == 0


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF"])
def test_what_shines_through_stays_so_when_it_is_turned(kind):
    picture = square().convert("RGBA")
    picture.putalpha(90)
    options = {"lossless": True} if kind == "WEBP" else {}
    stored = opened(normalise(saved(picture, kind, exif=exif(6), **options)).data)
    assert stored.mode == "RGBA"
    assert stored.getpixel((5, 5))[3] == pytest.approx(90, abs=2)


def test_a_lossless_picture_stays_lossless_when_it_is_turned():
    stored = normalise(saved(square(), "WEBP", lossless=True, exif=exif(3))).data
    assert opened(stored).convert("RGB").tobytes() == square().rotate(180).tobytes()


def test_grey_in_very_many_shades_becomes_grey_that_every_format_can_hold():
    stored = opened(normalise(saved(Image.new("I;16", SIZE, 0xC0FF), "PNG")).data)
    assert (stored.mode, stored.getpixel((5, 5))) == ("L", 0xC0)


def test_heic_becomes_jpeg_and_its_name_must_follow():
    stored = normalise(telling("HEIF"))
    assert (opened(stored.data).format, stored.suffix) == ("JPEG", ".jpg")
    assert normalise(telling("JPEG")).suffix == ""


def test_of_several_pictures_in_a_heic_the_one_that_a_phone_shows_is_stored():
    series = saved(square((20, 230, 20)), "HEIF", save_all=True, append_images=[square()], primary_index=1)
    assert is_red(opened(normalise(series).data), (8, 8))


def test_heic_that_shines_through_gets_a_white_ground():
    picture = square().convert("RGBA")
    picture.putalpha(0)
    assert min(opened(normalise(saved(picture, "HEIF")).data).getpixel((5, 5))) > 245


@pytest.mark.parametrize("kind", [*STILL, "HEIF"])
@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_file_that_was_cut_off_is_refused(kind, share):
    data = saved(square(), kind)
    assert code_of(data[: int(len(data) * share)]) == "damaged"


@pytest.mark.parametrize("kind", MOVING)
@pytest.mark.parametrize("share", [0.5, 0.8, 0.99])
def test_an_animation_that_was_cut_off_is_refused(kind, share):
    data = moving(kind)
    assert code_of(data[: int(len(data) * share)]) == "damaged"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"geen afbeelding",
        b"\xff\xd8\xff",
        b"%PDF-1.7",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        hollow(400, 400),
    ],
    ids=["nothing", "text", "begin of a JPEG", "PDF", "SVG", "header that lies"],
)
def test_what_is_no_picture_is_refused(data):
    assert code_of(data) == "damaged"


@pytest.mark.parametrize("kind", ["BMP", "TIFF", "ICO"])
def test_other_formats_are_refused(kind):
    assert code_of(saved(square(), kind)) == "damaged"


@pytest.mark.parametrize("side", [5001, 11_000, 30_000, 60_000])
def test_a_picture_with_too_many_pixels_is_refused_before_it_is_decoded(side):
    with pytest.raises(ValidationError, match="25 miljoen pixels") as refused:
        normalise(hollow(side, side))
    assert refused.value.code == "file_too_many_pixels"


def test_the_limit_can_be_another_one():
    with pytest.raises(ValidationError, match="0 miljoen"):
        normalise(saved(square(), "PNG"), most_pixels=SIZE[0] * SIZE[1] - 1)
    assert normalise(saved(square(), "PNG"), most_pixels=SIZE[0] * SIZE[1])


def test_the_frames_of_an_animation_count_together(settings):
    data = moving("GIF")
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = SIZE[0] * SIZE[1]
    assert normalise(data).data == data
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS -= 1
    assert code_of(data) == "file_too_many_pixels"
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = SIZE[0] * SIZE[1]
    long = [square((step * 40, 0, 0)) for step in range(5)]
    assert code_of(saved(long[0], "GIF", save_all=True, append_images=long[1:])) == "file_too_many_pixels"


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data", "ignore:Truncated File Read")
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("broken", [b"Exif\0\0nothing", exif()[:40], exif()[:6] + b"XX" + exif()[8:]])
def test_damaged_metadata_are_no_reason_to_refuse_a_picture(kind, broken):
    stored = opened(normalise(saved(square(), kind, exif=broken)).data)
    assert is_red(stored, (8, 8))
    assert not stored.getexif()


def test_damage_never_ends_in_anything_but_a_refusal():
    """Whatever decoders raise: a picture is stored without what it told, or refused."""
    chance = random.Random(11)  # noqa: S311 - the same damage in every run
    for kind in [*STILL, "HEIF"]:
        for _attempt in range(40):
            data = bytearray(telling(kind))
            for _byte in range(chance.choice((1, 3, 20))):
                data[chance.randrange(len(data))] = chance.randrange(256)
            try:
                stored = normalise(bytes(data)).data
            except ValidationError:
                continue
            assert not [secret for secret in SECRETS if secret in stored]
