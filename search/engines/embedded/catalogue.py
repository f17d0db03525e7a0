"""The facts of every searchable document, held in memory and refreshed from the file.

A write stores its sequence number on the documents it changes, so only those are read again.
"""

from __future__ import annotations

import sqlite3

from search.engines.embedded import schema
from search.engines.embedded.stored import DocumentFacts, load_facts
from search.ranking import FIELDS


class Catalogue:
    """Documents by their id in the file, and the average field lengths for BM25."""

    def __init__(self) -> None:
        self.documents: dict[int, DocumentFacts] = {}
        self.sequence = -1
        self._totals = [0] * len(FIELDS)
        self._filled = [0] * len(FIELDS)

    def refresh(self, connection: sqlite3.Connection) -> None:
        """Load what was written since the last refresh; call it inside a read transaction."""
        sequence = schema.state(connection, "sequence")
        if sequence == self.sequence:
            return
        changes = connection.execute("SELECT id, key, facts FROM document WHERE changed > ?", (self.sequence,))
        for number, key, facts in changes:
            self._forget(number)
            if facts is not None:
                self._take_in(number, load_facts(key, facts))
        self.sequence = sequence

    def number_of(self, key: str) -> int | None:
        """The id of the searchable document with this key; None when there is none."""
        return next((number for number, facts in self.documents.items() if facts.key == key), None)

    def average_lengths(self) -> list[float]:
        """The mean length of each field over the documents that have it."""
        return [total / filled if filled else 1.0 for total, filled in zip(self._totals, self._filled, strict=True)]

    def _take_in(self, number: int, facts: DocumentFacts) -> None:
        self.documents[number] = facts
        self._count(facts.lengths, 1)

    def _forget(self, number: int) -> None:
        facts = self.documents.pop(number, None)
        if facts is not None:
            self._count(facts.lengths, -1)

    def _count(self, lengths: tuple[int, ...], sign: int) -> None:
        for field, length in enumerate(lengths):
            self._totals[field] += sign * length
            self._filled[field] += sign * bool(length)
