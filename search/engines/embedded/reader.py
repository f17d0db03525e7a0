"""One connection per process to the live target, with its catalogue.

Threads share it under a lock: the work is done in Python, so they could not run in parallel anyway. A forked process
opens its own connection, because SQLite connections do not survive a fork.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from search.engines.embedded import schema
from search.engines.embedded.catalogue import Catalogue
from search.engines.embedded.scoring import PlanScores
from search.engines.embedded.targets import Targets
from search.query.engine import EngineUnavailable


class View:
    """A consistent state of the live target: its name, its connection, its catalogue and the last scores."""

    def __init__(self, target: str, connection: sqlite3.Connection) -> None:
        self.target = target
        self.connection = connection
        self.catalogue = Catalogue()
        self.scores: tuple[tuple[int, str], PlanScores] | None = None


class Reader:
    """Gives access to the live target, reopening it after a promotion."""

    def __init__(self, targets: Targets) -> None:
        self._targets = targets
        self._process = _Process()
        self._inherited: list[_Process] = []

    @contextmanager
    def view(self) -> Iterator[View]:
        """The live target in a read transaction; raises EngineUnavailable when it cannot be read."""
        process = self._own_process()
        with process.lock:
            try:
                view = self._current(process)
                with schema.transaction(view.connection):
                    view.catalogue.refresh(view.connection)
                    yield view
            except sqlite3.Error as error:
                process.drop()
                raise EngineUnavailable(f"the search file cannot be read: {error}") from error

    def close(self) -> None:
        """Close the file; the next question opens it again."""
        process = self._own_process()
        with process.lock:
            process.drop()

    def _current(self, process: _Process) -> View:
        target = self._live()
        if process.view is None or process.view.target != target:
            process.drop()
            process.view = self._open(target)
        return process.view

    def _live(self) -> str:
        target = self._targets.live()
        if target is None:
            raise EngineUnavailable("there is no search file yet: rebuild the embedded engine first")
        return target

    def _open(self, target: str) -> View:
        """The view of a target, or of its successor when it was just replaced and removed."""
        try:
            return self._view(target)
        except (EngineUnavailable, sqlite3.Error):
            successor = self._live()
            if successor == target:
                raise
            return self._view(successor)

    def _view(self, target: str) -> View:
        connection = schema.connect(self._targets.path(target))
        connection.execute("PRAGMA query_only = 1")
        schema.check_version(connection)
        return View(target, connection)

    def _own_process(self) -> _Process:
        if self._process.identity != os.getpid():
            self._inherited.append(self._process)  # never closed here: it is the parent's
            self._process = _Process()
        return self._process


class _Process:
    """The state that belongs to one process and must not cross a fork."""

    def __init__(self) -> None:
        self.identity = os.getpid()
        self.lock = threading.RLock()
        self.view: View | None = None

    def drop(self) -> None:
        if self.view is not None:
            self.view.connection.close()
            self.view = None
