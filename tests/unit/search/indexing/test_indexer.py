"""From events to engines, with an engine that fails in every way an engine can."""

import pytest
from django.utils import timezone

from search.engines.models import IndexTarget
from search.indexing import consumers, delivery, indexer, outbox
from search.indexing.consumers import consumer
from search.indexing.models import OutboxEvent
from search.query.engine import EngineUnavailable
from search.types import WriteFailure

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


class Engine:
    """Keeps what is written, and refuses on demand."""

    name = "elastic"
    host = ""
    is_local = False

    def __init__(self):
        self.held = {}
        self.away = False
        self.refuses = set()
        self.breaks_on = set()

    def write(self, target, writes):
        if self.away or any(one.key in self.breaks_on for one in writes):
            raise EngineUnavailable("no answer")
        for one in writes:
            if one.key not in self.refuses:
                self.held[target, one.key] = one
        return [WriteFailure(one.key, "too long") for one in writes if one.key in self.refuses]

    def health(self):
        if self.away:
            raise EngineUnavailable("no answer")


@pytest.fixture
def engine(monkeypatch):
    engine = Engine()
    monkeypatch.setattr(consumers, "engine", lambda name: engine)
    IndexTarget.objects.create(engine="elastic", name="one", state="live")
    return engine


@pytest.fixture
def unreadable(monkeypatch):
    """One article whose record cannot be made."""
    records_for = delivery.records_for

    def fragile(keys):
        if "article-2" in keys:
            raise ValueError("a stream that nobody can read")
        return records_for(keys)

    monkeypatch.setattr(delivery, "records_for", fragile)


def waiting():
    return set(OutboxEvent.objects.filter(consumer="elastic").values_list("key", flat=True))


def test_a_change_is_written_once_with_its_version(engine):
    outbox.enqueue(["article-1"])
    outbox.enqueue(["article-1"])
    assert consumer("elastic").catch_up().written == 1
    assert engine.held["one", "article-1"].version == outbox.versions_of(["article-1"])["article-1"]
    assert indexer.drain_once(consumer("elastic")) is None


def test_what_is_not_there_any_more_is_deleted_by_its_key(engine):
    outbox.enqueue(["solution-404"])
    consumer("elastic").catch_up()
    assert engine.held["one", "solution-404"].record is None


def test_a_target_that_is_being_built_gets_every_write_and_an_old_one_none(engine):
    IndexTarget.objects.create(engine="elastic", name="two", state="building")
    IndexTarget.objects.create(engine="elastic", name="zero", state="old")
    outbox.enqueue(["article-1"])
    consumer("elastic").catch_up()
    assert {target for target, _key in engine.held} == {"one", "two"}


def test_an_engine_that_is_away_keeps_its_events_young_and_holds_back_no_other(engine):
    outbox.enqueue(["article-1"])
    engine.away = True
    for _round in range(10):
        with pytest.raises(EngineUnavailable):
            consumer("elastic").catch_up()
    event = OutboxEvent.objects.get(consumer="elastic")
    assert (event.tries, event.dead, event.claimed_until) == (0, False, None)
    assert consumer("lexicon").catch_up().written == 1
    engine.away = False
    assert consumer("elastic").catch_up().written == 1


def test_an_engine_that_answers_questions_and_takes_no_writes_is_away_too(engine):
    """A full disk makes an index read-only; no record is to blame for that."""
    keys = [f"article-{number}" for number in range(20)]
    outbox.enqueue(keys)
    engine.breaks_on = set(keys)
    for _round in range(10):
        with pytest.raises(EngineUnavailable):
            consumer("elastic").catch_up()
    assert set(OutboxEvent.objects.filter(consumer="elastic").values_list("tries", "dead")) == {(0, False)}
    engine.breaks_on = set()
    assert consumer("elastic").catch_up().written == 20


def test_a_record_that_cannot_be_read_is_no_fault_of_others_while_the_engine_is_away(engine, unreadable):
    outbox.enqueue(["article-1", "article-2", "article-3"])
    engine.away = True
    with pytest.raises(EngineUnavailable):
        consumer("elastic").catch_up()
    assert set(OutboxEvent.objects.filter(consumer="elastic").values_list("tries", flat=True)) == {0}


def test_a_refused_record_waits_and_the_others_pass(engine):
    outbox.enqueue(["article-1", "article-2"])
    engine.refuses = {"article-1"}
    drained = consumer("elastic").catch_up()
    assert (drained.written, drained.failed) == (1, 1)
    assert waiting() == {"article-1"}
    assert OutboxEvent.objects.get(consumer="elastic").error == "too long"


def test_one_record_that_breaks_a_batch_is_found_and_the_others_pass(engine):
    outbox.enqueue(["article-1", "article-2", "article-3"])
    engine.breaks_on = {"article-2"}
    consumer("elastic").catch_up()
    assert waiting() == {"article-2"}
    assert "no answer" in OutboxEvent.objects.get(consumer="elastic").error


def test_one_record_that_cannot_be_read_is_found_and_the_others_pass(engine, unreadable):
    outbox.enqueue(["article-1", "article-2", "article-3"])
    consumer("elastic").catch_up()
    assert waiting() == {"article-2"}
    assert "nobody can read" in OutboxEvent.objects.get(consumer="elastic").error


def test_a_worker_that_is_slower_than_its_lease_and_the_one_that_took_over_end_together(engine):
    """Acknowledged by version, it does not matter who holds the lease; by lease they would repeat it for ever."""
    outbox.enqueue(["article-1"])
    write = engine.write
    engines = [engine]

    def slowly(target, writes):
        if engines:
            engines.pop()
            OutboxEvent.objects.update(claimed_until=timezone.now() - outbox.LEASE)  # the lease ends in here
            assert consumer("elastic").catch_up().written == 1
        return write(target, writes)

    engine.write = slowly
    assert consumer("elastic").catch_up().written == 1
    assert waiting() == set()


def test_the_lease_is_renewed_before_each_request(engine, monkeypatch):
    IndexTarget.objects.create(engine="elastic", name="two", state="building")
    outbox.enqueue(["article-1"])
    renewed = []
    monkeypatch.setattr(outbox, "renew", renewed.append)
    consumer("elastic").catch_up()
    assert [claim.keys for claim in renewed] == [("article-1",)] * 2


def test_a_target_that_is_removed_while_it_is_written_is_passed_over(engine):
    def prune_and_fail(target, writes):
        IndexTarget.objects.all().delete()
        raise EngineUnavailable("no such index")

    engine.write = prune_and_fail
    outbox.enqueue(["article-1"])
    assert consumer("elastic").catch_up().written == 1


def test_before_the_first_build_changes_are_settled_for_the_build_reads_everything(engine):
    outbox.enqueue(["article-1"])
    IndexTarget.objects.all().delete()
    assert consumer("elastic").catch_up().written == 1
    assert engine.held == {}


def test_draining_stops_when_told_to(engine):
    outbox.enqueue(["article-1"])
    assert consumer("elastic").catch_up(lambda: True).written == 0
    assert waiting() == {"article-1"}
