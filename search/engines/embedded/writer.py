"""Applies writes to a target: a batch is atomic, and a write older than what is stored is skipped."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from search.engines.embedded import postings, schema
from search.engines.embedded.targets import Targets
from search.query.engine import EngineUnavailable
from search.types import IndexWrite, WriteFailure

EPOCH_SHARE = 100
"""The generation changes after writes to 1/100 of the documents: see `EmbeddedEngine.generation`."""

CACHE_KIB = 32_768
"""Terms are written all over the table: with a page cache of this size a rebuild takes a sixth less time."""


class Writer:
    """One connection per target, kept open as long as its file is the same."""

    def __init__(self, targets: Targets) -> None:
        self._targets = targets
        self._lock = threading.RLock()
        self._open: dict[str, _Connected] = {}

    def write(self, target: str, writes: Sequence[IndexWrite]) -> list[WriteFailure]:
        """Store the writes in one transaction; returns those whose content cannot be stored."""
        prepared, failures = _prepare(writes)
        with self._connection(target) as connection, schema.transaction(connection, write=True):
            sequence = schema.state(connection, "sequence") + 1
            results = [postings.apply(connection, one, sequence) for one in prepared]
            _record(connection, sequence, [grown for grown in results if grown is not None])
        return failures

    def close(self) -> None:
        """Close every file."""
        with self._lock:
            for connected in self._open.values():
                connected.close()
            self._open.clear()

    @contextmanager
    def _connection(self, target: str) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                yield self._connect(target)
            except sqlite3.Error as error:
                self._forget(target)
                raise EngineUnavailable(f"the search file cannot be written: {error}") from error

    def _connect(self, target: str) -> sqlite3.Connection:
        connected = self._open.get(target)
        if connected is not None and not connected.is_current():
            self._forget(target)
            connected = None
        if connected is None:
            connected = _Connected(self._targets.path(target))
            schema.check_version(connected.connection)
            self._open[target] = connected
        return connected.connection

    def _forget(self, target: str) -> None:
        connected = self._open.pop(target, None)
        if connected is not None:
            connected.close()


class _Connected:
    """A connection with the process and file it belongs to."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._process = os.getpid()
        self._file = path.stat().st_ino
        self.connection = schema.connect(path)
        self.connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")

    def is_current(self) -> bool:
        """Whether this process opened it and the file still exists, so that no write is lost in a removed target."""
        try:
            return self._process == os.getpid() and self._path.stat().st_ino == self._file
        except FileNotFoundError:
            return False

    def close(self) -> None:
        if self._process == os.getpid():
            self.connection.close()


def _prepare(writes: Sequence[IndexWrite]) -> tuple[list[postings.PreparedWrite], list[WriteFailure]]:
    prepared: list[postings.PreparedWrite] = []
    failures: list[WriteFailure] = []
    for write in writes:
        try:
            prepared.append(postings.prepare(write))
        except (ValueError, TypeError) as error:
            failures.append(WriteFailure(write.key, str(error)))
    return prepared, failures


def _record(connection: sqlite3.Connection, sequence: int, stored: Sequence[int]) -> None:
    """Update the counters, and start a new epoch after enough writes."""
    if not stored:
        return
    documents = schema.state(connection, "documents") + sum(stored)
    unseen = schema.state(connection, "unseen") + len(stored)
    epoch = schema.state(connection, "epoch")
    if unseen * EPOCH_SHARE >= documents:
        epoch, unseen = epoch + 1, 0
    values = {"sequence": sequence, "documents": documents, "unseen": unseen, "epoch": epoch}
    connection.executemany(
        "UPDATE state SET value = ? WHERE name = ?", [(value, name) for name, value in values.items()]
    )
