"""`normalise_images`: what was stored before pictures were normalised loses what it tells, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command

from hub.images import stored
from hub.models import HubImage, HubRendition
from tests.pictures import SECRETS, SIZE, SUFFIXES, opened, saved, square, telling

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def stored_before(data: bytes, name: str = "balie.jpg") -> HubImage:
    """An image whose file was stored as it was uploaded."""
    image = HubImage.objects.create(title="Balie", file=ContentFile(saved(square(), "JPEG"), name))
    Path(image.file.path).write_bytes(data)
    HubImage.objects.filter(pk=image.pk).update(width=SIZE[0], height=SIZE[1], file_size=len(data), file_hash="oud")
    image.refresh_from_db()
    return image


def content(image):
    return Path(image.file.path).read_bytes()


@pytest.fixture
def run(capsys, django_capture_on_commit_callbacks):
    """Runs the command; gives its exit code and the lines it wrote."""

    def running(*arguments):
        code = 0
        with django_capture_on_commit_callbacks(execute=True):
            try:
                call_command("normalise_images", *arguments)
            except SystemExit as end:
                code = end.code
        return code, capsys.readouterr().out.splitlines()

    return running


def test_without_write_it_only_tells(run):
    image = stored_before(telling("JPEG"))
    assert run() == (1, [f"to normalise: {image.pk} {image.file.name}", "to normalise: 1"])
    assert content(image) == telling("JPEG")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_with_write_every_file_is_what_an_upload_would_be(run, kind):
    image = stored_before(telling(kind), f"balie.{SUFFIXES[kind]}")
    old, rendition = Path(image.file.path), image.get_rendition("width-20")
    shown = Path(rendition.file.path)
    assert run("--write") == (0, [f"normalised: {image.pk} {image.file.name}", "normalised: 1"])
    image.refresh_from_db()
    assert not [secret for secret in SECRETS if secret in content(image)]
    assert image.file_size == len(content(image))
    assert len(image.file_hash) == 40
    assert not old.exists()
    assert not shown.exists()
    assert not HubRendition.objects.exists()
    assert image.get_rendition("width-20").file.storage.exists(image.get_rendition("width-20").file.name)


def test_a_picture_on_its_side_is_set_upright_and_its_focal_point_goes(run):
    image = stored_before(telling("JPEG", orientation=6))
    image.focal_point_x = image.focal_point_y = image.focal_point_width = image.focal_point_height = 9
    image.save()
    run("--write")
    image.refresh_from_db()
    assert (image.width, image.height) == opened(content(image)).size == SIZE[::-1]
    assert not image.has_focal_point()


def test_it_can_be_repeated(run):
    image = stored_before(telling("JPEG"))
    run("--write")
    image.refresh_from_db()
    before = image.file.name
    image.get_rendition("width-20")
    assert run("--write") == run() == (0, ["normal: 1"])
    image.refresh_from_db()
    assert image.file.name == before
    assert image.renditions.count() == 1


@pytest.mark.parametrize("harm", [lambda path: path.unlink(), lambda path: path.write_bytes(telling("JPEG")[:400])])
def test_one_bad_file_does_not_hold_back_the_rest(run, harm):
    bad, good = stored_before(telling("JPEG")), stored_before(telling("JPEG"))
    harm(Path(bad.file.path))
    code, lines = run("--write")
    assert code == 1
    assert f"unreadable: {bad.pk} {bad.file.name}" in lines
    assert lines[-2:] == ["normalised: 1", "unreadable: 1"]
    good.refresh_from_db()
    assert not [secret for secret in SECRETS if secret in content(good)]


def test_what_is_larger_than_may_be_uploaded_now_loses_what_it_tells_too(run, settings):
    image = stored_before(telling("JPEG"))
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = SIZE[0] * SIZE[1] - 1
    assert run("--write")[0] == 0
    image.refresh_from_db()
    assert not [secret for secret in SECRETS if secret in content(image)]


def test_a_file_that_was_replaced_meanwhile_is_left_alone(monkeypatch):
    image = stored_before(telling("JPEG"))
    normalise = stored.normalise

    def slowly(*arguments, **options):
        HubImage.objects.get(pk=image.pk).file.save("nieuw.png", ContentFile(saved(square(), "PNG")))
        return normalise(*arguments, **options)

    monkeypatch.setattr(stored, "normalise", slowly)
    stored.bring_up_to_date(image, write=True)
    image.refresh_from_db()
    assert "nieuw" in image.file.name
