"""Saves that are one transaction with what their receivers record."""

from __future__ import annotations

from django.db import models, transaction


def save_in_one_transaction(model: type[models.Model]) -> None:
    """Let a save of this model and what its receivers record be one transaction.

    Django sends `post_save` after the transaction of a plain save has ended, so a crash in between would lose
    the event. Wagtail's pages need no help: `Page.save` is atomic.
    """
    model.save = transaction.atomic(model.save)  # type: ignore[method-assign]
