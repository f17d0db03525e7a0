"""An experience: what an organisation learned while using a solution."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import ItemBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from hub.blocks import TEXT_FEATURES, BodyBlock
from hub.fields import BodyField
from hub.models import Tag
from organisations.models import OwnedPage
from solutions.models.reuse import ReuseStatus
from solutions.query import RecordManager


class ExperienceTag(ItemBase):
    """A tag on an experience."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="experiences")
    content_object = ParentalKey("solutions.ExperiencePage", on_delete=models.CASCADE, related_name="tagged_items")


def _section(label: Any, help_text: Any = "") -> RichTextField:
    return RichTextField(label, blank=True, features=TEXT_FEATURES, help_text=help_text)


class ExperiencePage(OwnedPage):
    """What happened, what it brought, and what one would do differently."""

    SECTIONS = ("situation", "approach", "result", "what_did_not_work", "costs", "advice")

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
    situation = _section(_("situation and question"), _("What was the occasion? What did you want to know or solve?"))
    approach = _section(_("approach"), _("What did you do, with whom, in what order?"))
    result = _section(_("result"), _("What became better? Measured, or expected?"))
    what_did_not_work = _section(_("what did not work"), _("Colleagues learn most from this."))
    costs = _section(_("costs and lead time"))
    advice = _section(_("advice to others"))
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

    objects = RecordManager()

    page_description = _("What you learned while using or making a solution.")
    parent_page_types = ["organisations.OrganisationPage"]
    subpage_types: list[str] = []
    content_panels = [
        *OwnedPage.content_panels,
        FieldPanel("solutions"),
        MultiFieldPanel([FieldPanel(name) for name in SECTIONS], heading=_("The story")),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("phase"), FieldRowPanel([FieldPanel("period_start"), FieldPanel("period_end")])],
            heading=_("When"),
        ),
        FieldPanel("tags"),
        FieldPanel("image"),
    ]
    search_fields = [
        *OwnedPage.search_fields,
        *(index.SearchField(name) for name in SECTIONS),
        index.SearchField("body"),
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

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from solutions.presentation import experience_context

        return {**super().get_context(request, *args, **kwargs), **experience_context(self)}
