"""An address that is typed as a link: a page here is recognised, and told of only to who may know it."""

import pytest
from django.urls import reverse

from hub.models import Visibility

pytestmark = pytest.mark.django_db


def recognised(client, address):
    """What the dialog answers to an address: the title of a page, or "" when it stays an address."""
    form = {"external-link-chooser-url": address, "external-link-chooser-link_text": "lees"}
    answer = client.post(reverse("wagtailadmin_choose_page_external_link"), form).json()
    assert answer["step"] == "external_link_chosen", (address, answer["html"])
    return answer["result"].get("adminTitle", "")


def test_a_page_is_recognised_by_the_title_that_visitors_see(delft, venray):
    venray.live.title = "Nog niet openbare titel"
    venray.live.save_revision()
    for client in (delft.client, venray.client):
        assert recognised(client, venray.live.url) == "Openbare oplossing van Venray"


def test_a_page_that_an_editor_may_not_choose_stays_an_address(delft, venray):
    venray.live.visibility = Visibility.ORGANISATION
    venray.live.save()
    assert recognised(delft.client, venray.live.url) == ""
    assert recognised(venray.client, venray.live.url) == "Openbare oplossing van Venray"


@pytest.mark.parametrize("rest", ["?q=1", "#kop"])
def test_an_address_with_more_than_the_page_stays_as_it_is(delft, rest):
    assert recognised(delft.client, delft.live.url + rest) == ""
