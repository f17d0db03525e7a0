"""Signals that change the synonyms: edited lines, merged tags, and a newer shipped list after a migration."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db import connections, transaction
from django.db.models.signals import post_delete, post_migrate, post_save

from hub.models import Tag
from search.synonyms.models import SynonymEntry
from search.synonyms.store import note_change, sync_shipped_list
from search.transactions import connect_atomically


def connect(app: AppConfig) -> None:
    """Connect all receivers; called once, by `apps.py`."""
    connect_atomically(post_save, entry_changed, SynonymEntry)
    connect_atomically(post_delete, entry_deleted, SynonymEntry)
    connect_atomically(post_save, tag_saved, Tag)
    connect_atomically(post_delete, tag_deleted, Tag)
    post_migrate.connect(migrated, app)


def entry_changed(**kwargs: Any) -> None:
    """A line was added or changed."""
    note_change()


def entry_deleted(instance: SynonymEntry, **kwargs: Any) -> None:
    """A line was deleted. A shipped one is restored as shipped, because it would stay in force without a row."""
    note_change()
    if instance.shipped_line:
        transaction.on_commit(sync_shipped_list)


def tag_saved(instance: Tag, created: bool = False, **kwargs: Any) -> None:
    """A tag was merged, unmerged or renamed. New tags are frequent and have no effect until merged."""
    if not created or instance.merged_into_id:
        note_change()


def tag_deleted(**kwargs: Any) -> None:
    """A tag was deleted, and the tags merged into it are separate again."""
    note_change()


def migrated(using: str, **kwargs: Any) -> None:
    """Import the shipped list, which may be newer, unless the table does not exist (migrated backwards)."""
    if SynonymEntry._meta.db_table in connections[using].introspection.table_names():
        sync_shipped_list()
