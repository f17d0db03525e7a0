"""An experience: what an organisation learned while using a solution."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail.search import index

from hub.blocks import TEXT_FEATURES, BodyBlock, IndicatorsBlock
from hub.fields import BodyField
from hub.models import Tag, TagLink
from organisations.models import Organisation, OwnedPage
from solutions.models.reuse import CostBand, ReuseStatus
from solutions.query import ExperienceManager


class ExperienceTag(TagLink):
    """A tag on an experience."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="experiences")
    content_object = ParentalKey("solutions.ExperiencePage", on_delete=models.CASCADE, related_name="tagged_items")


class ExperiencePartner(Orderable):
    """An organisation that did it together with the owner; the story shows on its page too."""

    page = ParentalKey("solutions.ExperiencePage", on_delete=models.CASCADE, related_name="partner_links")
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="shared_experiences"
    )

    panels = [FieldPanel("organisation")]

    class Meta(Orderable.Meta):
        verbose_name = _("partner of an experience")
        verbose_name_plural = _("partners of experiences")
        constraints = [models.UniqueConstraint(fields=["page", "organisation"], name="one_partner_per_experience")]

    def __str__(self) -> str:
        return f"{self.page} – {self.organisation}"


def _section(label: Any, help_text: Any = "") -> RichTextField:
    return RichTextField(label, blank=True, features=TEXT_FEATURES, help_text=help_text)


class ExperiencePage(OwnedPage):
    """What happened, what it brought, and what one would do differently.

    A draft may be as empty as its writer wants. Once published, the page says of every section that is still empty
    that nothing was written about it: nobody has to guess whether there was nothing to tell.
    """

    SECTIONS = ("situation", "question", "approach", "result", "what_did_not_work", "costs", "conditions", "advice")

    solutions = ParentalManyToManyField(
        "solutions.SolutionPage",
        verbose_name=_("solutions"),
        blank=True,
        related_name="experiences",
        help_text=_("The solutions this experience is about."),
    )
    reuse = models.ForeignKey(
        "solutions.Reuse",
        verbose_name=_("use it describes"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="experiences",
    )
    situation = _section(_("situation"), _("What was the occasion? What was it like before?"))
    question = _section(_("question"), _("What did you want to know or solve?"))
    approach = _section(_("approach"), _("What did you do, with whom, in what order?"))
    result = _section(_("result"), _("What became better, and what did not change?"))
    indicators = BodyField(
        IndicatorsBlock(),
        verbose_name=_("result in numbers"),
        blank=True,
        help_text=_("What it was and what it became. Say whether you measured it or expect it."),
    )
    what_did_not_work = _section(_("what did not work"), _("Colleagues learn most from this."))
    costs = _section(_("costs"), _("What did it cost, in money and in hours? What turned out cheaper or dearer?"))
    cost_band_once = models.CharField(_("costs, once"), max_length=12, choices=CostBand, blank=True)
    cost_band_yearly = models.CharField(_("costs, each year"), max_length=12, choices=CostBand, blank=True)
    lead_time = models.CharField(
        _("lead time"), max_length=80, blank=True, help_text=_("From the first plan to daily use. Such as: 14 months.")
    )
    conditions = _section(_("conditions for success"), _("What must be in place before others can do this too?"))
    advice = _section(_("advice to others"))
    pull_quote = models.CharField(
        _("quote"), max_length=200, blank=True, help_text=_("One sentence from the story that makes people curious.")
    )
    pull_quote_by = models.CharField(
        _("said by"), max_length=120, blank=True, help_text=_("A role is enough, such as: projectleider.")
    )
    body = BodyField(
        BodyBlock(), verbose_name=_("more"), blank=True, help_text=_("Images, quotes, figures and tables.")
    )
    phase = models.CharField(_("phase"), max_length=20, choices=ReuseStatus, blank=True)
    period_start = models.DateField(_("from"), null=True, blank=True)
    period_end = models.DateField(_("until"), null=True, blank=True)
    image = models.ForeignKey(
        "hub.HubImage",
        verbose_name=_("image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    tags = ClusterTaggableManager(
        through=ExperienceTag,
        blank=True,
        verbose_name=_("tags"),
        help_text=_("Words by which colleagues look for this."),
    )

    objects = ExperienceManager()

    page_description = _("What you learned while using or making a solution.")
    parent_page_types = ["organisations.OrganisationPage"]
    subpage_types: list[str] = []
    content_panels = [
        *OwnedPage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel(
                    "solutions",
                    help_text=_("The solutions this experience is about. Hold Ctrl to choose several (Mac: Cmd)."),
                ),
                FieldPanel("tags"),
            ],
            heading=_("What it is about"),
        ),
        MultipleChooserPanel(
            "partner_links", chooser_field_name="organisation", label=_("organisation"), heading=_("Together with")
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("situation", "question", "approach")], heading=_("What you did")
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("result", "indicators", "what_did_not_work")],
            heading=_("What it brought"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("costs"),
                FieldRowPanel([FieldPanel("cost_band_once"), FieldPanel("cost_band_yearly")]),
                FieldPanel("lead_time"),
                FieldPanel("phase"),
                FieldRowPanel([FieldPanel("period_start"), FieldPanel("period_end")]),
            ],
            heading=_("Costs and time"),
        ),
        MultiFieldPanel([FieldPanel("conditions"), FieldPanel("advice")], heading=_("For others")),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("pull_quote"), FieldPanel("pull_quote_by")]), FieldPanel("image")],
            heading=_("What draws the reader in"),
        ),
        FieldPanel("body"),
    ]
    search_fields = [
        *OwnedPage.search_fields,
        *(index.SearchField(name) for name in (*SECTIONS, "pull_quote", "indicators", "body")),
    ]

    class Meta:
        verbose_name = _("experience")
        verbose_name_plural = _("experiences")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(period_end=None)
                | models.Q(period_start=None)
                | models.Q(period_end__gte=models.F("period_start")),
                name="experience_ends_after_start",
            )
        ]

    def clean(self) -> None:
        super().clean()
        if self.period_start and self.period_end and self.period_end < self.period_start:
            raise ValidationError({"period_end": _("The end is before the beginning.")})
