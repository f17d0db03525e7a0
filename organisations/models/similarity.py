"""Which municipalities are alike, worked out beforehand."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from organisations.models.organisation import Organisation


class MunicipalitySimilarity(models.Model):
    """One of the municipalities most like another; `organisations.similarity.table.recompute` writes all rows anew."""

    municipality = models.ForeignKey(
        Organisation, verbose_name=_("municipality"), on_delete=models.CASCADE, related_name="similar"
    )
    other = models.ForeignKey(
        Organisation, verbose_name=_("the one it resembles"), on_delete=models.CASCADE, related_name="resembles"
    )
    score = models.FloatField(_("similarity"), validators=[MinValueValidator(0), MaxValueValidator(1)])
    rank = models.PositiveSmallIntegerField(_("rank"), help_text=_("1 for the one that is most alike."))
    reasons = models.JSONField(
        _("reasons"), default=list, blank=True, help_text=_("Codes with the numbers that belong to them.")
    )

    class Meta:
        verbose_name = _("similarity of municipalities")
        verbose_name_plural = _("similarities of municipalities")
        ordering = ["municipality", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "other"], name="one_similarity_per_pair"),
            models.UniqueConstraint(fields=["municipality", "rank"], name="one_similar_per_rank"),
            models.CheckConstraint(condition=~Q(municipality=F("other")), name="nobody_resembles_itself"),
            models.CheckConstraint(condition=Q(score__gte=0, score__lte=1), name="similarity_from_0_to_1"),
        ]

    def __str__(self) -> str:
        return f"{self.municipality} – {self.other} ({self.score:.2f})"
