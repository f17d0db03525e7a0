"""Saves that are one transaction with what their receivers write."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction


class AtomicSaveModel(models.Model):
    """A model whose save, with all that receivers of its signals write, is one transaction.

    Django sends `post_save` after the transaction of a plain save has ended, so a crash in between would keep the row
    and lose what follows from it. Wagtail's pages need no help: `Page.save` is atomic.
    """

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            return super().save(*args, **kwargs)
