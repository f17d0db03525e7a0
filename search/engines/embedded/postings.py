"""Writes the terms of a record to the tables and reads them back.

A short word is stored twice: as its stem, and as written with a `=` prefix, which no stem can contain. The positions of
a term are stored per text field, one field after the other, as unsigned integers.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from search.analysis.documents import TEXT_FIELDS, AnalyzedRecord, analyze
from search.engines.embedded.stored import dump_attachments, dump_facts, dump_record, load_facts
from search.plan import Match
from search.ranking import FIELDS
from search.types import IndexWrite

EXACT_MARK = "="

Row = tuple[int, int, int, int, int, int, int, int]
"""A document id and the frequency of the term in each of `FIELDS`."""

Packed = tuple[int, int, int, int, int, int, bytes]
"""The frequency of a term in each text field, and all its positions, packed."""

_PARTS = FIELDS.index("parts")
_DELETED = (None, None, None, None)
_TEXTS = ", ".join(TEXT_FIELDS)


@dataclass(frozen=True, slots=True)
class PreparedWrite:
    """A write with everything computed, so that the file is locked only briefly."""

    key: str
    version: int
    columns: tuple[str, str, str, str] | tuple[None, None, None, None]  # record, attachments, facts, terms
    postings: tuple[tuple[str | int | bytes, ...], ...] = ()  # without the document id
    title_words: frozenset[str] = frozenset()

    @property
    def is_record(self) -> bool:
        return self.columns[0] is not None


def prepare(write: IndexWrite) -> PreparedWrite:
    """The rows for a write; raises ValueError or TypeError for content that cannot be stored."""
    write.key.encode("utf-8")
    if write.record is None:
        return PreparedWrite(write.key, write.version, _DELETED)
    analyzed = analyze(write.record)
    postings = tuple(_postings(analyzed))
    title_words = frozenset(analyzed.title_key.split())
    terms = " ".join(str(posting[0]) for posting in postings)
    columns = (dump_record(write.record), dump_attachments(write.record), dump_facts(write.record, analyzed), terms)
    return PreparedWrite(write.key, write.version, columns, postings, title_words)


def apply(connection: sqlite3.Connection, write: PreparedWrite, sequence: int) -> int | None:
    """Store a write; returns the change in the number of documents (-1, 0, 1), None when a newer version is stored.

    Needs a write transaction.
    """
    row = connection.execute("SELECT id, version, facts, terms FROM document WHERE key = ?", (write.key,)).fetchone()
    if row is None:
        _fill(connection, _insert(connection, write, sequence), write)
        return int(write.is_record)
    number, version, facts, terms = row
    if write.version < version:
        return None
    _clear(connection, number, facts, terms)
    connection.execute(
        "UPDATE document SET version = ?, changed = ?, record = ?, attachments = ?, facts = ?, terms = ? WHERE id = ?",
        (write.version, sequence, *write.columns, number),
    )
    _fill(connection, number, write)
    return write.is_record - (facts is not None)


def rows(connection: sqlite3.Connection, term: str, match: Match) -> list[Row]:
    """Every document with the term, and its frequency in each field."""
    stored = f"{EXACT_MARK}{term}" if match is Match.EXACT else term
    return connection.execute(
        f"SELECT document, {_TEXTS}, parts FROM posting WHERE term = ?",  # noqa: S608 - names of our own
        (stored,),
    ).fetchall()


def packed_positions(connection: sqlite3.Connection, stem: str) -> dict[int, Packed]:
    """The frequencies and positions of a stem by document id, to be decoded by `unpack`."""
    found = connection.execute(
        f"SELECT document, {_TEXTS}, places FROM posting WHERE term = ?",  # noqa: S608 - names of our own
        (stem,),
    )
    return {row[0]: row[1:] for row in found}


def unpack(packed: Packed) -> list[list[int]]:
    """The positions of a stem in each text field."""
    *counts, blob = packed
    every = array("I", blob)
    fields: list[list[int]] = []
    start = 0
    for count in counts:
        fields.append(every[start : start + count].tolist())
        start += count
    return fields


def _insert(connection: sqlite3.Connection, write: PreparedWrite, sequence: int) -> int:
    cursor = connection.execute(
        "INSERT INTO document (key, version, changed, record, attachments, facts, terms) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (write.key, write.version, sequence, *write.columns),
    )
    return int(cursor.lastrowid or 0)


def _clear(connection: sqlite3.Connection, number: int, facts: str | None, terms: str | None) -> None:
    if facts is None or terms is None:
        return
    words = load_facts("", facts).title_key.split()
    connection.executemany(
        "DELETE FROM posting WHERE term = ? AND document = ?", ((term, number) for term in terms.split())
    )
    connection.executemany("DELETE FROM title_word WHERE word = ? AND document = ?", ((word, number) for word in words))


def _fill(connection: sqlite3.Connection, number: int, write: PreparedWrite) -> None:
    connection.executemany(
        "INSERT INTO posting VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ((posting[0], number, *posting[1:]) for posting in write.postings),
    )
    connection.executemany("INSERT INTO title_word VALUES (?, ?)", ((word, number) for word in write.title_words))


def _postings(analyzed: AnalyzedRecord) -> Iterator[tuple[str | int | bytes, ...]]:
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0] * len(FIELDS))
    found: defaultdict[str, list[int]] = defaultdict(list)
    for index, name in enumerate(TEXT_FIELDS):
        field = analyzed.fields[name]
        for place, stem in field.positions():
            counts[stem][index] += 1
            found[stem].append(place)
        for word in field.short_words:
            counts[f"{EXACT_MARK}{word}"][index] += 1
    for part in analyzed.parts:
        counts[part][_PARTS] += 1
    for term in sorted(filter(None, counts)):
        yield (term, *counts[term], array("I", found.get(term, ())).tobytes())
