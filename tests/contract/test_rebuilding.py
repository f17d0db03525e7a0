"""A rebuild beside the live target: readers notice nothing until it is promoted, and no write is lost."""

from __future__ import annotations

import dataclasses
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from search.query.engine import EngineUnavailable
from search.types import IndexWrite, StoredVersion
from tests.contract.conftest import Hub
from tests.contract.corpus import ORGANISATIONS, SOLUTIONS

AFVAL = SOLUTIONS[3]


@pytest.fixture
def hub(engine):
    return Hub(engine)


def test_there_is_no_live_target_before_the_first_rebuild(hub):
    assert hub.engine.live_target() is None
    state = (hub.engine.generation, hub.engine.revision)
    for ask in (hub.engine.health, hub.ask, lambda: hub.engine.suggest("afval", 5), *state):
        with pytest.raises(EngineUnavailable):
            ask()


def test_new_target_is_not_seen_before_it_is_promoted(hub):
    live = hub.fill(ORGANISATIONS)
    new = hub.engine.create_target()
    hub.write(new, AFVAL.key, 1, AFVAL)
    assert hub.engine.live_target() == live
    assert hub.keys("afvalwijzer") == []
    hub.engine.promote(new)
    assert hub.engine.live_target() == new
    assert hub.keys("afvalwijzer") == [AFVAL.key]
    assert hub.ask().total == 1


def test_writes_during_a_rebuild_survive_it(hub):
    live = hub.fill([AFVAL, *ORGANISATIONS])
    new = hub.engine.create_target()
    renamed = dataclasses.replace(AFVAL, title="Grondstoffenkalender")
    for target in (live, new):  # the outbox writes every change to both
        hub.write(target, AFVAL.key, 2, renamed)
        hub.write(target, ORGANISATIONS[0].key, 2, None)
        hub.write(target, SOLUTIONS[0].key, 1, SOLUTIONS[0])
    snapshot = [IndexWrite(record.key, 1, record) for record in (AFVAL, *ORGANISATIONS)]
    hub.engine.write(new, snapshot)  # and the snapshot of before arrives late
    hub.engine.promote(new)
    assert hub.keys("grondstoffenkalender") == [AFVAL.key]
    assert hub.ask("Den Bosch", filters={"kind": ("organisation",)}).total == 0
    assert hub.keys("parkeervergunning")[0] == SOLUTIONS[0].key
    assert sorted(hub.engine.versions(new), key=lambda one: one.key) == sorted(
        hub.engine.versions(live), key=lambda one: one.key
    )


def test_former_target_stays_for_the_way_back(hub):
    first = hub.fill([AFVAL])
    second = hub.fill([])
    assert hub.ask().total == 0
    assert hub.engine.count(first) == 1
    hub.engine.promote(first)
    assert hub.keys("afvalwijzer") == [AFVAL.key]
    assert hub.engine.count(second) == 0


def test_readers_see_one_target_or_the_other_and_never_none(hub):
    targets = [hub.fill([AFVAL]), hub.fill(ORGANISATIONS)]
    seen: set[int] = set()
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            seen.add(hub.ask().total)

    with ThreadPoolExecutor(1) as readers:
        reading = readers.submit(read)
        for turn in range(10):
            hub.engine.promote(targets[turn % 2])
        stop.set()
        reading.result()
    assert seen <= {1, len(ORGANISATIONS)}


def test_promoting_again_changes_nothing(hub):
    target = hub.fill([AFVAL])
    hub.engine.promote(target)
    assert hub.engine.live_target() == target
    assert hub.ask().total == 1


def test_promoting_what_is_gone_leaves_the_live_target(hub):
    live = hub.fill([AFVAL])
    gone = hub.engine.create_target()
    hub.engine.prune([])
    with pytest.raises(EngineUnavailable):
        hub.engine.promote(gone)
    assert hub.engine.live_target() == live
    assert hub.ask().total == 1


def test_pruning_removes_what_is_not_named_and_never_the_live_target(hub):
    first, second, live = hub.fill([]), hub.fill([]), hub.fill([AFVAL])
    assert hub.engine.prune([second]) == [first]
    assert hub.engine.prune([]) == [second]
    assert hub.engine.prune([]) == []
    assert hub.engine.live_target() == live
    assert hub.ask().total == 1


def test_generation_changes_with_promotion_and_with_what_is_findable(hub):
    target = hub.fill([AFVAL])
    seen = [hub.engine.generation()]
    assert hub.engine.generation() == seen[0]
    hub.write(target, SOLUTIONS[0].key, 1, SOLUTIONS[0])
    seen.append(hub.engine.generation())
    hub.write(target, AFVAL.key, 2, None)
    seen.append(hub.engine.generation())
    hub.fill([AFVAL])
    seen.append(hub.engine.generation())
    assert len(set(seen)) == 4


def test_revision_moves_with_every_change_that_readers_see(hub):
    target = hub.fill(SOLUTIONS)
    seen = [hub.engine.revision()]
    changed = dataclasses.replace(AFVAL, title="Afvalkalender")
    for version, record in ((2, changed), (3, None), (4, AFVAL)):
        hub.write(target, AFVAL.key, version, record)
        seen.append(hub.engine.revision())
    hub.fill(SOLUTIONS)
    seen.append(hub.engine.revision())
    assert len(set(seen)) == 5


def test_revision_stands_still_while_nothing_changes(hub):
    hub.fill([AFVAL])
    time.sleep(1.5)  # Elasticsearch looks every second whether there is something to make findable
    before = hub.engine.revision()
    hub.ask("afvalwijzer")
    time.sleep(1.5)
    assert hub.engine.revision() == before


def test_a_process_that_only_reads_learns_of_a_change_within_half_a_second(hub, reader_of):
    target = hub.fill([AFVAL])
    reader = Hub(reader_of(hub.engine))
    before = reader.engine.revision()
    assert reader.keys("afvalwijzer") == [AFVAL.key]
    hub.write(target, AFVAL.key, 2, None)
    time.sleep(0.5)
    assert reader.engine.revision() != before
    assert reader.keys("afvalwijzer") == []


def test_versions_of_a_target_do_not_depend_on_which_is_live(hub):
    target = hub.fill([AFVAL])
    hub.fill([])
    assert list(hub.engine.versions(target)) == [StoredVersion(AFVAL.key, 1)]
