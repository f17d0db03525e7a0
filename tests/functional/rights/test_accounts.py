"""Guessing passwords, asking for links and taking over an account by its address: limited, and told."""

import datetime as dt
import re

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hub.models import User
from operations.tasks import do_next_task

pytestmark = pytest.mark.django_db

PASSWORD = "een heel lang wachtwoord"
LOGIN = "wagtailadmin_login"
RESET = "wagtailadmin_password_reset"


@pytest.fixture
def person(delft):
    delft.editor.set_password(PASSWORD)
    delft.editor.save()
    return delft.editor


def logs_in(person, password=PASSWORD, address="192.0.2.1"):
    client = Client(REMOTE_ADDR=address)
    client.post(reverse(LOGIN), {"username": person.get_username(), "password": password})
    return "_auth_user_id" in client.session


def work():
    while do_next_task():
        pass


def test_who_guesses_too_often_must_wait_even_with_the_right_password(person):
    with time_machine.travel(timezone.now()) as clock:
        for number in range(10):
            assert not logs_in(person, "fout", f"192.0.2.{number}")
        assert not logs_in(person, PASSWORD, "198.51.100.1")
        clock.shift(dt.timedelta(minutes=16))
        assert logs_in(person)


def test_one_address_that_guesses_at_many_accounts_is_stopped_before_a_password_is_hashed(person, monkeypatch):
    for number in range(30):
        Client(REMOTE_ADDR="192.0.2.1").post(reverse(LOGIN), {"username": f"iemand{number}", "password": "fout"})
    monkeypatch.setattr("django.contrib.auth.backends.ModelBackend.authenticate", lambda *args, **kwargs: 1 / 0)
    response = Client(REMOTE_ADDR="192.0.2.1").post(reverse(LOGIN), {"username": "nog iemand", "password": "fout"})
    assert "kwartier" in response.content.decode()


def test_the_login_for_restricted_pages_leads_to_the_one_with_limits(person):
    client, address = Client(), reverse("wagtailcore_login")
    answers = [client.post(address, {"username": person.get_username(), "password": PASSWORD}), client.get(address)]
    assert {(answer.status_code, answer.url) for answer in answers} == {(302, reverse(LOGIN))}
    assert "_auth_user_id" not in client.session
    assert client.get(f"{address}?next=/nieuws/").url == f"{reverse(LOGIN)}?next=/nieuws/"


def test_logging_in_often_is_no_guessing(person):
    assert all(logs_in(person) for _time in range(12))


def test_a_link_comes_by_the_queue_and_works(person):
    response = Client().post(reverse(RESET), {"email": person.email})
    assert response.status_code == 302
    assert mail.outbox == []
    work()
    (sent,) = mail.outbox
    assert sent.to == [person.email]
    path = re.search(r"/beheer/password_reset/confirm/\S+", sent.body)[0]
    assert Client().get(path, follow=True).status_code == 200


def test_links_to_one_mailbox_and_from_one_visitor_are_limited_and_say_nothing(person):
    answers = {Client(REMOTE_ADDR=f"192.0.2.{n}").post(reverse(RESET), {"email": person.email}).url for n in range(6)}
    answers.add(Client().post(reverse(RESET), {"email": "niemand@example.org"}).url)
    work()
    assert len(answers) == 1
    assert len(mail.outbox) == 3


def account(client, person, **changes):
    page = BeautifulSoup(client.get(reverse("wagtailadmin_account")).content, "html.parser")
    fields = page.select("form input[name], form select[name]")
    values = {
        field["name"]: field.get("value", "") for field in fields if field.get("type") not in {"file", "checkbox"}
    }
    values |= {"name_email-first_name": "Rik", "name_email-last_name": "Redacteur", "theme-theme": "system"}
    values |= {"theme-density": "default", "theme-contrast": "system", "locale-preferred_language": "nl"}
    values |= {"locale-current_time_zone": "Europe/Amsterdam", **changes}
    response = client.post(reverse("wagtailadmin_account"), values)
    refused = "Vul uw huidige wachtwoord in" in response.content.decode()
    return User.objects.get(pk=person.pk).email, refused


def test_another_address_asks_for_the_password_and_the_old_one_is_told(person):
    client = Client()
    client.force_login(person)
    before = person.email
    assert account(client, person, **{"email-email": "dief@example.org"}) == (before, True)
    assert account(client, person, **{"name_email-email": "dief@example.org"}) == (before, False)
    changed = {"email-email": "nieuw@example.org", "email-current_password": PASSWORD}
    assert account(client, person, **changed) == ("nieuw@example.org", False)
    work()
    (sent,) = mail.outbox
    assert sent.to == [before]
    assert "gewijzigd" in sent.subject


def test_a_session_that_was_left_open_does_not_find_the_password_out(person):
    client = Client()
    client.force_login(person)
    new = {"password-new_password1": "nieuw en heel lang", "password-new_password2": "nieuw en heel lang"}
    for number in range(5):
        account(client, person, **{**new, "password-old_password": f"fout {number}"})
        account(client, person, **{"email-email": "dief@example.org", "email-current_password": f"fout {number}"})
    account(client, person, **{**new, "password-old_password": PASSWORD})
    changed = {"email-email": "dief@example.org", "email-current_password": PASSWORD}
    assert account(client, person, **changed)[0] == person.email
    assert User.objects.get(pk=person.pk).check_password(PASSWORD)
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=16)):
        client.force_login(person)
        account(client, person, **{**new, "password-old_password": PASSWORD})
    assert User.objects.get(pk=person.pk).check_password("nieuw en heel lang")


def test_a_wrong_old_password_is_said_at_its_field(person):
    client = Client()
    client.force_login(person)
    new = {"password-new_password1": "nieuw en heel lang", "password-new_password2": "nieuw en heel lang"}
    values = {**new, "password-old_password": "fout"}
    assert "Uw oude wachtwoord" in account_page(client, **values)


def account_page(client, **values):
    return client.post(reverse("wagtailadmin_account"), values).content.decode()
