"""What those who watch over the site are told."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from operations.health import Health
from search.engines.models import IndexHost
from search.indexing import outbox
from search.indexing.models import OutboxEvent

pytestmark = pytest.mark.django_db(transaction=True)

TOKEN = "t" * 40


@pytest.fixture
def operator(settings):
    settings.HEALTH_TOKEN = TOKEN
    return Client(headers={"authorization": f"Bearer {TOKEN}"})


@pytest.fixture
def stranger(client, monkeypatch):
    monkeypatch.setattr(Health, "_last", None)
    return client


@pytest.mark.parametrize("authorization", ["", "Bearer", "Bearer ", f"Bearer {TOKEN}x", f"Basic {TOKEN}", TOKEN])
def test_a_stranger_learns_no_more_than_that_something_is_wrong(operator, stranger, authorization):
    assert let_wait(operator, 601)[0] == 500
    response = stranger.get("/gezond/?format=json", headers={"authorization": authorization})
    assert (response.status_code, response.content) == (500, b"not ok\n")


@pytest.mark.parametrize("authorization", ["", "Bearer", "Bearer "])
def test_without_a_token_nobody_has_it(settings, stranger, authorization):
    settings.HEALTH_TOKEN = ""
    assert stranger.get("/gezond/", headers={"authorization": authorization}).content == b"ok\n"


def test_a_superuser_reads_what_is_wrong(operator, admin_client):
    let_wait(operator, 61)
    assert "Changes wait" in admin_client.get("/gezond/?format=text").content.decode()


def test_strangers_cannot_make_the_site_look_into_it_all_the_time(stranger, django_assert_num_queries):
    assert stranger.get("/gezond/").content == b"ok\n"
    with django_assert_num_queries(0):
        assert stranger.get("/gezond/").content == b"ok\n"


def let_wait(client, seconds, **fields):
    outbox.enqueue(["solution-1"])
    OutboxEvent.objects.update(created=timezone.now() - dt.timedelta(seconds=seconds), **fields)
    response = client.get("/gezond/?format=json")
    return response.status_code, response.json()["SearchOutbox()"]


def test_a_sign_of_life_asks_nobody_else(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/gezond/actief/")
    assert (response.status_code, response.content) == (200, b"ok\n")


def test_all_is_well_when_changes_wait_for_seconds(operator):
    assert let_wait(operator, 5) == (200, "OK")


def test_a_minute_is_a_warning_that_keeps_the_site_in_service(operator):
    status, told = let_wait(operator, 61)
    assert status == 200
    assert told.startswith("Warning: Changes wait. lexicon: 61 s")


def test_ten_minutes_are_a_failure(operator):
    status, told = let_wait(operator, 601)
    assert status == 500
    assert told.startswith("Unavailable: Changes wait too long.")


def test_what_was_given_up_is_a_warning(operator):
    status, told = let_wait(operator, 5, dead=True)
    assert (status, told) == (200, "Warning: Changes that were given up: 1")


def test_a_host_whose_index_is_behind_is_named(operator):
    now = timezone.now()
    IndexHost.objects.create(
        pk="a" * 16, engine="embedded", name="web-2", seen=now, waiting=3, waiting_since=now - dt.timedelta(seconds=90)
    )
    told = operator.get("/gezond/?format=json").json()["SearchOutbox()"]
    assert told.startswith("Warning: Changes wait. embedded on web-2: 90 s")


def test_an_engine_that_is_not_configured_worries_nobody(operator):
    OutboxEvent.objects.create(
        key="solution-1",
        consumer="elastic",
        version=1,
        created=timezone.now() - dt.timedelta(hours=1),
        next_try=timezone.now(),
    )
    assert operator.get("/gezond/?format=json").json()["SearchOutbox()"] == "OK"
