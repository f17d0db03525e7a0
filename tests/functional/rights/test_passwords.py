"""The passwords of restricted pages and documents: not to be guessed, and asked only for what they open."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import CollectionViewRestriction, PageViewRestriction

pytestmark = pytest.mark.django_db

PASSWORD = "open de deur"


@pytest.fixture
def restriction(delft):
    return PageViewRestriction.objects.create(page=delft.page, restriction_type="password", password=PASSWORD)


def page_door(restriction, page):
    return reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, page.pk])


def knock(door, password=PASSWORD, address="192.0.2.1", return_url="/"):
    return Client(REMOTE_ADDR=address).post(door, {"password": password, "return_url": return_url})


def test_the_right_password_opens_the_page(delft, restriction):
    visitor = Client()
    asked = visitor.get(delft.live.url).content.decode()
    assert "Wachtwoord nodig" in asked
    assert delft.live.title not in asked
    response = visitor.post(page_door(restriction, delft.live), {"password": PASSWORD, "return_url": delft.live.url})
    assert response.url == delft.live.url
    assert delft.live.title in visitor.get(delft.live.url).content.decode()


def test_a_wrong_password_is_told_at_the_field(delft, restriction):
    response = knock(page_door(restriction, delft.live), "fout", return_url=delft.live.url)
    content = response.content.decode()
    assert "Dit wachtwoord is niet juist" in content
    assert f'value="{delft.live.url}"' in content


def test_who_guesses_too_often_must_wait_even_with_the_right_password(delft, restriction):
    door = page_door(restriction, delft.live)
    with time_machine.travel(timezone.now()) as clock:
        for _ in range(10):
            assert knock(door, "fout").status_code == 200
        refused = knock(door, return_url=delft.live.url)
        assert refused.status_code == 429
        assert "kwartier" in refused.content.decode()
        assert f'value="{delft.live.url}"' in refused.content.decode()
        assert knock(door, address="192.0.2.2").status_code == 302
        clock.shift(dt.timedelta(minutes=16))
        assert knock(door).status_code == 302


def test_guessing_from_many_addresses_is_stopped_too(delft, restriction):
    door = page_door(restriction, delft.live)
    for number in range(200):
        knock(door, "fout", f"192.0.{2 + number // 10}.1")
    assert knock(door, address="198.51.100.1").status_code == 429


def test_the_form_is_for_live_pages_behind_that_password_only(delft, venray, restriction):
    visitor = Client()
    assert visitor.get(page_door(restriction, delft.live)).status_code == 200
    for page in (delft.draft, venray.live, venray.draft):
        assert visitor.get(page_door(restriction, page)).status_code == 404
    restriction.restriction_type = "login"
    restriction.save()
    assert visitor.get(page_door(restriction, delft.live)).status_code == 404


def test_passwords_of_documents_are_as_safe(delft):
    found = CollectionViewRestriction.objects.create(
        collection=delft.collection, restriction_type="password", password=PASSWORD
    )
    door = reverse("wagtaildocs_authenticate_with_password", args=[found.pk])
    assert "Wachtwoord nodig" in Client().get(door).content.decode()
    for _ in range(10):
        knock(door, "fout")
    assert knock(door).status_code == 429
    assert knock(door, address="192.0.2.2").status_code == 302
