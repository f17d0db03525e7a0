"""Public text travels compressed; what only one person may see, and what is compressed already, does not."""

import gzip

import pytest
from django.contrib.auth import get_user_model
from django.http import FileResponse, HttpResponse
from django.test import Client, RequestFactory

from hub.middleware import CompressPublicPages

pytestmark = pytest.mark.django_db
TEXT = "Ontdek wat elders werkt. " * 40
BROWSER = {"accept-encoding": "gzip, deflate, br", "host": "testserver"}


def through_the_middleware(response, path="/"):
    return CompressPublicPages(lambda request: response)(RequestFactory(headers=BROWSER).get(path))


@pytest.mark.parametrize(
    "path", ["/", "/zoeken/?q=melding", "/over/", "/sitemap.xml", "/feeds/nieuws/", "/bestaat-niet/"]
)
def test_a_page_travels_compressed_to_who_can_read_that(path):
    plain, packed = Client().get(path), Client(headers=BROWSER).get(path)
    assert "Content-Encoding" not in plain
    assert packed["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed["Vary"]
    assert int(packed["Content-Length"]) == len(packed.content) < len(plain.content)
    assert gzip.decompress(packed.content)[:200] == plain.content[:200]


def test_the_same_page_has_another_length_each_time():
    """Who watches the lengths learns nothing from a page that repeats what was asked."""
    lengths = {len(Client(headers=BROWSER).get("/over/").content) for _time in range(12)}
    assert len(lengths) > 1


@pytest.mark.parametrize("path", ["/beheer/", "/beheer/login/", "/beheer/pages/"])
def test_the_admin_is_not_compressed(path):
    client = Client(headers=BROWSER)
    client.force_login(get_user_model().objects.create_superuser("sjoukje", "s@vng.example", "geheim"))
    assert "Content-Encoding" not in client.get(path, follow=True)


def test_a_page_made_for_who_is_logged_in_is_not_compressed(rf):
    request = rf.get("/", headers=BROWSER)
    request.session = Client().session
    request.session["_auth_user_id"] = "1"
    request.session.accessed = True
    assert "Content-Encoding" not in CompressPublicPages(lambda _: HttpResponse(TEXT))(request)


def test_a_visitor_who_only_chose_a_municipality_gets_compressed_pages(rf):
    request = rf.get("/", headers=BROWSER)
    request.session = Client().session
    request.session["mine"] = "GM0503"
    request.session.accessed = True
    assert CompressPublicPages(lambda _: HttpResponse(TEXT))(request)["Content-Encoding"] == "gzip"


@pytest.mark.parametrize("kind", ["application/pdf", "image/webp", "font/woff2", "application/zip"])
def test_a_file_is_sent_as_it_is(kind, tmp_path):
    (tmp_path / "bestand").write_bytes(b"0" * 5_000)
    with (tmp_path / "bestand").open("rb") as file:
        answer = through_the_middleware(FileResponse(file, content_type=kind))
        assert "Content-Encoding" not in answer
        assert b"".join(answer.streaming_content) == b"0" * 5_000


@pytest.mark.parametrize(
    "kind", ["application/json", "application/atom+xml; charset=utf-8", "image/svg+xml", "text/calendar"]
)
def test_other_text_is_compressed_too(kind):
    assert through_the_middleware(HttpResponse(TEXT, content_type=kind))["Content-Encoding"] == "gzip"
