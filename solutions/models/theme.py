"""Themes: what VNG's editors bring together about one subject."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.models import Orderable, Page
from wagtail.search import index

from editorial.models import EventPage, NewsPage, PublicationPage
from hub.fields import BodyField
from hub.models import BasePage, RecordPage, Tag, TagLink, public_pages, readable_pages
from solutions.models.theme_blocks import ThemeBlock

LATEST = 3


class ThemeTag(TagLink):
    """A tag on a theme."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="theme_pages")
    content_object = ParentalKey("solutions.ThemePage", on_delete=models.CASCADE, related_name="tagged_items")


class ThemePick(Orderable):
    """A page that the editors put forward on a theme, and why."""

    theme = ParentalKey("solutions.ThemePage", on_delete=models.CASCADE, related_name="picks")
    page = models.ForeignKey(Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="+")
    note = models.CharField(
        _("note"), max_length=250, blank=True, help_text=_("Why this is worth reading, in one sentence.")
    )

    panels = [PageChooserPanel("page"), FieldPanel("note")]

    class Meta(Orderable.Meta):
        verbose_name = _("hand-picked page")
        verbose_name_plural = _("hand-picked pages")
        constraints = [models.UniqueConstraint(fields=["theme", "page"], name="picked_once_per_theme")]

    def __str__(self) -> str:
        return f"{self.theme} – {self.page}"


class ThemeIndexPage(BasePage):
    """All themes, by title."""

    page_description = _("The list of themes. There is one.")
    parent_page_types = ["home.HomePage"]
    subpage_types = ["solutions.ThemePage"]
    max_count = 1

    class Meta:
        verbose_name = _("list of themes")
        verbose_name_plural = _("lists of themes")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        themes = public_pages(ThemePage.objects).order_by("title")
        return {**super().get_context(request, *args, **kwargs), "themes": themes}


class ThemePage(RecordPage):
    """One theme: the editors' text, lists that keep themselves up to date, and pages picked by hand."""

    image = models.ForeignKey(
        "hub.HubImage",
        verbose_name=_("image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Stands above the text of the theme, as decoration only."),
    )
    body = BodyField(ThemeBlock(), verbose_name=_("text"), blank=True)
    tags = ClusterTaggableManager(
        through=ThemeTag,
        blank=True,
        verbose_name=_("tags"),
        help_text=_("News, events and publications with one of these tags belong to this theme."),
    )

    page_description = _("A subject: text of the editors, lists that stay up to date, and hand-picked pages.")
    parent_page_types = ["solutions.ThemeIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        *RecordPage.content_panels,
        FieldPanel("image"),
        FieldPanel("body"),
        InlinePanel("picks", heading=_("Hand-picked pages"), label=_("Page")),
        FieldPanel("tags"),
    ]
    search_fields = [*RecordPage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        tags = [item.tag_id for item in self.tagged_items.all()]
        return {
            **super().get_context(request, *args, **kwargs),
            "picks": self.public_picks(),
            "news": about(NewsPage, tags).order_by("-published_at", "-pk")[:LATEST],
            "events": about(EventPage, tags, EventPage.objects.coming())[:LATEST],
            "publications": about(PublicationPage, tags).order_by("-published_on", "-pk")[:LATEST],
        }

    def public_picks(self) -> list[dict[str, Any]]:
        """The hand-picked pages that visitors may read, in the editors' order: each with its `page` and `note`."""
        notes = {pick.page_id: pick.note for pick in self.picks.all()}
        found = readable_pages(notes)
        return [{"page": found[pk], "note": note} for pk, note in notes.items() if pk in found]


def about(model: type[Page], tags: list[int], among: Any = None) -> Any:
    """The public pages of this kind that carry one of these tags."""
    tagged = model.objects.filter(tagged_items__tag__in=tags)
    return public_pages(model.objects.all() if among is None else among).filter(pk__in=tagged.order_by().values("pk"))
