"""Makes a save and what the receivers of search write about it one transaction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import models, transaction
from django.db.models.signals import ModelSignal
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction, Site

from hub.models import AtomicSaveModel

PATCHED_WAGTAIL_MODELS: tuple[type[models.Model], ...] = (PageViewRestriction, CollectionViewRestriction, Site)
"""Wagtail's models whose `save` is made atomic, here and nowhere else: they cannot inherit `AtomicSaveModel`."""

_connected: set[type[models.Model]] = set()
ATOMIC_SAVE_FLAG = "is_atomic_for_search"


def connect_atomically(signal: ModelSignal, receiver: Callable[..., Any], model: type[models.Model]) -> None:
    """Connect the receiver to this signal of the model, with the save and the receiver's writes as one transaction."""
    signal.connect(receiver, model)
    _connected.add(model)
    if model in PATCHED_WAGTAIL_MODELS and not saves_atomically(model):
        atomic_save = transaction.atomic(model.save)
        setattr(atomic_save, ATOMIC_SAVE_FLAG, True)
        model.save = atomic_save  # type: ignore[method-assign]


def saves_atomically(model: type[models.Model]) -> bool:
    """Whether a save of this model and the writes of its receivers are one transaction."""
    return issubclass(model, Page | AtomicSaveModel) or getattr(model.save, ATOMIC_SAVE_FLAG, False)


def recorded_without_transaction() -> list[type[models.Model]]:
    """The connected models that do not save atomically, so a crash could lose a change; a system check reports them."""
    return sorted((model for model in _connected if not saves_atomically(model)), key=lambda model: model._meta.label)
