"""What search records of a change is written in the transaction of that change: which models see to that, and how."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import models, transaction
from django.db.models.signals import ModelSignal
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction, Site

from hub.models import AtomicSaveModel

WAGTAILS: tuple[type[models.Model], ...] = (PageViewRestriction, CollectionViewRestriction, Site)
"""The classes of others whose `save` is made atomic, here and nowhere else: they cannot inherit `AtomicSaveModel`."""

_recorded: set[type[models.Model]] = set()
_IN_FORCE = "is_atomic_for_search"


def record(signal: ModelSignal, receiver: Callable[..., Any], model: type[models.Model]) -> None:
    """Let the receiver record what this signal of the model tells, in one transaction with the save or delete."""
    signal.connect(receiver, model)
    _recorded.add(model)
    if model in WAGTAILS and not saves_atomically(model):
        atomic_save = transaction.atomic(model.save)
        setattr(atomic_save, _IN_FORCE, True)
        model.save = atomic_save  # type: ignore[method-assign]


def saves_atomically(model: type[models.Model]) -> bool:
    """Whether a save of this model and what its receivers write are one transaction."""
    return issubclass(model, Page | AtomicSaveModel) or getattr(model.save, _IN_FORCE, False)


def recorded_without_transaction() -> list[type[models.Model]]:
    """The models of which search records changes that a crash could lose; none, or a system check fails."""
    return sorted((model for model in _recorded if not saves_atomically(model)), key=lambda model: model._meta.label)
