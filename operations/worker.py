"""The one process besides the web: it brings changes to the engines, does durable tasks, and keeps the schedule.

Each consumer of changes has a thread of its own, so one that hangs delays nobody else; tasks and the schedule run
in theirs, so a long task does not delay them. The database is the only thing they share.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from django.db import OperationalError, close_old_connections, connection

from operations.schedule import Schedule
from operations.tasks import do_next_task
from search.indexing.consumers import Consumer, RebuildFailed, consumers
from search.indexing.indexer import CaughtUp
from search.query.engine import EngineUnavailable

logger = logging.getLogger(__name__)

POLL = 0.2  # seconds between two looks at the outbox
TASK_POLL = 1.0
SCHEDULE_POLL = 5.0
LONGEST_PAUSE = 10.0  # seconds that an engine is left alone after it did not answer


@dataclass(slots=True)
class Pause:
    """How long to leave an engine alone: ever longer while it does not answer, not at all once it does."""

    seconds: float = 0.0

    def grow(self) -> float:
        self.seconds = min(max(self.seconds * 2, 0.5), LONGEST_PAUSE)
        return self.seconds

    def end(self) -> None:
        self.seconds = 0.0


class Feed:
    """One consumer, with what this process has done for it.

    It is built when it was never, and compared with the database at the start and when that was restored from a backup.
    """

    def __init__(self, consumer: Consumer) -> None:
        self.consumer = consumer
        self.must_verify = True
        self._is_built = False

    def catch_up(self, until: Callable[[], bool]) -> CaughtUp:
        """Take in what waits; raises EngineUnavailable or RebuildFailed, after which it begins with its building."""
        try:
            if not self._is_built:
                self._is_built = self.consumer.ensure_built() or True
            if self.must_verify:
                self.must_verify = False  # first, for another thread may ask for it again meanwhile
                self._verify()
            return self.consumer.catch_up(until)
        except EngineUnavailable:
            self._is_built = False
            raise

    def _verify(self) -> None:
        try:
            self.consumer.verify(repair=True)
        except BaseException:
            self.must_verify = True
            raise


class Worker:
    """Runs until told to stop; what was begun is finished first."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []
        self._feeds = [Feed(one) for one in consumers()]

    def stop(self) -> None:
        """Finish what was begun and take up nothing new."""
        self._stop.set()

    def run(self) -> None:
        """Work until `stop` is called."""
        for feed in self._feeds:
            self._start(f"feed-{feed.consumer.name}", partial(self._feed_for_ever, feed))
        self._start("tasks", partial(self._repeat, self._do_task, TASK_POLL))
        schedule = Schedule()
        self._start("schedule", partial(self._repeat, schedule.do_what_is_due, SCHEDULE_POLL))
        logger.info("worker_started", extra={"consumers": [feed.consumer.name for feed in self._feeds]})
        while not self._stop.is_set():
            time.sleep(POLL)  # not `wait`: a signal handler that sets the event must never find its lock taken
        for thread in self._threads:
            thread.join(timeout=LONGEST_PAUSE)
        logger.info("worker_stopped", extra={"unfinished": [one.name for one in self._threads if one.is_alive()]})

    def run_once(self) -> bool:
        """Do everything that is due now, in this thread; False when an engine did not answer."""
        answered = True
        for feed in self._feeds:
            try:
                feed.catch_up(self._stop.is_set)
            except (EngineUnavailable, RebuildFailed) as error:
                answered = False
                logger.warning("search_engine_unavailable", extra=_problem(feed, error))
        while not self._stop.is_set() and self._do_task():
            pass
        Schedule().do_what_is_due()
        return answered

    def _start(self, name: str, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=work, name=name, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _feed_for_ever(self, feed: Feed) -> None:
        pause = Pause()
        consumer = feed.consumer

        def round_() -> float:
            try:
                caught_up = feed.catch_up(self._stop.is_set)
                if consumer.report():
                    self._verify_all()
            except (EngineUnavailable, RebuildFailed) as error:
                logger.warning("search_engine_unavailable", extra=_problem(feed, error))
                consumer.report(str(error))
                return pause.grow()
            pause.end()
            if caught_up.written or caught_up.failed:
                extra = {"engine": consumer.name, "written": caught_up.written, "failed": caught_up.failed}
                logger.info("search_caught_up", extra=extra)
            return POLL

        self._repeat(round_, POLL)
        with suppress(OperationalError, EngineUnavailable):
            consumer.report(stopped=True)
        connection.close()

    def _verify_all(self) -> None:
        logger.error("database_restored")
        for feed in self._feeds:
            feed.must_verify = True

    def _repeat(self, work: Callable[[], object], seconds: float) -> None:
        """Do the work over and over, with a pause of `seconds` or of what it returns; survives whatever it raises."""
        while not self._stop.is_set():
            wait = seconds
            try:
                result = work()
                wait = float(result) if isinstance(result, float) else 0.0 if result is True else seconds
            except OperationalError as error:  # the database is away or busy
                logger.warning("worker_database_unavailable", extra={"reason": str(error)})
                wait = max(seconds, 1.0)
            except Exception:
                logger.exception("worker_round_failed", extra={"work": threading.current_thread().name})
                wait = max(seconds, 1.0)
            close_old_connections()
            self._stop.wait(wait)
        connection.close()

    def _do_task(self) -> bool:
        return do_next_task()


def _problem(feed: Feed, error: Exception) -> dict[str, str]:
    return {"engine": feed.consumer.name, "reason": str(error)}
