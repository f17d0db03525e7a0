"""The physical indexes of the engines, and the hosts with a local index."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from search.query.engine import SearchEngine
from search.types import ENGINE_LENGTH

HOST_LENGTH = 32


class TargetState(models.TextChoices):
    """The lifecycle state of a target."""

    BUILDING = "building", _("Being built")
    LIVE = "live", _("In use")
    OLD = "old", _("Kept for rollback")


class IndexTargetQuerySet(models.QuerySet["IndexTarget"]):
    """Filters on targets."""

    def of(self, engine: SearchEngine) -> Self:
        """The targets of an engine; for a local engine only those of this host."""
        return self.filter(engine=engine.name, host=engine.host)

    def shared(self) -> Self:
        """The targets of engines that all hosts share."""
        return self.filter(host="")


class IndexTarget(models.Model):
    """One physical index of an engine. Targets that are live or being built receive every write.

    `host` is the identity of the host that a local index belongs to; empty for an index that all hosts share.
    """

    engine = models.CharField(_("engine"), max_length=ENGINE_LENGTH)
    host = models.CharField(_("host"), max_length=HOST_LENGTH, blank=True, default="")
    name = models.CharField(_("name"), max_length=200)
    state = models.CharField(_("state"), max_length=10, choices=TargetState, default=TargetState.BUILDING)
    created = models.DateTimeField(_("created"), auto_now_add=True)
    progressed = models.DateTimeField(_("last progress of the build"), auto_now_add=True)

    objects = IndexTargetQuerySet.as_manager()

    class Meta:
        verbose_name = _("search index")
        verbose_name_plural = _("search indexes")
        constraints = [
            models.UniqueConstraint(fields=["engine", "host", "name"], name="one_row_per_target"),
            models.UniqueConstraint(
                fields=["engine", "host"], condition=Q(state="live"), name="one_live_target_per_engine_and_host"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.state})"


class IndexHost(models.Model):
    """A host with a local index, as its worker last reported.

    `waiting_since` is the time of the oldest change that the index lacks. `verify_requested` is when a comparison with
    the database was last requested, `verified` the request that the host answered last, with its outcome in the counts.
    """

    identity = models.CharField(_("identity"), max_length=HOST_LENGTH, primary_key=True)
    engine = models.CharField(_("engine"), max_length=ENGINE_LENGTH)
    name = models.CharField(_("name"), max_length=200)
    seen = models.DateTimeField(_("last seen"))
    stopped = models.BooleanField(_("stopped in order"), default=False)
    records = models.PositiveIntegerField(_("records"), default=0)
    waiting = models.PositiveIntegerField(_("changes that wait"), default=0)
    waiting_since = models.DateTimeField(_("waiting since"), null=True, blank=True)
    refused = models.PositiveIntegerField(_("records refused"), default=0)
    outdated = models.BooleanField(_("made by another version"), default=False)
    error = models.TextField(_("error"), blank=True)
    verify_requested = models.DateTimeField(_("comparison requested"), null=True, blank=True)
    verified = models.DateTimeField(_("last comparison"), null=True, blank=True)
    missing = models.PositiveIntegerField(_("missing"), default=0)
    ghost = models.PositiveIntegerField(_("ghosts"), default=0)
    stale = models.PositiveIntegerField(_("stale"), default=0)

    class Meta:
        verbose_name = _("host with a search index")
        verbose_name_plural = _("hosts with a search index")

    def __str__(self) -> str:
        return self.name
