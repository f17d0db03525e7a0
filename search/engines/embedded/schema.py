"""The tables of one target, and how its file is opened.

WAL lets readers continue while one process writes; a write waits at most five seconds for the lock.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from search.engines.fingerprint import record_fingerprint
from search.query.engine import EngineUnavailable

VERSION = 5
"""Increased when the tables change, so that an older file is refused until it is rebuilt."""

BUSY_TIMEOUT_SECONDS = 5.0

TABLES = """
-- sequence: counts the writes; documents: how many can be found; made_with: the fingerprint of what made
-- the records; epoch and unseen: see search.engines.embedded.writer.
CREATE TABLE state (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO state VALUES ('sequence', 0), ('epoch', 0), ('unseen', 0), ('documents', 0);

-- One row per key ever written. A deleted record keeps its row and version, with NULL for the rest, so that an
-- older write that comes late cannot bring it back. `changed` is the sequence number of its last write.
CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    record TEXT,
    attachments TEXT,
    facts TEXT,
    terms TEXT
);
CREATE INDEX document_changed ON document (changed);

-- How often a term occurs in each field of a document, and at which places (see search.engines.embedded.postings).
CREATE TABLE posting (
    term TEXT NOT NULL,
    document INTEGER NOT NULL,
    title INTEGER NOT NULL,
    summary INTEGER NOT NULL,
    tags INTEGER NOT NULL,
    organisation INTEGER NOT NULL,
    body INTEGER NOT NULL,
    attachments INTEGER NOT NULL,
    parts INTEGER NOT NULL,
    places BLOB NOT NULL,
    PRIMARY KEY (term, document)
) WITHOUT ROWID;

CREATE TABLE title_word (
    word TEXT NOT NULL,
    document INTEGER NOT NULL,
    PRIMARY KEY (word, document)
) WITHOUT ROWID;
"""


def create(path: Path) -> None:
    """Create a new, empty target file; raises FileExistsError when it exists."""
    path.touch(exist_ok=False)
    connection = connect(path)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        made_with = f"INSERT INTO state VALUES ('made_with', {_fingerprint()});"  # noqa: S608 - an integer of our own
        connection.executescript(f"BEGIN; {TABLES} {made_with} PRAGMA user_version = {VERSION}; COMMIT;")
    finally:
        connection.close()


def connect(path: Path) -> sqlite3.Connection:
    """Open an existing target file; never creates one."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        timeout=BUSY_TIMEOUT_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def version(connection: sqlite3.Connection) -> int:
    """The schema version of the file."""
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    return int(found)


def check_version(connection: sqlite3.Connection) -> None:
    """Raise EngineUnavailable when the file has another schema version."""
    found = version(connection)
    if found != VERSION:
        raise EngineUnavailable(f"the search file has version {found}, not {VERSION}: rebuild it")


def is_outdated(connection: sqlite3.Connection) -> bool:
    """Whether the file has another schema version, or records built by another version of the code."""
    return version(connection) != VERSION or state(connection, "made_with") != _fingerprint()


def _fingerprint() -> int:
    return int(record_fingerprint(), 16)


def state(connection: sqlite3.Connection, name: str) -> int:
    """One of the counters of the file."""
    (value,) = connection.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
    return int(value)


@contextmanager
def transaction(connection: sqlite3.Connection, *, write: bool = False) -> Iterator[None]:
    """A consistent snapshot for reading, or with `write` an atomic change."""
    connection.execute("BEGIN IMMEDIATE" if write else "BEGIN")
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()
