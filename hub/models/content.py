"""Pages of text: about, privacy, and articles of an organisation."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from hub.fields import BodyField
from hub.models.pages import RecordPage
from hub.models.tags import Tag, TagLink
from hub.text_blocks import TextPageBlock


class ContentTag(TagLink):
    """A tag on a content page."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="content_pages")
    content_object = ParentalKey("hub.ContentPage", on_delete=models.CASCADE, related_name="tagged_items")


class ContentPage(RecordPage):
    """A page of text, anywhere in the site; under an organisation it is that organisation's article."""

    body = BodyField(TextPageBlock(), verbose_name=_("text"), blank=True)
    tags = ClusterTaggableManager(
        through=ContentTag,
        blank=True,
        verbose_name=_("tags"),
        help_text=_("Words by which colleagues look for this."),
    )

    page_description = _("A page of text: background, an article or a manual.")
    parent_page_types = ["home.HomePage", "hub.ContentPage", "organisations.OrganisationPage"]
    subpage_types = ["hub.ContentPage"]
    content_panels = [*RecordPage.content_panels, FieldPanel("body"), FieldPanel("tags")]
    search_fields = [*RecordPage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("text page")
        verbose_name_plural = _("text pages")
