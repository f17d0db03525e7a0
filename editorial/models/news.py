"""News: what happened around sharing solutions."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from editorial.listing import filtered
from hub.blocks import BodyBlock
from hub.fields import BodyField
from hub.models.pages import BasePage, RecordPage
from hub.models.tags import Tag, TagLink
from hub.models.visibility import public_pages


class NewsTag(TagLink):
    """A tag on a news item."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="news_pages")
    content_object = ParentalKey("editorial.NewsPage", on_delete=models.CASCADE, related_name="tagged_items")


class NewsIndexPage(BasePage):
    """All news, newest first."""

    page_description = _("The list of all news. There is one.")
    parent_page_types = ["home.HomePage"]
    subpage_types = ["editorial.NewsPage"]
    max_count = 1

    class Meta:
        verbose_name = _("list of news")
        verbose_name_plural = _("lists of news")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        news = public_pages(NewsPage.objects).order_by("-published_at", "-pk")
        return {
            **super().get_context(request, *args, **kwargs),
            **filtered(news, request, date_field="published_at", kinds=NewsKind.choices),
        }


class NewsKind(models.TextChoices):
    """What kind of news it is."""

    NEWS = "news", _("News")
    INTERVIEW = "interview", _("Interview")
    BACKGROUND = "background", _("Background")


class NewsPage(RecordPage):
    """One piece of news."""

    kind = models.CharField(_("kind"), max_length=20, choices=NewsKind, default=NewsKind.NEWS)
    published_at = models.DateTimeField(
        _("date of the news"), default=timezone.now, help_text=_("Visitors see this date; the newest comes first.")
    )
    image = models.ForeignKey(
        "hub.HubImage",
        verbose_name=_("image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown above the text. It only decorates: say in the text what matters."),
    )
    body = BodyField(BodyBlock(), verbose_name=_("text"))
    tags = ClusterTaggableManager(
        through=NewsTag,
        blank=True,
        verbose_name=_("tags"),
        help_text=_("Words by which colleagues look for this. They also put it on the page of a theme."),
    )

    page_description = _("News about sharing digital solutions.")
    parent_page_types = ["editorial.NewsIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        *RecordPage.content_panels,
        FieldPanel("kind"),
        FieldPanel("published_at"),
        FieldPanel("image"),
        FieldPanel("body"),
        FieldPanel("tags"),
    ]
    search_fields = [*RecordPage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news items")
