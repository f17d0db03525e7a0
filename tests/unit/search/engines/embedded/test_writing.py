from __future__ import annotations

import datetime as dt
import random
import sqlite3
from pathlib import Path

import pytest

from search.engines.embedded import schema
from search.engines.embedded.engine import EmbeddedEngine
from search.engines.embedded.stored import dump_record, load_record
from search.engines.embedded.targets import Targets
from search.plan import Plan
from search.query.engine import EngineUnavailable
from search.types import IndexWrite, SearchRequest, StoredVersion

EVERYTHING = Plan(())


@pytest.fixture
def engine(tmp_path):
    engine = EmbeddedEngine(tmp_path / "search")
    yield engine
    engine.close()


@pytest.fixture
def live(engine):
    target = engine.create_target()
    engine.promote(target)
    return target


def found(engine):
    return [hit.title for hit in engine.search(EVERYTHING, SearchRequest(page_size=100), 0).hits]


def counts(path, table):
    connection = sqlite3.connect(path)
    (number,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608
    connection.close()
    return number


def test_a_replay_changes_nothing(engine, live, make_record):
    write = IndexWrite("a", 3, make_record("Signalen", key="a", body="zaak " * 10))
    for _ in range(3):
        engine.write(live, [write])
    assert found(engine) == ["Signalen"]
    assert engine.count(live) == 1


def test_a_newer_version_replaces_every_word_of_the_older(hub, make_record):
    hub.publish(make_record("Parkeervergunning", key="a"))
    hub.publish(make_record("Huwelijksplanner", key="a"))
    assert hub.titles() == ["Huwelijksplanner"]
    assert hub.engine.suggest("park", 5) == []
    hub.records["b"] = make_record("Parkeervergunning")
    assert hub.titles("parkeervergunning") == []


def test_a_deletion_is_remembered_against_older_writes(engine, live, make_record):
    engine.write(live, [IndexWrite("a", 1, make_record("Signalen", key="a"))])
    engine.write(live, [IndexWrite("a", 3, None)])
    engine.write(live, [IndexWrite("a", 2, make_record("Signalen", key="a"))])
    assert found(engine) == []
    assert engine.count(live) == 0


def test_a_deleted_record_comes_back_with_a_newer_version(engine, live, make_record):
    for version, record in ((1, make_record("Signalen", key="a")), (2, None), (3, make_record("Signalen", key="a"))):
        engine.write(live, [IndexWrite("a", version, record)])
    assert found(engine) == ["Signalen"]
    assert engine.count(live) == 1


def test_versions_list_what_can_be_found(engine, live, make_record):
    engine.write(live, [IndexWrite(key, 2, make_record(key, key=key)) for key in ("b", "a", "c")])
    engine.write(live, [IndexWrite("c", 9, None)])
    assert list(engine.versions(live)) == [StoredVersion("a", 2), StoredVersion("b", 2)]
    assert engine.count(live) == 2


def test_nothing_is_left_of_a_deleted_record(engine, live, make_record, tmp_path):
    engine.write(live, [IndexWrite("a", 1, make_record("Open Zaak", key="a", body="zaaksysteem", tags=("api",)))])
    engine.write(live, [IndexWrite("a", 2, None)])
    path = tmp_path / "search" / f"{live}.sqlite3"
    assert [counts(path, table) for table in ("posting", "title_word", "document")] == [0, 0, 1]


def test_content_that_cannot_be_stored_is_reported_and_the_rest_is_written(engine, live, make_record):
    failures = engine.write(
        live, [IndexWrite("a", 1, make_record("Goed", key="a")), IndexWrite("\ud800", 1, make_record("Fout"))]
    )
    assert [failure.key for failure in failures] == ["\ud800"]
    assert found(engine) == ["Goed"]


def test_any_order_of_writes_ends_in_the_same_state(engine, make_record):
    writes = [
        IndexWrite(f"r{key}", version, None if version % 3 == 0 else make_record(f"Versie {version}", key=f"r{key}"))
        for key in range(6)
        for version in range(1, 8)
    ]
    ends = set()
    for seed in range(4):
        target = engine.create_target()
        shuffled = random.Random(seed).sample(writes, len(writes))  # noqa: S311 - the same order every time
        for start in range(0, len(shuffled), 5):
            engine.write(target, shuffled[start : start + 5])
        ends.add(tuple(engine.versions(target)))
    assert ends == {tuple(StoredVersion(f"r{key}", 7) for key in range(6))}


def test_a_record_survives_storing(make_record):
    record = make_record(
        "Coöperatie",
        tags=("één", "twee"),
        adopters=("GM0363",),
        facets={"province": ("PV27",)},
        published=dt.datetime(2026, 3, 3, 12, tzinfo=dt.UTC),
        confirmed=dt.date(2026, 3, 3),
        confirmed_reuse=2,
    )
    assert load_record(dump_record(record)) == record
    assert load_record(dump_record(make_record("Leeg"))) == make_record("Leeg")


def test_another_engine_on_the_folder_follows_the_promotion(engine, live, make_record, tmp_path):
    other = EmbeddedEngine(tmp_path / "search")
    assert found(other) == []
    target = engine.create_target()
    engine.write(target, [IndexWrite("a", 1, make_record("Nieuw", key="a"))])
    engine.promote(target)
    assert found(other) == ["Nieuw"]
    other.close()


def test_a_crash_while_promoting_leaves_the_former_target_live(engine, live, monkeypatch):
    target = engine.create_target()

    def crash(self, target):
        raise OSError("geen ruimte meer")

    monkeypatch.setattr(Path, "replace", crash)
    with pytest.raises(EngineUnavailable, match="geen ruimte"):
        engine.promote(target)
    assert engine.live_target() == live
    engine.health()


def test_a_write_to_a_pruned_target_does_not_disappear_silently(engine, live, make_record):
    target = engine.create_target()
    engine.write(target, [IndexWrite("a", 1, make_record("Signalen"))])
    engine.prune([])
    with pytest.raises(EngineUnavailable):
        engine.write(target, [IndexWrite("a", 2, make_record("Signalen"))])


@pytest.mark.parametrize("target", ["", "../elders", "search-20260101000000-00000000", "live"])
def test_an_unknown_target_is_unavailable(engine, live, target):
    for use in (engine.promote, engine.refresh, engine.count, lambda name: engine.write(name, [])):
        with pytest.raises(EngineUnavailable):
            use(target)
    with pytest.raises(EngineUnavailable):
        list(engine.versions(target))


def test_the_generation_changes_with_a_promotion_and_with_writes(engine, live, make_record):
    seen = [engine.generation()]
    engine.write(live, [IndexWrite("a", 1, make_record("Signalen", key="a"))])
    seen.append(engine.generation())
    engine.write(live, [IndexWrite("a", 0, make_record("Oud", key="a"))])
    assert engine.generation() == seen[-1]
    target = engine.create_target()
    engine.promote(target)
    seen.append(engine.generation())
    assert len(set(seen)) == 3


def test_in_a_larger_hub_the_generation_waits_for_one_write_in_a_hundred(engine, live, make_record):
    engine.write(live, [IndexWrite(f"r{n}", 1, make_record(f"Zaak {n}", key=f"r{n}")) for n in range(300)])
    before = engine.generation()
    for number in range(2):
        engine.write(live, [IndexWrite(f"r{number}", 2, make_record("Anders", key=f"r{number}"))])
    assert engine.generation() == before
    engine.write(live, [IndexWrite("r2", 2, None)])
    assert engine.generation() != before


def test_a_damaged_file_makes_the_engine_unavailable(engine, live, tmp_path):
    engine.close()
    path = tmp_path / "search" / f"{live}.sqlite3"
    path.write_bytes(b"geen database" * 500)
    with pytest.raises(EngineUnavailable):
        engine.search(EVERYTHING, SearchRequest(), 0)
    with pytest.raises(EngineUnavailable):
        engine.write(live, [])


def test_a_file_made_for_other_tables_asks_for_a_rebuild(engine, live, tmp_path):
    connection = schema.connect(Targets(tmp_path / "search").path(live))
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    for _ in range(2):
        with pytest.raises(EngineUnavailable, match="rebuild"):
            engine.health()
        with pytest.raises(EngineUnavailable, match="rebuild"):
            engine.write(live, [])


def test_a_target_that_is_replaced_and_removed_meanwhile_is_followed(engine, live, monkeypatch):
    target = engine.create_target()
    engine.promote(target)
    engine.prune([])
    answers = iter([live])
    told = engine._targets.live
    monkeypatch.setattr(engine._targets, "live", lambda: next(answers, None) or told())
    engine.health()
