"""What was saved is waited for until it is found, and what never is found is counted."""

import time
from queue import SimpleQueue

import pytest

from benchmarks import freshness


class Writer:
    """A process that has ended."""

    def poll(self):
        return 0


@pytest.fixture
def saved():
    queue = SimpleQueue()
    for word in ("merk1", "merk2", "merk3"):
        queue.put((word, time.time() - 2))
    return queue


@pytest.fixture(autouse=True)
def in_haste(monkeypatch):
    monkeypatch.setattr(freshness, "PAUSE", 0)
    monkeypatch.setattr(freshness, "PATIENCE", 0.05)


def test_the_clock_runs_from_the_save_to_the_find(saved, monkeypatch):
    monkeypatch.setattr(freshness, "_found", lambda words: words)

    lags, missing, last = freshness._watch(saved, [Writer()])

    assert missing == 0
    assert lags == [pytest.approx(2, abs=0.5)] * 3
    assert last == pytest.approx(time.time() - 2, abs=0.5)


def test_what_is_never_found_is_counted(saved, monkeypatch):
    monkeypatch.setattr(freshness, "_found", lambda words: [word for word in words if word != "merk2"])

    lags, missing, _last = freshness._watch(saved, [Writer()])

    assert (len(lags), missing) == (2, 1)


def test_what_is_found_later_took_longer(saved, monkeypatch):
    rounds = iter([["merk1"], ["merk2"], ["merk3"]])

    def found(words):
        time.sleep(0.01)
        return next(rounds)

    monkeypatch.setattr(freshness, "_found", found)

    lags, missing, _last = freshness._watch(saved, [Writer()])

    assert missing == 0
    assert lags == sorted(lags)


def test_a_worker_that_sleeps_on_is_said_to(monkeypatch):
    monkeypatch.setattr(freshness, "WAKING", 0.05)
    monkeypatch.setattr(freshness, "_solutions", lambda: [1])
    monkeypatch.setattr(freshness, "_save", lambda number: ("merk", 0.0))
    monkeypatch.setattr(freshness, "_found", lambda words: [])

    with pytest.raises(TimeoutError, match="delivers nothing"):
        freshness._wait_for_worker()
