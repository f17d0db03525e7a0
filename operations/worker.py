"""The one process besides the web: it brings changes to the engines, does durable tasks, and keeps the schedule.

Each engine is drained in a thread of its own, so one that hangs delays nobody else; tasks and the schedule run
in theirs, so a long task does not delay the drain. The database is the only thing they share.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.db import OperationalError, close_old_connections, connection

from operations.schedule import Schedule
from operations.tasks import do_next_task
from search.engines.registry import LEXICON, configured_engines
from search.indexing.indexer import drain
from search.indexing.rebuild import RebuildFailed, ensure_built
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


class Worker:
    """Runs until told to stop; what was begun is finished first."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []

    def stop(self) -> None:
        """Finish what was begun and take up nothing new."""
        self._stop.set()

    def run(self) -> None:
        """Work until `stop` is called."""
        for name in [LEXICON, *configured_engines()]:
            self._start(f"drain-{name}", partial(self._drain_for_ever, name))
        self._start("tasks", partial(self._repeat, self._do_task, TASK_POLL))
        schedule = Schedule()
        self._start("schedule", partial(self._repeat, schedule.do_what_is_due, SCHEDULE_POLL))
        logger.info("worker_started", extra={"engines": configured_engines()})
        while not self._stop.is_set():
            time.sleep(POLL)  # not `wait`: a signal handler that sets the event must never find its lock taken
        for thread in self._threads:
            thread.join(timeout=LONGEST_PAUSE)
        logger.info("worker_stopped", extra={"unfinished": [one.name for one in self._threads if one.is_alive()]})

    def run_once(self) -> bool:
        """Do everything that is due now, in this thread; False when an engine did not answer."""
        answered = True
        for name in [LEXICON, *configured_engines()]:
            try:
                drain(name, self._stop.is_set)
            except EngineUnavailable as error:
                answered = False
                logger.warning("search_engine_unavailable", extra={"engine": name, "reason": str(error)})
        while not self._stop.is_set() and self._do_task():
            pass
        Schedule().do_what_is_due()
        return answered

    def _start(self, name: str, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=work, name=name, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _drain_for_ever(self, name: str) -> None:
        pause = Pause()
        built = False

        def round_() -> float:
            nonlocal built
            try:
                if not built:
                    ensure_built(name)
                    built = True
                drained = drain(name, self._stop.is_set)
            except (EngineUnavailable, RebuildFailed) as error:
                logger.warning("search_engine_unavailable", extra={"engine": name, "reason": str(error)})
                return pause.grow()
            pause.end()
            if drained.settled or drained.failed:
                extra = {"engine": name, "settled": drained.settled, "failed": drained.failed}
                logger.info("search_drained", extra=extra)
            return POLL

        self._repeat(round_, POLL)

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
