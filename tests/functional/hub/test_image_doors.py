"""Every door through which a picture comes in: the same picture is stored, and the same is refused, in plain Dutch."""

from __future__ import annotations

import gc
import re
import warnings
from io import BytesIO
from pathlib import Path
from time import sleep

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from wagtail.images.models import Filter, SourceImageIOError
from wagtail.models import UploadedFile

from hub.images import files
from hub.models import HubImage
from tests.pictures import SECRETS, SIZE, STILL, SUFFIXES, hollow, moving, opened, saved, square, telling

pytestmark = pytest.mark.django_db

DATA = Path(__file__).parents[2] / "data"
UPRIGHT = SIZE[::-1]
SIDEWAYS = telling("JPEG", orientation=6)
normalise = files.normalise
DESCRIPTION = "De balie van 's-Hertogenbosch"
IN_MEMORY = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
ON_DISK = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]


def sent(data, name="balie.jpg"):
    return SimpleUploadedFile(name, data, "image/jpeg")


def fields(file, description=DESCRIPTION, prefix=""):
    values = {"title": "Balie", "description": description, "collection": 1, "file": file}
    return {prefix + name: value for name, value in values.items()}


def errors_in(response):
    return [str(error) for error in response.context["form"].errors.get("file", [])]


def add(client, file):
    """The form that adds one image; gives what it says of the file."""
    response = client.post(reverse("wagtailimages:add"), fields(file))
    return errors_in(response) if response.status_code == 200 else []


def choose(client, file):
    """The upload in the window that chooses an image for a page."""
    response = client.post(reverse("wagtailimages_chooser:create"), fields(file, prefix="image-chooser-upload-"))
    assert response.status_code == 200
    form = (response.context or {}).get("form")
    return [str(error) for error in form.errors.get("file", [])] if form else []


def add_several(client, file):
    """The page that uploads several at a time: first the file, then its words."""
    response = client.post(reverse("wagtailimages:add_multiple"), {"title": "Balie", "files[]": file, "collection": 1})
    answer = response.json()
    if not answer["success"]:
        return answer["error_message"].split("\n")
    waiting = answer["uploaded_file_id"]
    with UploadedFile.objects.get(pk=waiting).file.open() as waits:
        assert not [secret for secret in SECRETS if secret in waits.read()]
    words = fields(None, prefix=f"uploaded-image-{waiting}-")
    words.pop(f"uploaded-image-{waiting}-file")
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", ResourceWarning
        )  # Wagtail leaves the files of this view to the garbage collector
        done = client.post(reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting]), words)
        gc.collect()
    assert done.json()["success"]
    return []


def replace(client, file):
    """The form of an image that is there already."""
    image = HubImage.objects.first() or HubImage.objects.create(
        title="Plein", file=sent(saved(square(), "PNG"), "plein.png")
    )
    before = image.file.name
    response = client.post(reverse("wagtailimages:edit", args=[image.pk]), fields(file))
    image.refresh_from_db()
    if response.status_code == 302:
        return []
    assert image.file.name == before
    assert image.file.storage.exists(before)
    return errors_in(response)


DOORS = {"add": add, "choose": choose, "add several": add_several, "replace": replace}


def stored():
    image = HubImage.objects.get()
    with image.file.open() as file:
        return image, file.read()


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("handlers", [IN_MEMORY, ON_DISK], ids=["in memory", "on disk"])
def test_every_door_of_the_admin_stores_a_picture_upright_and_silent(admin_client, settings, door, handlers):
    settings.FILE_UPLOAD_HANDLERS = handlers
    assert DOORS[door](admin_client, sent(SIDEWAYS)) == []
    image, data = stored()
    assert not [secret for secret in SECRETS if secret in data]
    assert (image.width, image.height) == opened(data).size == UPRIGHT
    assert image.file_size == len(data)
    assert image.get_file_hash() == files.hash_filelike(BytesIO(data))


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("name", ["IMG_0042.HEIC", "IMG_0042.heif"])
def test_every_door_takes_the_photos_of_an_iphone(admin_client, door, name):
    assert DOORS[door](admin_client, sent(telling("HEIF", orientation=6), name)) == []
    image, data = stored()
    assert re.fullmatch(r"IMG_0042\w*\.jpg", image.filename)
    assert opened(data).format == "JPEG"
    assert (image.width, image.height) == UPRIGHT


REFUSED = {
    "half a JPEG": (DATA / "half.jpg", "beschadigd"),
    "half a PNG": (DATA / "half.png", "beschadigd"),
    **{f"cut off {kind}": (saved(square(), kind)[:-40], "beschadigd") for kind in (*STILL, "HEIF")},
    "text": (b"geen afbeelding", "beschadigd"),
    "nothing": (b"", "leeg"),
    "another format": (saved(square(), "PNG"), "hoort niet bij het bestandsformaat"),
    "too large": (b"x" * (10 * 1024 * 1024 + 1), "te groot"),
    "too many pixels": (hollow(5001, 5000), "meer dan 25 miljoen pixels"),
}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("case", REFUSED)
def test_every_door_says_in_dutch_what_is_wrong_with_a_file(admin_client, door, case):
    source, words = REFUSED[case]
    data = source.read_bytes() if isinstance(source, Path) else source
    said = DOORS[door](admin_client, sent(data, f"balie.{SUFFIXES[case.split()[-1]] if 'cut' in case else 'jpg'}"))
    assert [message for message in said if words in message] == said != []
    assert HubImage.objects.filter(title="Balie").count() == 0
    assert not UploadedFile.objects.exists()


@pytest.mark.parametrize("door", DOORS)
def test_every_door_says_which_formats_there_are(admin_client, door):
    said = DOORS[door](admin_client, sent(b"tekst", "balie.tiff"))
    assert ["niet toegestaan" in message and "heic" in message for message in said] == [True]


def test_a_refused_file_loses_nothing_else_of_the_form(admin_client):
    response = admin_client.post(reverse("wagtailimages:add"), fields(sent(b"geen afbeelding")))
    form = response.context["form"]
    assert list(form.errors) == ["file"]
    assert (form["title"].value(), form["description"].value()) == ("Balie", DESCRIPTION)


def test_a_form_without_a_file_asks_for_one_and_says_what_is_taken(admin_client):
    page = admin_client.get(reverse("wagtailimages:add")).content.decode()
    assert "AVIF, GIF, HEIC, HEIF, JPEG, JPG, PNG, WEBP" in page
    assert "Hoogstens 25 miljoen pixels. De locatie en andere gegevens over de foto worden verwijderd." in page
    assert "image/heic" in page
    response = admin_client.post(reverse("wagtailimages:add"), {"title": "Balie", "description": "x", "collection": 1})
    assert errors_in(response) == ["Dit is een verplicht veld."]


@pytest.mark.parametrize("door", ["add", "choose", "replace"])
def test_one_upload_is_normalised_once(admin_client, monkeypatch, door):
    if door == "replace":
        HubImage.objects.create(title="Plein", file=sent(saved(square(), "PNG"), "plein.png"))
    looked = []
    monkeypatch.setattr(files, "normalise", lambda data: looked.append(data) or normalise(data))
    assert DOORS[door](admin_client, sent(SIDEWAYS)) == []
    assert looked == [SIDEWAYS]


def test_what_waits_for_its_words_is_not_encoded_again(admin_client, monkeypatch):
    results = []
    monkeypatch.setattr(files, "normalise", lambda data: results.append(normalise(data)) or results[-1])
    assert add_several(admin_client, sent(SIDEWAYS)) == []
    assert stored()[1] == results[0].data == results[1].data


def test_an_image_that_is_made_in_code_is_normalised_too():
    image = HubImage.objects.create(title="Balie", file=ContentFile(SIDEWAYS, "balie.jpg"))
    data = stored()[1]
    assert not [secret for secret in SECRETS if secret in data]
    assert (image.width, image.height) == opened(data).size == UPRIGHT
    assert (image.file_size, image.file_hash) == (len(data), files.hash_filelike(BytesIO(data)))


def test_a_file_that_is_stored_in_code_is_normalised_too(tmp_path):
    image = HubImage(title="Balie")
    (tmp_path / "balie.heic").write_bytes(telling("HEIF"))
    with (tmp_path / "balie.heic").open("rb") as file:
        image.file.save("balie.heic", File(file), save=True)
    assert re.fullmatch(r"balie\w*\.jpg", image.filename)
    assert opened(stored()[1]).format == "JPEG"
    assert (tmp_path / "balie.heic").read_bytes() == telling("HEIF")


def test_many_images_at_once_are_normalised_too():
    HubImage.objects.bulk_create([HubImage(title="Balie", collection_id=1, file=ContentFile(SIDEWAYS, "balie.jpg"))])
    assert opened(stored()[1]).size == UPRIGHT


@pytest.mark.parametrize("data", [b"geen afbeelding", SIDEWAYS[:-80]])
def test_a_damaged_image_that_is_made_in_code_is_refused(data):
    with pytest.raises(ValidationError, match="beschadigd"), transaction.atomic():
        HubImage.objects.create(title="Balie", file=ContentFile(data, "balie.jpg"))
    assert not HubImage.objects.exists()


def test_an_animation_is_stored_as_it_is(admin_client):
    assert add(admin_client, sent(moving("GIF"), "balie.gif")) == []
    assert stored()[1] == moving("GIF")


def raw(kind, orientation=1):
    """An image of before pictures were normalised: its file tells everything."""
    image = HubImage.objects.create(title="Balie", file=sent(saved(square(), kind), f"balie.{SUFFIXES[kind]}"))
    Path(image.file.path).write_bytes(telling(kind, orientation))
    return image


@pytest.mark.parametrize("kind", STILL)
@pytest.mark.parametrize(
    "spec",
    [
        "max-30x30",
        "width-30|format-jpeg",
        "width-30|format-png",
        "width-30|format-webp",
        "width-30|format-avif",
        "original",
    ],
)
def test_a_rendition_tells_nothing_whatever_its_original_tells(kind, spec):
    rendition = raw(kind).get_rendition(spec)
    data = Path(rendition.file.path).read_bytes()
    assert not [secret for secret in SECRETS if secret in data]
    assert not {"exif", "xmp", "comment"} & opened(data).info.keys()
    assert opened(data).size == (rendition.width, rendition.height)


def test_renditions_are_made_one_at_a_time(monkeypatch):
    """Each decodes the whole original: ten at a time take ten times its memory. Wagtail makes three at a time."""
    busy, most = [], []
    run = Filter.run

    def watched(*arguments, **options):
        busy.append(1)
        most.append(len(busy))
        sleep(0.002)  # others would come in now
        try:
            return run(*arguments, **options)
        finally:
            busy.pop()

    monkeypatch.setattr(Filter, "run", watched)
    raw("JPEG").get_renditions(*[f"width-{width}" for width in range(10, 30)])
    assert most == [1] * 20


def test_an_original_that_got_damaged_is_shown_as_missing(admin_client):
    image = raw("PNG")
    Path(image.file.path).write_bytes(telling("PNG")[:300])
    with pytest.raises(SourceImageIOError):
        image.get_rendition("width-10")
    for address in (reverse("wagtailimages:index"), reverse("wagtailimages:edit", args=[image.pk])):
        assert admin_client.get(address).status_code == 200
