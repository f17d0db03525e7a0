"""The anonymous log of queries, for editors who want to know what visitors cannot find."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

QUESTION_LENGTH = 200
FILTERS_LENGTH = 200
HIT_KEY_LENGTH = 80


class AskedQuestion(models.Model):
    """One query of a visitor, to the hour. The visitor, session and address are not stored."""

    asked_at = models.DateTimeField(_("asked at"), db_index=True, help_text=_("To the hour."))
    text = models.CharField(_("question"), max_length=QUESTION_LENGTH)
    is_masked = models.BooleanField(
        _("masked"), default=False, help_text=_("Something that looked like personal data was left out.")
    )
    filters = models.CharField(_("filters"), max_length=FILTERS_LENGTH, blank=True)
    total = models.PositiveIntegerField(_("results"))
    is_degraded = models.BooleanField(_("answered by the reserve"), default=False)
    clicked_rank = models.PositiveSmallIntegerField(
        _("rank of the chosen result"), null=True, blank=True, help_text=_("0 for a recommendation.")
    )
    clicked_key = models.CharField(_("chosen result"), max_length=HIT_KEY_LENGTH, blank=True)

    class Meta:
        verbose_name = _("asked question")
        verbose_name_plural = _("asked questions")
        default_permissions = ("view", "delete")
        indexes = [models.Index(fields=["text", "asked_at"], name="question_by_text")]

    def __str__(self) -> str:
        return self.text
