"""What came with the map, the figures, the comparison and the house style, tried by who may not."""

import pytest
from django.conf import settings as django_settings
from django.test import Client

from hub.models import BrandSettings
from solutions.models import SolutionPage

pytestmark = pytest.mark.django_db
HOUSE_STYLE = "/beheer/settings/hub/brandsettings/"


def test_no_new_page_tells_an_editor_elsewhere_of_a_draft(delft, venray):
    number, live = delft.draft.pk, venray.live.pk
    for address in (f"/vergelijken/?o={number}&o={live}", f"/vergelijken/csv/?o={number}", "/kaart/", "/cijfers/",
                    "/cijfers/oplossingen.csv", f"/vergelijken/?o={live}&zoek=Geheim"):  # fmt: skip
        html = venray.client.get(address).content.decode()
        assert "Geheim concept van Delft" not in html, address
    assert venray.client.get(f"/kaart/?o={number}").status_code == 404


def test_keeping_the_draft_of_another_keeps_nothing_and_changes_no_page(delft, venray):
    before = list(SolutionPage.objects.order_by("pk").values_list("pk", "live", "title"))
    venray.client.post("/vergelijken/bewaren/", {"o": [str(delft.draft.pk)]})
    assert "Geheim concept" not in venray.client.get("/oplossingen/").content.decode()
    assert list(SolutionPage.objects.order_by("pk").values_list("pk", "live", "title")) == before


def test_a_session_that_was_planted_is_not_taken_up_by_keeping(delft):
    """A cookie with an identity that an attacker chose becomes another one, or it would be theirs to read."""
    planted = "a" * 32
    visitor = Client()
    visitor.cookies[django_settings.SESSION_COOKIE_NAME] = planted
    visitor.post("/vergelijken/bewaren/", {"o": [str(delft.live.pk)]})
    assert visitor.cookies[django_settings.SESSION_COOKIE_NAME].value != planted


def test_visitors_and_editors_of_a_municipality_change_no_address_of_contact(delft):
    values = {"site_name": "Gekaapt", "contact_email": "aanvaller@example.org"}
    for client in (Client(), delft.client):
        for address in (HOUSE_STYLE, f"{HOUSE_STYLE}1/"):
            assert client.post(address, values).status_code in {302, 403, 404}
    assert not BrandSettings.objects.filter(contact_email="aanvaller@example.org").exists()
