"""Blocks refuse what they must; the tree is made once and kept."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page, Site

from home.models import HomePage
from home.setup import ensure_site
from home.tree import REQUIRED_PAGES
from hub.blocks import LinkBlock, paragraphs
from hub.models import ContentPage
from hub.templatetags.hub_tags import icon


def test_plain_text_becomes_escaped_paragraphs():
    assert paragraphs("Eén <b>\n\nTwee\nregels") == [
        {"type": "paragraph", "value": "<p>Eén &lt;b&gt;</p>"},
        {"type": "paragraph", "value": "<p>Twee<br/>regels</p>"},
    ]


@pytest.mark.parametrize("value", [{"page": None, "url": ""}, {"page": None, "url": "geen adres"}])
def test_a_link_without_a_destination_is_refused(value):
    block = LinkBlock()
    with pytest.raises(ValidationError):
        block.clean(block.to_python({"text": "zie", **value}))


def test_a_link_to_an_address_is_accepted():
    block = LinkBlock()
    assert (
        block.clean(block.to_python({"text": "zie", "page": None, "url": "https://vng.nl"}))["url"] == "https://vng.nl"
    )


def test_an_icon_is_hidden_from_screen_readers():
    assert 'aria-hidden="true"' in icon("search")
    assert "icons.svg#search" in icon("search")


def test_a_site_has_its_pages_and_a_second_time_nothing_changes(empty_database):
    assert not HomePage.objects.exists()
    ensure_site("verderbouwen.example", 443)
    page = ContentPage.objects.get(slug="over")
    page.title = "Over ons"
    page.save_revision().publish()
    count = Page.objects.count()
    ensure_site("verderbouwen.example", 443)
    assert Page.objects.count() == count
    assert ContentPage.objects.get(slug="over").title == "Over ons"
    assert Site.objects.get().root_page == HomePage.objects.get().page_ptr
    assert set(ContentPage.objects.values_list("slug", flat=True)) == {required.slug for required in REQUIRED_PAGES}


@pytest.mark.django_db
def test_an_unknown_address_offers_a_way_on(client):
    response = client.get("/bestaat-niet/")
    assert response.status_code == 404
    assert "Pagina niet gevonden" in response.content.decode()
    assert 'action="/zoeken/"' in response.content.decode()
