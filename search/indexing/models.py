"""Versions and the outbox. The outbox is written in the transaction that changes the data, so an event exists exactly
when its change does.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from search.types import ENGINE_LENGTH, KEY_LENGTH


class IndexState(models.Model):
    """The version of one object: grows with every change, in the transaction of that change; stays after a delete."""

    key = models.CharField(_("object"), max_length=KEY_LENGTH, primary_key=True)
    version = models.BigIntegerField(_("version"), default=0)

    class Meta:
        verbose_name = _("version of an object")
        verbose_name_plural = _("versions of objects")

    def __str__(self) -> str:
        return f"{self.key} v{self.version}"


class IndexEvent(models.Model):
    """An engine has yet to take in the current state of an object; one row per object and engine.

    `claim` names the worker that is at it until `claimed_until`. A change in the meantime empties the claim,
    so that the worker cannot settle what it has not seen.
    """

    key = models.CharField(_("object"), max_length=KEY_LENGTH)
    engine = models.CharField(_("engine"), max_length=ENGINE_LENGTH)
    created = models.DateTimeField(_("since"))
    next_try = models.DateTimeField(_("next try"))
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    claim = models.CharField(_("claimed by"), max_length=32, blank=True)
    claimed_until = models.DateTimeField(_("claimed until"), null=True, blank=True)
    dead = models.BooleanField(_("given up"), default=False)
    error = models.TextField(_("last error"), blank=True)

    class Meta:
        verbose_name = _("search event")
        verbose_name_plural = _("search events")
        constraints = [models.UniqueConstraint(fields=["key", "engine"], name="one_event_per_object_and_engine")]
        indexes = [models.Index(fields=["engine", "next_try"], condition=Q(dead=False), name="event_due")]

    def __str__(self) -> str:
        return f"{self.key} → {self.engine}"
