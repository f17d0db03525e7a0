"""Signal handlers that enqueue an object when its public state, or other data in its record, changes.

A receiver only writes to the outbox, in the transaction of the change itself: `Page.save` and every delete run in one,
a move saves the page within it, and `search.transactions` takes care of the other models. Wagtail's own signals for
publishing and moving are sent after that transaction, so nothing depends on them. Enqueueing too much is harmless,
missing a change is not.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from wagtail.models import Page, PageViewRestriction, Site

from hub.models import Tag
from organisations.models import Organisation
from search.indexing.changes import (
    enqueue_everything,
    enqueue_organisation,
    enqueue_pages,
    enqueue_restricted,
    enqueue_subtree,
    enqueue_tagged,
    enqueue_with_term,
)
from search.indexing.outbox import enqueue
from search.indexing.records import key_of, make_key
from search.kinds import tag_models
from search.transactions import connect_atomically
from search.types import Kind
from solutions.models import GemmaComponent, Licence, PolicyDomain, Reuse, SolutionPage, Standard, Vocabulary

_OLD = "_search_old"


def connect() -> None:
    """Connect the receivers for everything that a record is built from; called once, by `apps.py`."""
    for page_model in apps.get_models():
        if issubclass(page_model, Page):
            connect_atomically(pre_save, page_about_to_be_saved, page_model)
            connect_atomically(post_save, page_saved, page_model)
            connect_atomically(pre_delete, page_about_to_be_deleted, page_model)
    for signal in (post_save, post_delete):
        connect_atomically(signal, privacy_changed, PageViewRestriction)
        connect_atomically(signal, site_changed, Site)
        for tag_model in tag_models().values():
            connect_atomically(signal, tagged, tag_model)
    for signal in (pre_save, pre_delete):
        connect_atomically(signal, tag_about_to_change, Tag)
        connect_atomically(signal, reuse_about_to_change, Reuse)
        for term_model in (PolicyDomain, GemmaComponent, Standard, Licence):
            connect_atomically(signal, term_about_to_change, term_model)
    connect_atomically(post_save, tag_saved, Tag)
    connect_atomically(post_save, reuse_saved, Reuse)
    connect_atomically(pre_save, organisation_about_to_be_saved, Organisation)
    connect_atomically(post_save, organisation_saved, Organisation)
    connect_atomically(pre_delete, organisation_about_to_be_deleted, Organisation)
    for terms in (SolutionPage.policy_domains, SolutionPage.gemma_components):
        m2m_changed.connect(terms_set, terms.through)  # Django sets relations in a transaction of its own


def page_about_to_be_saved(instance: Page, raw: bool = False, **kwargs: Any) -> None:
    """Store the old URL path: a change of it affects the whole subtree."""
    if instance.pk and not raw:
        old = Page.objects.filter(pk=instance.pk).values_list("url_path", flat=True).first()
        setattr(instance, _OLD, old)


def page_saved(instance: Page, created: bool = False, raw: bool = False, **kwargs: Any) -> None:
    """Enqueue the page, and its whole subtree when its URL path changed (by its slug or by a move)."""
    if key := key_of(instance):
        enqueue([key])
    old = instance.__dict__.pop(_OLD, None)
    if not created and old is not None and old != instance.url_path:
        enqueue_subtree(instance.path)


def page_about_to_be_deleted(instance: Page, **kwargs: Any) -> None:
    """Enqueue the page while its key can still be determined."""
    if key := key_of(instance):
        enqueue([key])


def privacy_changed(instance: PageViewRestriction, **kwargs: Any) -> None:
    """Enqueue every page that the restriction covers or covered."""
    enqueue_restricted(instance)


def site_changed(instance: Site, **kwargs: Any) -> None:
    """Enqueue everything: another root page or host name changes the URL of every page."""
    enqueue_everything()


def tag_about_to_change(instance: Tag, raw: bool = False, **kwargs: Any) -> None:
    """Enqueue the pages with the tag, or a tag merged with it, as before the change."""
    if instance.pk and not raw:
        enqueue_tagged(instance.pk)


def tag_saved(instance: Tag, created: bool = False, **kwargs: Any) -> None:
    """Enqueue the pages with the tag, or a tag merged with it, as after the change."""
    if not created:
        enqueue_tagged(instance.pk)


def tagged(sender: type[models.Model], instance: Any, **kwargs: Any) -> None:
    """Enqueue the page that gained or lost a tag."""
    kind = next(kind for kind, model in tag_models().items() if model is sender)
    enqueue([make_key(kind, instance.content_object_id)])


def term_about_to_change(instance: Vocabulary, raw: bool = False, **kwargs: Any) -> None:
    """Enqueue the solutions with this term: its label is part of their text."""
    if instance.pk and not raw:
        enqueue_with_term(instance)


def terms_set(instance: Any, action: str, reverse: bool, pk_set: set[int] | None, **kwargs: Any) -> None:
    """Enqueue the solutions that gained or lost terms."""
    if reverse and pk_set:
        enqueue_pages(Kind.SOLUTION, pk_set)
    elif reverse:
        enqueue_with_term(instance)
    elif action.startswith("post_") and instance.pk:
        enqueue([make_key(Kind.SOLUTION, instance.pk)])


def reuse_about_to_change(instance: Reuse, **kwargs: Any) -> None:
    """Enqueue the solution that the stored use refers to, before it is changed or deleted."""
    if instance.pk:
        enqueue_pages(Kind.SOLUTION, Reuse.objects.filter(pk=instance.pk).values_list("solution_id", flat=True))


def reuse_saved(instance: Reuse, **kwargs: Any) -> None:
    """Enqueue the solution that the use refers to."""
    enqueue([make_key(Kind.SOLUTION, instance.solution_id)])


def organisation_about_to_be_saved(instance: Organisation, raw: bool = False, **kwargs: Any) -> None:
    """Store the old values of the fields that other records repeat."""
    if instance.pk and not raw:
        setattr(instance, _OLD, _repeated(Organisation.objects.filter(pk=instance.pk)))


def organisation_saved(instance: Organisation, created: bool = False, **kwargs: Any) -> None:
    """Enqueue the organisation, and its subtree and related pages when a field that they repeat changed."""
    old = instance.__dict__.pop(_OLD, None)
    if created or old == _repeated(Organisation.objects.filter(pk=instance.pk)):
        enqueue([make_key(Kind.ORGANISATION, instance.pk)])
    else:
        enqueue_organisation(instance)


def organisation_about_to_be_deleted(instance: Organisation, **kwargs: Any) -> None:
    """Enqueue the organisation, its subtree and the pages that refer to it."""
    enqueue_organisation(instance)


def _repeated(queryset: models.QuerySet[Organisation]) -> tuple[Any, ...] | None:
    return queryset.values_list("name", "code", "province", "slug").first()
