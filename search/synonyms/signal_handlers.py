"""What changes the synonyms: lines of editors, tags that are merged, and a newer shipped list after a migration."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db import connections, transaction
from django.db.models.signals import post_delete, post_migrate, post_save

from hub.models import Tag
from search.synonyms.models import SynonymEntry
from search.synonyms.store import note_change, take_in_shipped
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
    """A line was deleted. A shipped one comes back as it was shipped, for it would stay in force unseen."""
    note_change()
    if instance.shipped_line:
        transaction.on_commit(take_in_shipped)


def tag_saved(instance: Tag, created: bool = False, **kwargs: Any) -> None:
    """A tag was merged, let go or renamed. New tags come with many a page, and concern nobody until merged."""
    if not created or instance.merged_into_id:
        note_change()


def tag_deleted(**kwargs: Any) -> None:
    """A tag is gone, and what was merged into it stands alone again."""
    note_change()


def migrated(using: str, **kwargs: Any) -> None:
    """Take in the shipped list, which may be newer; not after migrating to before its table."""
    if SynonymEntry._meta.db_table in connections[using].introspection.table_names():
        take_in_shipped()
