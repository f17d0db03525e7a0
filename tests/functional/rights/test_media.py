"""Uploaded files: renditions are for everyone who knows their name, and nothing else leaves by an address."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from hub.models import HubRendition

pytestmark = pytest.mark.django_db

WAYS_OUT = (
    "/media/{}",
    "/media/images/../../{}",
    "/media/images/%2e%2e/%2e%2e/{}",
    "/media/images/..%2f..%2f{}",
    "/media/images//{}",
    "/media/images/x/../../../{}",
    "/media/renditions/../{}",
)


@pytest.fixture
def picture(delft):
    return delft.image.get_rendition("width-40")


def test_a_rendition_is_served_and_may_be_cached(client, picture):
    response = client.get(picture.url)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    assert response["Cache-Control"] == "public, max-age=86400"
    assert b"".join(response.streaming_content) == Path(picture.file.path).read_bytes()


@pytest.mark.parametrize("way", WAYS_OUT)
def test_no_address_leads_to_originals_and_documents(client, delft, picture, way):
    for file in (delft.image.file, delft.document.file):
        assert default_storage.exists(file.name)
        assert client.get(way.format(file.name)).status_code in {301, 404}


def test_a_file_without_a_row_is_not_served(client, picture):
    storage, name = picture.file.storage, picture.file.name
    HubRendition.objects.all().delete()
    storage.save(name, ContentFile(b"nobody knows it"))
    assert storage.exists(name)
    assert client.get(f"/media/{name}").status_code == 404


def test_a_private_file_has_no_address(delft):
    for file in (delft.image.file, delft.document.file):
        with pytest.raises(NotImplementedError):
            file.url  # noqa: B018


def test_renditions_are_kept_apart_from_what_is_private(delft, picture):
    private, public = Path(delft.image.file.path), Path(picture.file.path)
    assert public.parents[1] == Path(settings.MEDIA_ROOT) / "renditions"
    assert public.parents[1] not in private.parents


def test_the_address_of_a_picture_cannot_be_guessed_from_another(delft):
    """The picture of a draft keeps its name to itself, whatever its file was called."""
    names = [delft.image.get_rendition(spec).file.name for spec in ("width-40", "width-41")]
    parts = [re.search(r"\.([0-9a-f]{24})\.png$", name)[1] for name in names]
    assert len(set(parts)) == 2


def test_a_long_file_name_leaves_room_for_what_cannot_be_guessed(delft):
    name = HubRendition(image=delft.image).get_upload_to("v" * 300 + ".jpg")
    assert len(name) == 100
    assert re.fullmatch(r"images/v+\.[0-9a-f]{24}\.jpg", name)
