"""Writing every record into a new target, by this process or by several at once.

Reading and analysing a record takes this process about as long as all that Elasticsearch then does with it, so with
cores to spare several processes fill a target sooner. Each has connections of its own; records carry versions, so
who writes what is all the same.
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
AT_ONCE = 2  # batches on their way to an engine
FEWEST = 2 * BATCH  # records for which another process is worth its start
MOST_PROCESSES = 4  # more only keep the engine waiting for its disk
PROGRESS_WITHIN = dt.timedelta(seconds=60)
"""Between two batches of a build; one that made none for longer was killed."""

Progress = Callable[[int, int], None]


class RebuildFailed(Exception):
    """The new target was not good enough, or another build took over; the live one is untouched."""


def no_progress(done: int, total: int) -> None:
    """Progress that nobody watches."""


def ensure_still_building(one: SearchEngine, target: str) -> None:
    """Raises RebuildFailed when the target is no longer registered as being built; else others see the progress."""
    row = IndexTarget.objects.of(one).filter(name=target, state=TargetState.BUILDING)
    if not row.update(progressed=timezone.now()):
        raise RebuildFailed("another rebuild has taken over")


def ensure_nobody_builds(one: SearchEngine) -> None:
    """Raises RebuildFailed when another process is building a target of this engine, and made progress lately."""
    lately = timezone.now() - PROGRESS_WITHIN
    if IndexTarget.objects.of(one).filter(state=TargetState.BUILDING, progressed__gt=lately).exists():
        raise RebuildFailed("another process is rebuilding it")


def cores() -> int:
    """How many processes fill an index unless told otherwise."""
    return min(len(os.sched_getaffinity(0)), MOST_PROCESSES)


def fill(
    one: SearchEngine, target: str, keys: list[str], progress: Progress, *, processes: int = 1
) -> list[WriteFailure]:
    """Write the public records of these keys; returns those that the engine refused.

    Raises EngineUnavailable, or RebuildFailed when another build took over or a process ended halfway. Inside a
    transaction this process does it alone, for no other would see what is not yet committed.
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
    """The keys in parts of a size that one read and one write handle well."""
    yield from (keys[start : start + BATCH] for start in range(0, len(keys), BATCH))


def _by_several(name: str, target: str, keys: list[str], progress: Progress, processes: int) -> list[WriteFailure]:
    """While these wait for an engine on the same machine, that has the cores; more would only learn every word anew."""
    _let_go_of_connections()
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


def _let_go_of_connections() -> None:
    """A child must not share a connection with this process, nor a pool that has kept it: both make new ones."""
    connections.close_all()
    for each in connections.all(initialized_only=True):
        if hasattr(each, "close_pool"):  # that of PostgreSQL
            each.close_pool()


def _begin(parent: int) -> None:
    """What a new process does first: engines of its own, and an eye on its parent, for it must not outlive that."""
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
    """Writes batches while the next is being read: an engine on another machine, or core, need not be waited for.

    What is refused is told at the end. A batch that fails as a whole is missed by the gate and mended there.
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
        """Take over a batch once there is room; raises what an earlier one raised."""
        self._wait_for_room(AT_ONCE - 1)
        records = [each for each in writes if each.record]
        self._pending.append(self._pool.submit(self._one.write, self._target, records))
        return []

    def _wait_for_room(self, room: int) -> None:
        """Wait until no more than `room` batches are under way."""
        while len(self._pending) > room:
            self.refused += self._pending.popleft().result()
