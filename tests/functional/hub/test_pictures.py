"""Pictures on public pages: light formats first, with their size and their words; a lost file breaks nothing."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file

from hub.images.pictures import picture_of, words_of
from hub.models import HubImage
from organisations.participation.onboarding import onboard
from solutions.page.article import ARTICLES
from tests.factories import ExperiencePageFactory, NewsPageFactory, OrganisationFactory, ThemePageFactory
from tests.functional.solution_shelf import full_solution, picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def delft():
    return onboard(OrganisationFactory(name="Delft", code="GM0503", slug="delft"))


def shown(image, arguments=""):
    html = Template(f"{{% load picture_tags %}}{{% picture image {arguments} %}}").render(Context({"image": image}))
    return BeautifulSoup(html, "html.parser").picture


def lose(image):
    image.renditions.all().delete()
    image.file.storage.delete(image.file.name)


def test_avif_and_webp_come_before_what_every_browser_reads():
    found = shown(picture(size=(1200, 700)))
    assert [source["type"] for source in found("source")] == ["image/avif", "image/webp"]
    assert [part.split()[1] for part in found.source["srcset"].split(", ")] == ["420w", "840w"]
    assert found.img["src"].endswith(".png")
    assert (found.img["width"], found.img["height"]) == ("840", "489")
    assert found.img["alt"] == "Het meldformulier op een telefoon"


def test_only_the_first_is_fetched_at_once():
    image = picture()
    assert shown(image).img["loading"] == "lazy"
    assert not shown(image, "first=True").img.has_attr("loading")


def test_a_small_picture_is_not_made_larger_nor_named_twice():
    found = shown(picture(size=(300, 200)))
    assert found.img["width"] == "300"
    assert found.source["srcset"].count("300w") == 1


def test_a_name_of_a_file_is_never_read_out():
    image = HubImage(title="IMG_2024.jpg")
    assert words_of(image) == ""
    image.description = "Een balie"
    assert words_of(image) == "Een balie"
    image.contextual_alt_text = "De balie van Delft"
    assert words_of(image) == "De balie van Delft"
    image.decorative = True
    assert words_of(image) == ""


@pytest.mark.parametrize("damage", [lose, lambda image: image.file.storage.open(image.file.name, "wb").close()])
def test_a_file_that_is_gone_or_broken_leaves_no_picture(damage):
    image = picture()
    damage(image)
    assert picture_of(image) is None
    assert shown(image) is None


def test_no_page_breaks_when_every_picture_is_lost(client, delft):
    solution = full_solution(delft)
    block = [("figure", {"image": {"image": picture().pk, "alt_text": "", "decorative": True}, "caption": "Balie"})]
    pages = [
        solution,
        ExperiencePageFactory(parent=delft, slug="verhaal", image=picture(), body=[]),
        NewsPageFactory(slug="bericht", image=picture()),
        ThemePageFactory(slug="thema", image=picture()),
    ]
    pages[1].body = [("figure", pages[1].body.stream_block.child_blocks["figure"].to_python(block[0][1]))]
    pages[1].save_revision().publish()
    for page in pages:
        assert BeautifulSoup(client.get(page.url).content, "html.parser").main.picture, page.title
    for image in HubImage.objects.all():
        lose(image)
    ARTICLES.clear()
    for page in pages:
        response = client.get(page.url)
        assert response.status_code == 200
        assert not BeautifulSoup(response.content, "html.parser").main.picture


def test_who_uploads_a_picture_says_what_is_to_be_seen(admin_client):
    def upload(description):
        content = get_test_image_file("balie.png").file.getvalue()
        file = SimpleUploadedFile("balie.png", content, "image/png")
        data = {"title": "balie.png", "collection": 1, "description": description, "file": file}
        return admin_client.post(reverse("wagtailimages:add"), data)

    refused = upload("")
    assert list(refused.context["form"].errors) == ["description"]
    assert not HubImage.objects.exists()
    upload("De balie van Delft")
    assert HubImage.objects.get().description == "De balie van Delft"
