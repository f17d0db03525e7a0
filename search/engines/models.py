"""The physical indexes of the engines."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from search.types import ENGINE_LENGTH


class TargetState(models.TextChoices):
    """Where a target is in its life."""

    BUILDING = "building", _("Being built")
    LIVE = "live", _("In use")
    OLD = "old", _("Kept for rollback")


class IndexTarget(models.Model):
    """One physical index of an engine. Those being built and in use receive every write."""

    engine = models.CharField(_("engine"), max_length=ENGINE_LENGTH)
    name = models.CharField(_("name"), max_length=200)
    state = models.CharField(_("state"), max_length=10, choices=TargetState, default=TargetState.BUILDING)
    created = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("search index")
        verbose_name_plural = _("search indexes")
        constraints = [
            models.UniqueConstraint(fields=["engine", "name"], name="one_row_per_target"),
            models.UniqueConstraint(fields=["engine"], condition=Q(state="live"), name="one_live_target_per_engine"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.state})"
