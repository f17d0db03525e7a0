"""The ledger of reuse: which organisation uses which solution, since when, and who says so."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from hub.forms.pages import YET_TO_COME
from hub.models import AtomicSaveModel
from organisations.models import Organisation
from solutions.query import ReuseQuerySet


class ReuseStatus(models.TextChoices):
    """How far an organisation is with a solution."""

    INTEREST = "interest", _("Interested")
    EXPLORING = "exploring", _("Exploring")
    PILOT = "pilot", _("Pilot")
    IN_USE = "in_use", _("In use")
    STOPPED = "stopped", _("Stopped")
    REJECTED = "rejected", _("Not chosen")


class ClaimedBy(models.TextChoices):
    """Who stated it."""

    SELF = "self", _("The organisation itself")
    SUPPLIER = "supplier", _("A supplier")
    MAINTAINER = "maintainer", _("The maintainer")
    CURATOR = "curator", _("An editor of VNG")


class CostBand(models.TextChoices):
    """Costs in euros, in bands."""

    NONE = "none", _("Nothing")
    UNDER_10K = "lt10k", _("Less than 10,000 euros")
    UNDER_50K = "lt50k", _("10,000 to 50,000 euros")
    UNDER_250K = "lt250k", _("50,000 to 250,000 euros")
    MORE = "gte250k", _("250,000 euros or more")


class EffortBand(models.TextChoices):
    """Own work, in bands."""

    DAYS = "days", _("Days")
    WEEKS = "weeks", _("Weeks")
    MONTHS = "months", _("Months")
    YEARS = "years", _("A year or more")


class Reuse(index.Indexed, AtomicSaveModel):
    """One organisation's use of one solution; a claim that counts for nothing until the organisation confirms it."""

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="reuses"
    )
    solution = models.ForeignKey(
        "solutions.SolutionPage", verbose_name=_("solution"), on_delete=models.CASCADE, related_name="reuses"
    )
    status = models.CharField(_("status"), max_length=12, choices=ReuseStatus, default=ReuseStatus.IN_USE)
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    reason = models.TextField(
        _("reason"), blank=True, help_text=_("Why it stopped or was not chosen. Others learn from it.")
    )
    version = models.CharField(_("version"), max_length=60, blank=True)
    adapted = models.TextField(_("how it was adapted"), blank=True)
    scale = models.CharField(
        _("scale"), max_length=200, blank=True, help_text=_("Such as: 40 users, 3,000 reports a year.")
    )
    effort_band = models.CharField(_("own work"), max_length=12, choices=EffortBand, blank=True)
    cost_band_once = models.CharField(_("costs, once"), max_length=12, choices=CostBand, blank=True)
    cost_band_yearly = models.CharField(_("costs, each year"), max_length=12, choices=CostBand, blank=True)
    costs_actual = models.BooleanField(_("the costs are actual"), default=False, help_text=_("Not ticked: estimated."))
    would_do_again = models.BooleanField(_("would do it again"), null=True, blank=True)
    lesson = models.CharField(_("lesson"), max_length=250, blank=True, help_text=_("In one sentence."))
    contact_willing = models.BooleanField(_("willing to answer questions"), default=False)
    claimed_by = models.CharField(_("stated by"), max_length=12, choices=ClaimedBy, default=ClaimedBy.CURATOR)
    claim_source = models.URLField(_("source of the statement"), max_length=500, blank=True)
    confirmed_at = models.DateField(_("confirmed on"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("confirmed by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = ReuseQuerySet.as_manager()
    search_fields = [
        index.RelatedFields("organisation", [index.SearchField("name"), index.AutocompleteField("name")]),
        index.RelatedFields("solution", [index.SearchField("title"), index.AutocompleteField("title")]),
    ]

    class Meta:
        verbose_name = _("use of a solution")
        verbose_name_plural = _("uses of solutions")
        ordering = ["-since", "organisation__name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(since=None) | Q(until__gte=F("since")),
                name="reuse_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["organisation", "solution", "status", "since"],
                name="one_reuse_per_status_and_start",
            ),
            models.UniqueConstraint(
                fields=["organisation", "solution", "status"],
                condition=Q(since=None),
                name="one_reuse_per_status_without_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} – {self.solution} ({self.get_status_display()})"

    def clean(self) -> None:
        super().clean()
        if self.since and self.until and self.until < self.since:
            raise ValidationError({"until": _("The end is before the beginning.")})
        if self.confirmed_at and self.confirmed_at > timezone.localdate():
            raise ValidationError({"confirmed_at": YET_TO_COME})

    @property
    def is_confirmed(self) -> bool:
        """Whether the organisation said so; a day that has yet to come confirms nothing."""
        return self.confirmed_at is not None and self.confirmed_at <= timezone.localdate()

    @property
    def is_counted(self) -> bool:
        """Whether it carries weight: the rule of `ReuseQuerySet.counted`, for a row that is at hand."""
        in_use = self.status in {ReuseStatus.PILOT, ReuseStatus.IN_USE}
        return self.is_confirmed and in_use and not self.is_invented

    @property
    def is_invented(self) -> bool:
        """Whether an invented organisation says it of a real solution."""
        return self.organisation.is_example and not self.solution.is_example
