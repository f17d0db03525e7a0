"""What makes the documents of a page new to the engines: another title, another file, its text, or who may read it.

As in `search.indexing.signal_handlers` a receiver only records, in the transaction of the change.
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
    """Listen to documents, their texts, and the privacy of collections."""
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
    """Record the pages that use the document, when something changed that they show."""
    if not created and (update_fields is None or SHOWN & update_fields):
        enqueue_users_of([instance.pk])


def document_about_to_be_deleted(instance: HubDocument, **kwargs: Any) -> None:
    """Record the pages that use the document while that is still known."""
    enqueue_users_of([instance.pk])


def text_changed(instance: DocumentText, **kwargs: Any) -> None:
    """Record the pages that use the document whose text was read or forgotten."""
    enqueue_users_of([instance.document_id])


def privacy_of_collection_changed(instance: CollectionViewRestriction, **kwargs: Any) -> None:
    """Record the pages that use documents in this collection or below it."""
    path = Collection.objects.filter(pk=instance.collection_id).values_list("path", flat=True).first()
    if path:
        enqueue_users_of(HubDocument.objects.filter(collection__path__startswith=path).values_list("pk", flat=True))


def documents_moved(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    """Record the pages that use documents which were put in another collection at once: that sends no signal."""
    if action.models == [HubDocument]:
        enqueue_users_of(document.pk for document in objects)
