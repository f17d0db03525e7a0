"""The agenda: meetings, webinars and other moments to learn from each other."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from editorial.listing import filtered
from hub.blocks import BodyBlock
from hub.fields import BodyField
from hub.models.pages import BasePage, RecordPage
from hub.models.tags import Tag, TagLink
from hub.models.visibility import public_pages


class EventTag(TagLink):
    """A tag on an event."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="event_pages")
    content_object = ParentalKey("editorial.EventPage", on_delete=models.CASCADE, related_name="tagged_items")


class EventQuerySet(PageQuerySet):
    """Reads on events. One without an end lasts until its start."""

    def coming(self) -> EventQuerySet:
        """Events that are not over yet, the first to come first."""
        return self._with_end().filter(until__gte=timezone.now()).order_by("starts_at", "pk")

    def past(self) -> EventQuerySet:
        """Events that are over, the last one first."""
        return self._with_end().filter(until__lt=timezone.now()).order_by("-starts_at", "-pk")

    def _with_end(self) -> Any:
        return self.alias(until=Coalesce("ends_at", "starts_at"))


class EventIndexPage(BasePage):
    """The agenda: what is coming, and what has been."""

    page_description = _("The agenda. There is one.")
    parent_page_types = ["home.HomePage"]
    subpage_types = ["editorial.EventPage"]
    max_count = 1

    class Meta:
        verbose_name = _("agenda")
        verbose_name_plural = _("agendas")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        past = request.GET.get("periode") == "geweest"
        events = public_pages(EventPage.objects.past() if past else EventPage.objects.coming())
        return {
            **super().get_context(request, *args, **kwargs),
            **filtered(events, request, date_field="starts_at", kinds=EventKind.choices),
            "past": past,
            "period": "geweest" if past else "",
        }


class EventKind(models.TextChoices):
    """What kind of event it is."""

    MEETING = "meeting", _("Meeting")
    WEBINAR = "webinar", _("Webinar")
    TRAINING = "training", _("Training")
    DEMONSTRATION = "demonstration", _("Demonstration")
    CONFERENCE = "conference", _("Conference")


class EventPage(RecordPage):
    """One event: when, where, and how to take part."""

    kind = models.CharField(_("kind"), max_length=20, choices=EventKind, default=EventKind.MEETING)
    starts_at = models.DateTimeField(_("begins"), help_text=_("Day and time, in Dutch time."))
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True, help_text=_("Leave empty when it is not known."))
    is_online = models.BooleanField(_("online"), default=False)
    place = models.CharField(
        _("place"), max_length=200, blank=True, help_text=_("Building, street and town. Leave empty when only online.")
    )
    registration_url = models.URLField(
        _("address to register"), max_length=500, blank=True, help_text=_("Where visitors register.")
    )
    organiser = models.CharField(_("organised by"), max_length=120, blank=True)
    body = BodyField(BodyBlock(), verbose_name=_("text"), blank=True)
    tags = ClusterTaggableManager(
        through=EventTag,
        blank=True,
        verbose_name=_("tags"),
        help_text=_("Words by which colleagues look for this. They also put it on the page of a theme."),
    )

    objects = PageManager.from_queryset(EventQuerySet)()

    page_description = _("A meeting, webinar or training, with a date for people's calendars.")
    parent_page_types = ["editorial.EventIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        *RecordPage.content_panels,
        FieldPanel("kind"),
        MultiFieldPanel([FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")])], heading=_("When")),
        MultiFieldPanel([FieldPanel("is_online"), FieldPanel("place")], heading=_("Where")),
        FieldPanel("registration_url"),
        FieldPanel("organiser"),
        FieldPanel("body"),
        FieldPanel("tags"),
    ]
    search_fields = [*RecordPage.search_fields, index.SearchField("body"), index.SearchField("place")]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gte=F("starts_at")),
                name="event_ends_after_it_begins",
                violation_error_message=_("The event ends before it begins. Check the day and the time of both."),
            )
        ]

    def clean(self) -> None:
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at < self.starts_at:
            raise ValidationError(
                {"ends_at": _("The event ends before it begins. Check the day and the time of both.")}
            )

    @property
    def is_past(self) -> bool:
        """Whether it is over."""
        return (self.ends_at or self.starts_at) < timezone.now()

    @property
    def is_one_day(self) -> bool:
        """Whether it begins and ends on the same day."""
        local = timezone.localtime
        return self.ends_at is None or local(self.starts_at).date() == local(self.ends_at).date()

    @property
    def calendar_url(self) -> str:
        """Where visitors get this event for their own calendar."""
        return reverse("event_calendar", args=[self.pk])
