"""Signal handlers that enqueue the pages using a document when its title, file, text or privacy changes.

As in `search.indexing.signal_handlers`, a receiver only writes to the outbox, in the transaction of the change.
"""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete
from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Collection, CollectionViewRestriction

from hub.models import DocumentText, HubDocument
from search.indexing.changes import enqueue_users_of
from search.transactions import connect_atomically

SHOWN = {"title", "file", "collection"}
"""The fields of a document that the records of its pages depend on."""


def connect() -> None:
    """Connect the receivers for documents, their texts and the privacy of collections."""
    connect_atomically(post_save, document_saved, HubDocument)
    connect_atomically(pre_delete, document_about_to_be_deleted, HubDocument)
    for signal in (post_save, post_delete):
        connect_atomically(signal, text_changed, DocumentText)
        connect_atomically(signal, privacy_of_collection_changed, CollectionViewRestriction)
    hooks.register("after_bulk_action", documents_moved)


def document_saved(
    instance: HubDocument,
    created: bool = False,
    update_fields: frozenset[str] | None = None,
    **kwargs: Any,
) -> None:
    """Enqueue the pages that use the document, when a field in `SHOWN` may have changed."""
    if not created and (update_fields is None or SHOWN & update_fields):
        enqueue_users_of([instance.pk])


def document_about_to_be_deleted(instance: HubDocument, **kwargs: Any) -> None:
    """Enqueue the pages that use the document while its references still exist."""
    enqueue_users_of([instance.pk])


def text_changed(instance: DocumentText, **kwargs: Any) -> None:
    """Enqueue the pages that use the document whose extracted text was saved or deleted."""
    enqueue_users_of([instance.document_id])


def privacy_of_collection_changed(instance: CollectionViewRestriction, **kwargs: Any) -> None:
    """Enqueue the pages that use documents in this collection or its descendants."""
    path = Collection.objects.filter(pk=instance.collection_id).values_list("path", flat=True).first()
    if path:
        enqueue_users_of(HubDocument.objects.filter(collection__path__startswith=path).values_list("pk", flat=True))


def documents_moved(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    """Enqueue the pages that use documents moved to another collection in bulk, which sends no signal."""
    if action.models == [HubDocument]:
        enqueue_users_of(document.pk for document in objects)
