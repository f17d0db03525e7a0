"""Object versions and the outbox.

Events are written in the transaction that changes the data, so an event exists exactly when its change does.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from search.types import ENGINE_LENGTH, KEY_LENGTH


class ObjectVersion(models.Model):
    """The version of one object: increases in the transaction of every change, and is kept after a delete.

    It is the time of the change in milliseconds since 1970, or the previous version plus one if that is higher. So a
    change made after restoring an older backup wins over whatever the engines hold.
    """

    key = models.CharField(_("object"), max_length=KEY_LENGTH, primary_key=True)
    version = models.BigIntegerField(_("version"), default=0)

    class Meta:
        verbose_name = _("version of an object")
        verbose_name_plural = _("versions of objects")

    def __str__(self) -> str:
        return f"{self.key} v{self.version}"


class OutboxEvent(models.Model):
    """A pending write of one object's current state to one consumer; one row per object and consumer.

    `version` is the version to write. Until `claimed_until` a worker holds the event; a change in the meantime raises
    the version and ends the claim.
    """

    key = models.CharField(_("object"), max_length=KEY_LENGTH)
    consumer = models.CharField(_("consumer"), max_length=ENGINE_LENGTH)
    version = models.BigIntegerField(_("version"))
    created = models.DateTimeField(_("since"))
    next_try = models.DateTimeField(_("next try"))
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    claimed_until = models.DateTimeField(_("claimed until"), null=True, blank=True)
    dead = models.BooleanField(_("given up"), default=False)
    error = models.TextField(_("last error"), blank=True)

    class Meta:
        verbose_name = _("event of the outbox")
        verbose_name_plural = _("events of the outbox")
        constraints = [models.UniqueConstraint(fields=["key", "consumer"], name="one_event_per_object_and_consumer")]
        indexes = [models.Index(fields=["consumer", "next_try"], condition=Q(dead=False), name="event_due")]

    def __str__(self) -> str:
        return f"{self.key} → {self.consumer}"
