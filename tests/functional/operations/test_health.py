"""What those who watch over the site are told."""

import datetime as dt

import pytest
from django.utils import timezone

from search.engines.models import IndexHost
from search.indexing import outbox
from search.indexing.models import OutboxEvent

pytestmark = pytest.mark.django_db(transaction=True)


def let_wait(client, seconds, **fields):
    outbox.enqueue(["solution-1"])
    OutboxEvent.objects.update(created=timezone.now() - dt.timedelta(seconds=seconds), **fields)
    response = client.get("/gezond/?format=json")
    return response.status_code, response.json()["SearchOutbox()"]


def test_a_sign_of_life_asks_nobody_else(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/gezond/actief/")
    assert (response.status_code, response.content) == (200, b"ok\n")


def test_all_is_well_when_changes_wait_for_seconds(client):
    assert let_wait(client, 5) == (200, "OK")


def test_a_minute_is_a_warning_that_keeps_the_site_in_service(client):
    status, told = let_wait(client, 61)
    assert status == 200
    assert told.startswith("Warning: Changes wait. lexicon: 61 s")


def test_ten_minutes_are_a_failure(client):
    status, told = let_wait(client, 601)
    assert status == 500
    assert told.startswith("Unavailable: Changes wait too long.")


def test_what_was_given_up_is_a_warning(client):
    status, told = let_wait(client, 5, dead=True)
    assert (status, told) == (200, "Warning: Changes that were given up: 1")


def test_a_host_whose_index_is_behind_is_named(client):
    now = timezone.now()
    IndexHost.objects.create(
        pk="a" * 16, engine="embedded", name="web-2", seen=now, waiting=3, waiting_since=now - dt.timedelta(seconds=90)
    )
    told = client.get("/gezond/?format=json").json()["SearchOutbox()"]
    assert told.startswith("Warning: Changes wait. embedded on web-2: 90 s")


def test_an_engine_that_is_not_configured_worries_nobody(client):
    OutboxEvent.objects.create(
        key="solution-1",
        consumer="elastic",
        version=1,
        created=timezone.now() - dt.timedelta(hours=1),
        next_try=timezone.now(),
    )
    assert client.get("/gezond/?format=json").json()["SearchOutbox()"] == "OK"
