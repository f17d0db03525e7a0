"""All rows of a database, taken out and put back as they are: quick, and nothing is recorded or sent on the way."""

from __future__ import annotations

from typing import Any

from django.db import connection, transaction

SKIPPED_TABLES = {"wagtailsearch_indexentry"}
"""Wagtail's own index, which only the admin searches: on SQLite triggers write it into a virtual table, row by row."""

Tables = dict[str, tuple[list[str], list[tuple[Any, ...]]]]


def read_tables() -> Tables:
    """The columns and rows of every table that a model has, without what is left out."""
    found: Tables = {}
    with connection.cursor() as cursor:
        for table in sorted(set(connection.introspection.django_table_names(only_existing=True)) - SKIPPED_TABLES):
            cursor.execute(f"SELECT * FROM {_quoted(table)}")  # noqa: S608 - names of our own tables
            found[table] = [column[0] for column in cursor.description], list(cursor.fetchall())
    return found


def write_tables(tables: Tables) -> None:
    """Put these rows in an empty database; references are checked when all are there."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table, (columns, rows) in tables.items():
            names = ", ".join(map(_quoted, columns))
            marks = ", ".join(["%s"] * len(columns))
            if rows:
                cursor.executemany(f"INSERT INTO {_quoted(table)} ({names}) VALUES ({marks})", rows)  # noqa: S608 - names of our own tables


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
