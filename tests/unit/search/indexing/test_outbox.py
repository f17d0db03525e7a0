"""The outbox by itself: one transaction with the change, one event per object and engine, leases, dead letters."""

import datetime as dt

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from search.engines.models import IndexTarget
from search.engines.registry import engines_to_serve
from search.indexing import outbox
from search.indexing.models import IndexEvent, IndexState

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

KEY = "solution-12"


def versions():
    return dict(IndexState.objects.values_list("key", "version"))


def waiting(engine="embedded"):
    return list(IndexEvent.objects.filter(engine=engine).order_by("key").values_list("key", flat=True))


class ChangeOfMind(Exception):
    """What a visitor, a constraint or a crash may do halfway a transaction."""


@transaction.atomic
def change_and_roll_back():
    outbox.enqueue([KEY, "solution-13"])
    raise ChangeOfMind


def test_a_change_that_is_rolled_back_leaves_neither_version_nor_event():
    outbox.enqueue([KEY])
    IndexEvent.objects.all().delete()
    with pytest.raises(ChangeOfMind):
        change_and_roll_back()
    assert versions() == {KEY: 1}
    assert waiting() == []


def test_ten_changes_of_one_object_are_one_event_and_ten_versions():
    for _change in range(10):
        outbox.enqueue([KEY])
    assert versions() == {KEY: 10}
    assert waiting() == [KEY]


def test_a_key_that_is_named_twice_counts_once():
    outbox.enqueue([KEY, KEY])
    assert versions() == {KEY: 1}


def test_more_keys_than_one_statement_holds_are_all_recorded():
    keys = [f"article-{number}" for number in range(400)]
    outbox.enqueue(keys)
    assert set(waiting()) == set(keys)
    assert set(versions().values()) == {1}


def test_every_engine_and_the_lexicon_hear_of_a_change():
    outbox.enqueue([KEY])
    assert sorted(IndexEvent.objects.values_list("engine", flat=True)) == ["embedded", "lexicon"]


def test_an_engine_with_a_target_hears_of_a_change_even_where_it_is_not_configured(settings):
    settings.ELASTICSEARCH_URL = ""
    IndexTarget.objects.create(engine="elastic", name="verderbouwen-20261123000000-00000000")
    assert engines_to_serve() == ["elastic", "embedded", "lexicon"]


def test_a_claimed_event_is_not_claimed_again_until_its_lease_ends():
    outbox.enqueue([KEY])
    with time_machine.travel(timezone.now(), tick=False) as clock:
        assert outbox.claim("embedded").keys == (KEY,)
        assert outbox.claim("embedded") is None
        clock.shift(outbox.LEASE + dt.timedelta(seconds=1))
        assert outbox.claim("embedded").keys == (KEY,)


def test_a_claim_takes_no_more_than_its_limit_and_the_longest_waiting_first():
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for number in range(3):
            outbox.enqueue([f"article-{number}"])
            clock.shift(dt.timedelta(seconds=1))
        assert outbox.claim("embedded", limit=2).keys == ("article-0", "article-1")


def test_claiming_for_one_engine_leaves_the_others_their_events():
    outbox.enqueue([KEY])
    outbox.claim("embedded")
    assert outbox.claim("lexicon").keys == (KEY,)


def test_what_was_handled_is_settled():
    outbox.enqueue([KEY])
    claimed = outbox.claim("embedded")
    outbox.settle(claimed, claimed.keys)
    assert waiting() == []
    assert waiting("lexicon") == [KEY]


def test_a_change_after_the_claim_keeps_the_event_and_makes_it_due_at_once():
    outbox.enqueue([KEY])
    claimed = outbox.claim("embedded")
    outbox.enqueue([KEY])
    outbox.settle(claimed, claimed.keys)
    assert outbox.claim("embedded").keys == (KEY,)


def test_a_worker_whose_lease_was_taken_over_settles_nothing():
    outbox.enqueue([KEY])
    with time_machine.travel(timezone.now(), tick=False) as clock:
        slow = outbox.claim("embedded")
        clock.shift(outbox.LEASE + dt.timedelta(seconds=1))
        quick = outbox.claim("embedded")
        outbox.settle(slow, slow.keys)
        assert waiting() == [KEY]
        outbox.settle(quick, quick.keys)
        assert waiting() == []


def test_failures_wait_ever_longer_and_end_as_a_dead_letter():
    outbox.enqueue([KEY])
    waits = []
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _try in range(outbox.MOST_TRIES):
            outbox.fail(outbox.claim("embedded"), KEY, "mapper_parsing_exception")
            event = IndexEvent.objects.get(engine="embedded")
            waits.append((event.next_try - timezone.now()).total_seconds())
            assert outbox.claim("embedded") is None
            clock.shift(dt.timedelta(seconds=waits[-1]))
        assert waits == [2, 4, 8, 16, 32, 64, 128, 256]
        assert (event.dead, event.error) == (True, "mapper_parsing_exception")
        assert outbox.claim("embedded") is None


def test_a_dead_letter_lives_again_when_its_object_changes():
    outbox.enqueue([KEY])
    IndexEvent.objects.update(dead=True, tries=8)
    outbox.enqueue([KEY])
    assert outbox.claim("embedded").keys == (KEY,)


def test_dead_letters_are_revived_on_demand():
    outbox.enqueue([KEY, "solution-13"])
    IndexEvent.objects.filter(key=KEY).update(dead=True, tries=8)
    assert outbox.revive("embedded") == 1
    assert set(outbox.claim("embedded").keys) == {KEY, "solution-13"}
    assert outbox.claim("lexicon").keys == ("solution-13",)


def test_released_events_are_due_at_once_and_have_not_aged():
    outbox.enqueue([KEY])
    outbox.release(outbox.claim("embedded"))
    assert outbox.claim("embedded").keys == (KEY,)
    assert IndexEvent.objects.get(engine="embedded").tries == 0


def test_the_age_of_an_event_is_that_of_the_first_change_nobody_took_in():
    with time_machine.travel(timezone.now(), tick=False) as clock:
        begun = timezone.now()
        outbox.enqueue([KEY])
        clock.shift(dt.timedelta(minutes=5))
        outbox.enqueue([KEY])
        assert IndexEvent.objects.get(engine="embedded").created == begun


def test_requeueing_lets_one_engine_take_in_the_same_version():
    outbox.requeue("embedded", [KEY])
    assert waiting() == [KEY]
    assert waiting("lexicon") == []
    assert outbox.versions_of([KEY]) == {KEY: 0}
