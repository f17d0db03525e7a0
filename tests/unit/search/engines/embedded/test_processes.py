"""Real processes on one folder: they write, read, promote and are killed."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
import threading
import time

import pytest

from search.engines.embedded.engine import EmbeddedEngine
from search.plan import Plan
from search.types import IndexRecord, IndexWrite, Kind, SearchRequest

EVERYTHING = Plan(())
SPAWN = multiprocessing.get_context("spawn")


def record(key, version):
    return IndexRecord(key=key, kind=Kind.SOLUTION, title=f"Zaak {version}", url="/", body="woorden " * 20)


def write_many(folder, target, name, rounds):
    engine = EmbeddedEngine(folder)
    for version in range(1, rounds + 1):
        engine.write(target, [IndexWrite(f"{name}-{n}", version, record(f"{name}-{n}", version)) for n in range(5)])


def write_pairs_forever(folder, target):
    """Each batch holds both records at the same version, so a reader must always see them equal."""
    engine = EmbeddedEngine(folder)
    version = 1
    while True:
        engine.write(target, [IndexWrite(key, version, record(key, version)) for key in ("links", "rechts")])
        version += 1


def promote_forever(folder, targets):
    engine = EmbeddedEngine(folder)
    while True:
        for target in targets:
            engine.promote(target)


def start(work, *args):
    process = SPAWN.Process(target=work, args=args, daemon=True)
    process.start()
    return process


def wait_until(true, seconds=20):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.01)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "search"


@pytest.fixture
def engine(folder):
    engine = EmbeddedEngine(folder)
    yield engine
    engine.close()


@pytest.fixture
def live(engine):
    target = engine.create_target()
    engine.promote(target)
    return target


def hits(engine):
    return engine.search(EVERYTHING, SearchRequest(page_size=100), 0).hits


def test_two_processes_write_while_this_one_reads(engine, live, folder):
    writers = [start(write_many, folder, live, name, 20) for name in ("delft", "leiden")]
    while any(writer.is_alive() for writer in writers):
        for hit in hits(engine):
            assert hit.title.startswith("Zaak")
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert {hit.title for hit in hits(engine)} == {"Zaak 20"}
    assert engine.count(live) == len(hits(engine)) == 10


def test_a_killed_writer_leaves_whole_batches_only(engine, live, folder):
    for _ in range(3):
        writer = start(write_pairs_forever, folder, live)
        done = engine.count(live)
        wait_until(lambda done=done: engine.count(live) >= max(done, 2))
        time.sleep(0.05)
        writer.kill()
        writer.join()
        pair = hits(engine)
        assert len({hit.title for hit in pair}) == 1
        assert len(pair) == 2
    connection = sqlite3.connect(folder / f"{live}.sqlite3")
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    assert engine.write(live, [IndexWrite("links", 10**9, None)]) == []
    assert len(hits(engine)) == 1


def test_a_process_killed_while_promoting_leaves_a_whole_pointer(engine, live, folder):
    other = engine.create_target()
    for _ in range(3):
        promoter = start(promote_forever, folder, [live, other])
        wait_until(lambda: engine.live_target() == other)
        for _ in range(20):
            engine.health()
        promoter.kill()
        promoter.join()
        assert engine.live_target() in {live, other}
        engine.promote(live)


def test_threads_share_an_engine(engine, live):
    errors = []

    def work(name):
        try:
            for version in range(1, 11):
                engine.write(live, [IndexWrite(name, version, record(name, version))])
                hits(engine)
        except Exception as error:  # noqa: BLE001 - a thread's failure is looked at below
            errors.append(error)

    threads = [threading.Thread(target=work, args=(f"thread-{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert {hit.title for hit in hits(engine)} == {"Zaak 10"}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only where processes fork")
def test_a_forked_process_opens_its_own_connection(engine, live):
    engine.write(live, [IndexWrite("a", 1, record("a", 1))])
    assert len(hits(engine)) == 1
    inherited = engine._reader._process.view.connection
    child = os.fork()
    if child == 0:
        try:
            engine.write(live, [IndexWrite("b", 1, record("b", 1))])
            found = len(hits(engine))
            own = engine._reader._process.view.connection is not inherited
            os._exit(0 if own and found == 2 else 1)
        except BaseException:  # noqa: BLE001 - a forked test must not run on
            os._exit(2)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert engine._reader._process.view.connection is inherited
    assert len(hits(engine)) == 2
