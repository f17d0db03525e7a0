"""Writes every record into a new target, from one process or several.

Reading and analysing a record takes about as long as Elasticsearch takes to index it, so with cores to spare several
processes fill a target faster. Each has its own connections. Records carry versions, so it does not matter which
process writes what.
"""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from typing import Self

from django.db import connection, connections
from django.utils import timezone

from search.analysis.compounds import warm_up
from search.engines.models import IndexTarget, TargetState
from search.engines.registry import engine, forget_engines
from search.indexing.delivery import deliver
from search.query.engine import SearchEngine
from search.types import IndexWrite, WriteFailure

BATCH = 200
AT_ONCE = 2  # batches in flight to an engine
FEWEST = 2 * BATCH  # records per process that make starting it worthwhile
MOST_PROCESSES = 4  # beyond this the engine's disk is the bottleneck
PROGRESS_WITHIN = dt.timedelta(seconds=60)
"""The maximum time between two batches of a build; one without progress for longer counts as killed."""

Progress = Callable[[int, int], None]


class RebuildFailed(Exception):
    """Verification failed, another build interfered or a process died; the live target is unchanged."""


def no_progress(done: int, total: int) -> None:
    """A progress callback that does nothing."""


def ensure_still_building(one: SearchEngine, target: str) -> None:
    """Record progress; raises RebuildFailed when the target is no longer registered as being built."""
    row = IndexTarget.objects.of(one).filter(name=target, state=TargetState.BUILDING)
    if not row.update(progressed=timezone.now()):
        raise RebuildFailed("another rebuild has taken over")


def ensure_nobody_builds(one: SearchEngine) -> None:
    """Raise RebuildFailed when another build of this engine made progress within `PROGRESS_WITHIN`."""
    lately = timezone.now() - PROGRESS_WITHIN
    if IndexTarget.objects.of(one).filter(state=TargetState.BUILDING, progressed__gt=lately).exists():
        raise RebuildFailed("another process is rebuilding it")


def cores() -> int:
    """The default number of processes that fill an index."""
    return min(len(os.sched_getaffinity(0)), MOST_PROCESSES)


def fill(
    one: SearchEngine, target: str, keys: list[str], progress: Progress, *, processes: int = 1
) -> list[WriteFailure]:
    """Write the public records of these keys; returns those that could not be read or were refused.

    Raises EngineUnavailable, or RebuildFailed when another build took over or a process ended halfway. Inside a
    transaction a single process does all the work, because others would not see uncommitted rows.
    """
    several = min(processes, len(keys) // FEWEST)
    if several > 1 and one.takes_many_writers and not connection.in_atomic_block:
        return _by_several(one.name, target, keys, progress, several)
    unreadable: list[WriteFailure] = []
    with _WriteBehindBuffer(one, target) as behind:
        for done, part in enumerate(batched_keys(keys), start=1):
            ensure_still_building(one, target)
            unreadable += deliver(part, behind.write).failures
            progress(min(done * BATCH, len(keys)), len(keys))
    return unreadable + behind.refused


def batched_keys(keys: list[str]) -> Iterator[list[str]]:
    """The keys in batches of `BATCH`."""
    yield from (keys[start : start + BATCH] for start in range(0, len(keys), BATCH))


def _by_several(name: str, target: str, keys: list[str], progress: Progress, processes: int) -> list[WriteFailure]:
    """Fill the target from a pool of forked processes.

    While they wait for an engine on the same machine, it has the cores; more processes would only repeat the analysis
    of the same words.
    """
    _close_connections()
    warm_up()
    refused: list[WriteFailure] = []
    with ProcessPoolExecutor(
        processes, multiprocessing.get_context("fork"), initializer=_begin, initargs=(os.getpid(),)
    ) as pool:
        waiting = [pool.submit(_write_part, name, target, part) for part in batched_keys(keys)]
        try:
            for done, part in enumerate(as_completed(waiting), start=1):
                refused += part.result()
                progress(min(done * BATCH, len(keys)), len(keys))
        except BrokenProcessPool as error:
            raise RebuildFailed("a process ended before it was done") from error
        finally:
            pool.shutdown(cancel_futures=True)
    return refused


def _close_connections() -> None:
    """Close all connections and pools before a fork; parent and children then open their own."""
    connections.close_all()
    for each in connections.all(initialized_only=True):
        if hasattr(each, "close_pool"):  # only PostgreSQL's
            each.close_pool()


def _begin(parent: int) -> None:
    """Initialise a child process: create its own engines, and exit when the parent does."""
    forget_engines()
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _write_part(name: str, target: str, keys: list[str]) -> list[WriteFailure]:
    one = engine(name)
    ensure_still_building(one, target)
    return deliver(keys, lambda writes: one.write(target, [each for each in writes if each.record])).failures


class _WriteBehindBuffer:
    """Writes batches in the background while the next one is being read.

    `refused` is complete after exit. Verification finds and writes the records of a batch that failed as a whole.
    """

    def __init__(self, one: SearchEngine, target: str) -> None:
        self._one = one
        self._target = target
        self._pool = ThreadPoolExecutor(max_workers=AT_ONCE, thread_name_prefix="rebuild")
        self._pending: deque[Future[list[WriteFailure]]] = deque()
        self.refused: list[WriteFailure] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *details: object) -> None:
        self._pool.shutdown()
        if kind is None:
            self._wait_for_room(0)

    def write(self, writes: Sequence[IndexWrite]) -> list[WriteFailure]:
        """Queue a batch, waiting while `AT_ONCE` are in flight; raises the error of an earlier batch."""
        self._wait_for_room(AT_ONCE - 1)
        records = [each for each in writes if each.record]
        self._pending.append(self._pool.submit(self._one.write, self._target, records))
        return []

    def _wait_for_room(self, room: int) -> None:
        """Wait until at most `room` batches are in flight."""
        while len(self._pending) > room:
            self.refused += self._pending.popleft().result()
