"""What search records of a change is written in the transaction of that change: which models see to that, and how."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import models, transaction
from django.db.models.signals import ModelSignal
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction, Site

from hub.models import AtomicSaveModel

PATCHED_WAGTAIL_MODELS: tuple[type[models.Model], ...] = (PageViewRestriction, CollectionViewRestriction, Site)
"""The classes of others whose `save` is made atomic, here and nowhere else: they cannot inherit `AtomicSaveModel`."""

_connected: set[type[models.Model]] = set()
ATOMIC_SAVE_FLAG = "is_atomic_for_search"


def connect_atomically(signal: ModelSignal, receiver: Callable[..., Any], model: type[models.Model]) -> None:
    """Connect the receiver to this signal of the model, so that what it writes and the save are one transaction."""
    signal.connect(receiver, model)
    _connected.add(model)
    if model in PATCHED_WAGTAIL_MODELS and not saves_atomically(model):
        atomic_save = transaction.atomic(model.save)
        setattr(atomic_save, ATOMIC_SAVE_FLAG, True)
        model.save = atomic_save  # type: ignore[method-assign]


def saves_atomically(model: type[models.Model]) -> bool:
    """Whether a save of this model and what its receivers write are one transaction."""
    return issubclass(model, Page | AtomicSaveModel) or getattr(model.save, ATOMIC_SAVE_FLAG, False)


def recorded_without_transaction() -> list[type[models.Model]]:
    """The models of which search records changes that a crash could lose; none, or a system check fails."""
    return sorted((model for model in _connected if not saves_atomically(model)), key=lambda model: model._meta.label)
