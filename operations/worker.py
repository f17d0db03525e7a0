"""The background worker: it feeds changes to the engines, runs durable tasks, and runs the schedule.

Each consumer of changes has its own thread, so one that hangs does not delay the others; tasks and the schedule have
theirs, so a long task does not delay the consumers. The threads share only the database.
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

POLL = 0.2  # seconds between polls of the outbox
TASK_POLL = 1.0
SCHEDULE_POLL = 5.0
LONGEST_PAUSE = 10.0  # maximum seconds to wait after an engine did not answer


@dataclass(slots=True)
class Pause:
    """Exponential back-off for an engine that does not answer; reset once it does."""

    seconds: float = 0.0

    def grow(self) -> float:
        self.seconds = min(max(self.seconds * 2, 0.5), LONGEST_PAUSE)
        return self.seconds

    def end(self) -> None:
        self.seconds = 0.0


class ConsumerRunner:
    """One consumer, and its state in this process.

    It is built if needed, and verified at the start and when the database was restored from a backup.
    """

    def __init__(self, consumer: Consumer) -> None:
        self.consumer = consumer
        self.must_verify = True
        self._is_built = False

    def catch_up(self, until: Callable[[], bool]) -> CaughtUp:
        """Process pending changes; after EngineUnavailable or RebuildFailed the next call checks the index first."""
        try:
            if not self._is_built:
                self._is_built = self.consumer.ensure_built() or True
            if self.must_verify:
                self.must_verify = False  # cleared first, because another thread may set it again meanwhile
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
    """Runs until it is stopped; work in progress is finished first."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []
        self._feeds = [ConsumerRunner(one) for one in consumers()]

    def stop(self) -> None:
        """Finish work in progress and start nothing new."""
        self._stop.set()

    def run(self) -> None:
        """Run until `stop` is called."""
        for feed in self._feeds:
            self._start(f"feed-{feed.consumer.name}", partial(self._run_consumer, feed))
        self._start("tasks", partial(self._repeat, self._do_task, TASK_POLL))
        schedule = Schedule()
        self._start("schedule", partial(self._repeat, schedule.do_what_is_due, SCHEDULE_POLL))
        logger.info("worker_started", extra={"consumers": [feed.consumer.name for feed in self._feeds]})
        while not self._stop.is_set():
            time.sleep(POLL)  # not `wait`: a signal handler that sets the event must not find its lock held
        for thread in self._threads:
            thread.join(timeout=LONGEST_PAUSE)
        logger.info("worker_stopped", extra={"unfinished": [one.name for one in self._threads if one.is_alive()]})

    def run_once(self) -> bool:
        """Do all pending work in this thread; False when an engine did not answer or a rebuild failed."""
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

    def _run_consumer(self, feed: ConsumerRunner) -> None:
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
        """Repeat the work, pausing for `seconds` or the float that it returns (0 for True); survives any exception."""
        while not self._stop.is_set():
            wait = seconds
            try:
                result = work()
                wait = float(result) if isinstance(result, float) else 0.0 if result is True else seconds
            except OperationalError as error:  # the database is unavailable or busy
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


def _problem(feed: ConsumerRunner, error: Exception) -> dict[str, str]:
    return {"engine": feed.consumer.name, "reason": str(error)}
