"""Autocomplete: records whose titles have words that start with what was typed."""

from __future__ import annotations

import sqlite3

from search.analysis.stems import exact
from search.analysis.tokens import tokenize
from search.engines.embedded.catalogue import Catalogue
from search.engines.embedded.stored import DocumentFacts, load_record
from search.ranking import Weights
from search.types import Suggestion

MAX_WORDS = 8
_LAST = "\U0010ffff"  # sorts after every letter


def suggest(
    connection: sqlite3.Connection, catalogue: Catalogue, prefix: str, limit: int, weights: Weights
) -> list[Suggestion]:
    """At most `limit` records: titles that start as typed first, then by kind, reuse and length of the title."""
    words = [exact(token) for token in tokenize(prefix[:200])][:MAX_WORDS]
    if not words or limit < 1:
        return []
    found = set.intersection(*(_starting(connection, word) for word in words))
    typed = " ".join(words)
    ordered = sorted(found, key=lambda number: _place(catalogue.documents[number], typed, weights))
    return [_suggestion(connection, number) for number in ordered[:limit]]


def _starting(connection: sqlite3.Connection, word: str) -> set[int]:
    rows = connection.execute(
        "SELECT DISTINCT document FROM title_word WHERE word >= ? AND word < ?", (word, word + _LAST)
    )
    return {number for (number,) in rows}


def _place(facts: DocumentFacts, typed: str, weights: Weights) -> tuple[bool, float, int, int, str]:
    return (
        not facts.title_key.startswith(typed),
        -weights.kinds[facts.kind],
        -facts.confirmed_reuse,
        len(facts.title_key),
        facts.key,
    )


def _suggestion(connection: sqlite3.Connection, number: int) -> Suggestion:
    (text,) = connection.execute("SELECT record FROM document WHERE id = ?", (number,)).fetchone()
    record = load_record(text)
    return Suggestion(record.title, record.kind.value, record.url)
