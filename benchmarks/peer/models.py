"""One kind of page with the same texts as the hub's records."""

from __future__ import annotations

from django.db import models
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.blocks import RichTextBlock
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index


class EntryTag(TaggedItemBase):
    """A tag on an entry."""

    content_object = ParentalKey("peer.EntryPage", on_delete=models.CASCADE, related_name="tagged_items")


class EntryPage(Page):
    """A solution, experience, article or organisation."""

    kind = models.CharField(max_length=20)
    summary = models.TextField(blank=True)
    body = StreamField([("paragraph", RichTextBlock())], blank=True)
    organisation = models.CharField(max_length=255, blank=True)
    source_id = models.CharField(max_length=200)
    tags = ClusterTaggableManager(through=EntryTag, blank=True)

    search_fields = [
        *Page.search_fields,
        index.SearchField("summary", boost=1.5),
        index.SearchField("body"),
        index.SearchField("organisation"),
        index.RelatedFields("tags", [index.SearchField("name")]),
        index.FilterField("kind"),
    ]
