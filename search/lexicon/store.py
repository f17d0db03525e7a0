"""The lexicon in the database: written like an engine, read as a whole into memory.

Writers are serialised by a lock on the single row of LexiconState, so `changed` grows in the order of commits and a
reader that asks for changes after a sequence number misses nothing. A record is counted once per version: the words it
was counted for are stored, and subtracted when it changes or is withdrawn.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from django.db import connection, transaction

from search.lexicon.lexicon import Lexicon, MemoryLexicon, words_of
from search.lexicon.models import LexiconRecord, LexiconState, LexiconWord
from search.types import IndexWrite, StoredVersion, WriteFailure

CHECK_EVERY = 2.0  # seconds between two checks for changes
RELOAD_EVERY = 15.0  # seconds between two reloads of a large lexicon, which are slow
LARGE = 10_000  # words
_ROW = 1
_ROWS_PER_STATEMENT = 300


def write(writes: Sequence[IndexWrite]) -> list[WriteFailure]:
    """Count the words of these records, skipping versions older than the one counted; no write is refused."""
    prepared = {one.key: (one, words_of(one.record) if one.record else set()) for one in writes}
    with transaction.atomic():
        sequence = _next_sequence()
        counted = LexiconRecord.objects.in_bulk(list(prepared))
        delta: Counter[str] = Counter()
        rows = []
        for key, (one, words) in prepared.items():
            before = counted.get(key)
            if before is not None and before.version > one.version:
                continue
            delta.update(words)
            delta.subtract(before.words.split() if before else ())
            rows.append(
                LexiconRecord(
                    key=key, version=one.version, words=" ".join(sorted(words)), is_public=one.record is not None
                )
            )
        LexiconRecord.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["key"], update_fields=["version", "words", "is_public"]
        )
        _add({word: count for word, count in delta.items() if count}, sequence)
    return []


def versions() -> Iterator[StoredVersion]:
    """The key and version of every counted public record."""
    rows = LexiconRecord.objects.filter(is_public=True).order_by("key").values_list("key", "version")
    yield from (StoredVersion(key, version) for key, version in rows.iterator())


def _next_sequence() -> int:
    """The sequence number of this write; locks the row until the transaction ends, which serialises writers."""
    LexiconState.objects.get_or_create(pk=_ROW)
    state = LexiconState.objects.select_for_update().get(pk=_ROW)
    state.sequence += 1
    state.save(update_fields=["sequence"])
    return state.sequence


def _add(delta: dict[str, int], sequence: int) -> None:
    table = connection.ops.quote_name(LexiconWord._meta.db_table)
    words = sorted(delta)
    with connection.cursor() as cursor:
        for start in range(0, len(words), _ROWS_PER_STATEMENT):
            part = words[start : start + _ROWS_PER_STATEMENT]
            cursor.execute(
                f"INSERT INTO {table} (word, documents, changed) "  # noqa: S608 - a table name of our own
                f"VALUES {', '.join(['(%s, %s, %s)'] * len(part))} ON CONFLICT (word) DO UPDATE SET "
                f"documents = {table}.documents + excluded.documents, changed = excluded.changed",
                [value for word in part for value in (word, delta[word], sequence)],
            )


class LexiconCache:
    """The lexicon in this process: at most some seconds behind the database, and never with part of a change."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._frequencies: dict[str, int] = {}
        self._lexicon: Lexicon = MemoryLexicon({})
        self._sequence = -1
        self._checked = self._loaded = float("-inf")

    def current(self) -> Lexicon:
        """The lexicon to plan with; one thread at a time checks for changes, the others use the loaded one."""
        now = time.monotonic()
        if now - self._checked < CHECK_EVERY or not self._lock.acquire(blocking=self._sequence < 0):
            return self._lexicon
        try:
            self._checked = now
            self._follow(now)
        finally:
            self._lock.release()
        return self._lexicon

    def clear(self) -> None:
        """Empty the cache; the next use loads the lexicon again."""
        with self._lock:
            self._frequencies = {}
            self._sequence = -1
            self._checked = self._loaded = float("-inf")
            self._lexicon = MemoryLexicon({})

    def _follow(self, now: float) -> None:
        if len(self._frequencies) >= LARGE and now - self._loaded < RELOAD_EVERY:
            return
        sequence = LexiconState.objects.filter(pk=_ROW).values_list("sequence", flat=True).first() or 0
        if sequence == self._sequence:
            return
        changed = LexiconWord.objects.filter(changed__gt=self._sequence).values_list("word", "documents")
        self._take_in(changed.iterator())
        self._sequence, self._loaded = sequence, now

    def _take_in(self, changed: Iterable[tuple[str, int]]) -> None:
        frequencies = {**self._frequencies, **dict(changed)}
        self._frequencies = {word: count for word, count in frequencies.items() if count > 0}
        self._lexicon = MemoryLexicon(self._frequencies)


LEXICON = LexiconCache()
