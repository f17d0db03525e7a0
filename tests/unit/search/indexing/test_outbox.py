"""The outbox by itself: one transaction with the change, one event per object and engine, leases, dead letters."""

import datetime as dt

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from search.engines.elastic.client import WRITE_TIMEOUT
from search.engines.models import IndexTarget
from search.engines.registry import outbox_consumers
from search.indexing import outbox
from search.indexing.models import ObjectVersion, OutboxEvent

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

KEY = "solution-12"


@pytest.fixture(autouse=True)
def elastic():
    """An engine that all hosts share, beside the lexicon."""
    IndexTarget.objects.create(engine="elastic", name="verderbouwen-20261123000000-00000000", state="live")


def versions():
    return dict(ObjectVersion.objects.values_list("key", "version"))


def waiting(consumer="elastic"):
    return list(OutboxEvent.objects.filter(consumer=consumer).order_by("key").values_list("key", flat=True))


class ChangeOfMind(Exception):
    """What a visitor, a constraint or a crash may do halfway a transaction."""


@transaction.atomic
def change_and_roll_back():
    outbox.enqueue([KEY, "solution-13"])
    raise ChangeOfMind


def test_a_change_that_is_rolled_back_leaves_neither_version_nor_event():
    outbox.enqueue([KEY])
    before = versions()
    OutboxEvent.objects.all().delete()
    with pytest.raises(ChangeOfMind):
        change_and_roll_back()
    assert versions() == before
    assert waiting() == []


def test_ten_changes_of_one_object_are_one_event_and_ten_versions():
    seen = []
    with time_machine.travel(timezone.now(), tick=False):
        for _change in range(10):
            outbox.enqueue([KEY])
            seen.append(versions()[KEY])
    assert seen == [seen[0] + change for change in range(10)]
    assert waiting() == [KEY]
    assert OutboxEvent.objects.get(consumer="elastic").version == seen[-1]


def test_a_version_is_the_moment_of_the_change_in_milliseconds():
    with time_machine.travel(dt.datetime(2026, 11, 30, 12, 0, tzinfo=dt.UTC), tick=False):
        outbox.enqueue([KEY])
    assert outbox.changed_at(versions()[KEY]) == dt.datetime(2026, 11, 30, 12, 0, tzinfo=dt.UTC)


def test_a_clock_that_goes_back_lowers_no_version():
    with time_machine.travel(timezone.now(), tick=False) as clock:
        outbox.enqueue([KEY])
        before = versions()[KEY]
        clock.shift(dt.timedelta(hours=-1))
        outbox.enqueue([KEY])
    assert versions()[KEY] == before + 1


def test_superseding_goes_above_what_an_engine_holds():
    far = outbox.versions_of([KEY])[KEY] + 10**15
    outbox.supersede({KEY: far})
    assert versions()[KEY] > far
    assert waiting() == [KEY]


def test_a_key_that_is_named_twice_counts_once():
    with time_machine.travel(timezone.now(), tick=False):
        outbox.enqueue([KEY, KEY])
        once = versions()[KEY]
        outbox.enqueue(["solution-13"])
    assert versions()["solution-13"] == once


def test_the_marker_moves_with_every_change():
    seen = {outbox.change_marker()}
    for keys in ([KEY], [KEY], ["solution-13"]):
        outbox.enqueue(keys)
        seen.add(outbox.change_marker())
    assert len(seen) == 4


def test_more_keys_than_one_statement_holds_are_all_recorded():
    keys = [f"article-{number}" for number in range(400)]
    outbox.enqueue(keys)
    assert set(waiting()) == set(keys)
    assert set(versions()) == set(keys)


def test_every_engine_and_the_lexicon_hear_of_a_change():
    outbox.enqueue([KEY])
    assert sorted(OutboxEvent.objects.values_list("consumer", flat=True)) == ["elastic", "lexicon"]


def test_an_engine_with_a_target_hears_of_a_change_even_where_it_is_not_configured(settings):
    settings.ELASTICSEARCH_URL = ""
    assert outbox_consumers() == ["elastic", "lexicon"]


def test_a_claimed_event_is_not_claimed_again_until_its_lease_ends():
    outbox.enqueue([KEY])
    with time_machine.travel(timezone.now(), tick=False) as clock:
        assert outbox.claim("elastic").keys == (KEY,)
        assert outbox.claim("elastic") is None
        clock.shift(outbox.LEASE + dt.timedelta(seconds=1))
        assert outbox.claim("elastic").keys == (KEY,)


def test_a_claim_takes_no_more_than_its_limit_and_the_longest_waiting_first():
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for number in range(3):
            outbox.enqueue([f"article-{number}"])
            clock.shift(dt.timedelta(seconds=1))
        assert outbox.claim("elastic", limit=2).keys == ("article-0", "article-1")


def test_claiming_for_one_engine_leaves_the_others_their_events():
    outbox.enqueue([KEY])
    outbox.claim("elastic")
    assert outbox.claim("lexicon").keys == (KEY,)


def test_what_was_written_is_acknowledged():
    outbox.enqueue([KEY])
    outbox.acknowledge("elastic", versions())
    assert waiting() == []
    assert waiting("lexicon") == [KEY]


def test_a_later_version_than_the_event_asks_for_acknowledges_it_too():
    outbox.enqueue([KEY])
    outbox.acknowledge("elastic", {KEY: versions()[KEY] + 1})
    assert waiting() == []


def test_a_change_after_the_claim_keeps_the_event_and_makes_it_due_at_once():
    outbox.enqueue([KEY])
    outbox.claim("elastic")
    written = versions()
    outbox.enqueue([KEY])
    outbox.acknowledge("elastic", written)
    assert outbox.claim("elastic").keys == (KEY,)


def test_a_worker_whose_lease_was_taken_over_still_acknowledges_what_it_wrote():
    outbox.enqueue([KEY])
    with time_machine.travel(timezone.now(), tick=False) as clock:
        outbox.claim("elastic")
        written = versions()
        clock.shift(outbox.LEASE + dt.timedelta(seconds=1))
        assert outbox.claim("elastic").keys == (KEY,)
        outbox.acknowledge("elastic", written)
        assert waiting() == []


def test_a_renewed_lease_begins_again_but_not_for_what_changed_since():
    outbox.enqueue([KEY, "solution-13"])
    with time_machine.travel(timezone.now(), tick=False) as clock:
        claimed = outbox.claim("elastic")
        outbox.enqueue(["solution-13"])
        clock.shift(outbox.LEASE - dt.timedelta(seconds=1))
        outbox.renew(claimed)
        clock.shift(outbox.LEASE - dt.timedelta(seconds=1))
        assert outbox.claim("elastic").keys == ("solution-13",)


def test_a_lease_is_longer_than_any_request_to_an_engine():
    assert outbox.LEASE.total_seconds() > WRITE_TIMEOUT


def test_failures_wait_ever_longer_and_end_as_a_dead_letter():
    outbox.enqueue([KEY])
    waits = []
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _try in range(outbox.MOST_TRIES):
            outbox.claim("elastic")
            outbox.fail("elastic", KEY, versions()[KEY], "mapper_parsing_exception")
            event = OutboxEvent.objects.get(consumer="elastic")
            waits.append((event.next_try - timezone.now()).total_seconds())
            assert outbox.claim("elastic") is None
            clock.shift(dt.timedelta(seconds=waits[-1]))
        assert waits == [2, 4, 8, 16, 32, 64, 128, 256]
        assert (event.dead, event.error) == (True, "mapper_parsing_exception")
        assert outbox.claim("elastic") is None


def test_the_failure_of_an_older_version_is_no_failure_of_a_newer_one():
    outbox.enqueue([KEY])
    older = versions()[KEY]
    outbox.enqueue([KEY])
    outbox.fail("elastic", KEY, older, "too long")
    assert OutboxEvent.objects.get(consumer="elastic").tries == 0


def test_a_dead_letter_lives_again_when_its_object_changes():
    outbox.enqueue([KEY])
    OutboxEvent.objects.update(dead=True, tries=8)
    outbox.enqueue([KEY])
    assert outbox.claim("elastic").keys == (KEY,)


def test_dead_letters_are_retried_on_demand():
    outbox.enqueue([KEY, "solution-13"])
    OutboxEvent.objects.filter(key=KEY).update(dead=True, tries=8)
    assert outbox.retry_dead_letters("elastic") == 1
    assert set(outbox.claim("elastic").keys) == {KEY, "solution-13"}
    assert outbox.claim("lexicon").keys == ("solution-13",)


def test_released_events_are_due_at_once_and_have_not_aged():
    outbox.enqueue([KEY])
    outbox.release(outbox.claim("elastic"))
    assert outbox.claim("elastic").keys == (KEY,)
    assert OutboxEvent.objects.get(consumer="elastic").tries == 0


def test_the_age_of_an_event_is_that_of_the_first_change_nobody_took_in():
    with time_machine.travel(timezone.now(), tick=False) as clock:
        begun = timezone.now()
        outbox.enqueue([KEY])
        clock.shift(dt.timedelta(minutes=5))
        outbox.enqueue([KEY])
        assert OutboxEvent.objects.get(consumer="elastic").created == begun


def test_requeueing_lets_one_engine_take_in_the_same_version():
    outbox.requeue("elastic", [KEY])
    assert waiting() == [KEY]
    assert waiting("lexicon") == []
    assert outbox.versions_of([KEY]) == {KEY: 0}
