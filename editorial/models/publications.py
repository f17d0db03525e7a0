"""Publications: reports and guides as a PDF, each with a summary that everyone can read."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from editorial.forms import PublicationPageForm
from editorial.listing import filtered
from hub.blocks import BodyBlock
from hub.fields import BodyField
from hub.models.document_text import DocumentText
from hub.models.media import HubDocument
from hub.models.pages import BasePage, RecordPage
from hub.models.tags import Tag, TagLink
from hub.models.visibility import public_pages


class PublicationTag(TagLink):
    """A tag on a publication."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="publication_pages")
    content_object = ParentalKey("editorial.PublicationPage", on_delete=models.CASCADE, related_name="tagged_items")


class PublicationIndexPage(BasePage):
    """All publications, newest first."""

    page_description = _("The list of all publications. There is one.")
    parent_page_types = ["home.HomePage"]
    subpage_types = ["editorial.PublicationPage"]
    max_count = 1

    class Meta:
        verbose_name = _("list of publications")
        verbose_name_plural = _("lists of publications")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        publications = public_pages(PublicationPage.objects).select_related("document__text")
        publications = publications.defer("document__text__pages").order_by("-published_on", "-pk")
        return {
            **super().get_context(request, *args, **kwargs),
            **filtered(publications, request, date_field="published_on", kinds=PublicationKind.choices),
        }


class PublicationKind(models.TextChoices):
    """What kind of publication it is."""

    REPORT = "report", _("Report")
    GUIDE = "guide", _("Guide")
    RESEARCH = "research", _("Research")
    POLICY = "policy", _("Policy document")
    TEMPLATE = "template", _("Template")


class Language(models.TextChoices):
    """The language that a document is written in."""

    DUTCH = "nl", _("Dutch")
    FRISIAN = "fy", _("Frisian")
    ENGLISH = "en", _("English")
    GERMAN = "de", _("German")
    FRENCH = "fr", _("French")
    PAPIAMENTO = "pap", _("Papiamento")


def today() -> dt.date:
    """The day that it is here."""
    return timezone.localdate()


class PublicationPage(RecordPage):
    """One publication: a PDF, and in words what is in it."""

    kind = models.CharField(_("kind"), max_length=20, choices=PublicationKind, default=PublicationKind.REPORT)
    published_on = models.DateField(_("published on"), default=today)
    authors = models.CharField(_("written by"), max_length=250, blank=True)
    document = models.ForeignKey(
        HubDocument,
        verbose_name=_("PDF"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("A PDF of at most 50 MB that opens without a password. Visitors can search its text."),
    )
    language = models.CharField(_("language of the PDF"), max_length=5, choices=Language, default=Language.DUTCH)
    body = BodyField(
        BodyBlock(),
        verbose_name=_("accessible summary"),
        help_text=_("What is in the PDF, for everyone who cannot or will not read it: at least the main points."),
    )
    tags = ClusterTaggableManager(
        through=PublicationTag,
        blank=True,
        verbose_name=_("tags"),
        help_text=_("Words by which colleagues look for this. They also put it on the page of a theme."),
    )

    base_form_class = PublicationPageForm
    page_description = _("A report or guide as a PDF, with a summary that everyone can read.")
    parent_page_types = ["editorial.PublicationIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        *RecordPage.content_panels,
        FieldPanel("kind"),
        FieldPanel("published_on"),
        FieldPanel("authors"),
        FieldPanel("document"),
        FieldPanel("language"),
        FieldPanel("body"),
        FieldPanel("tags"),
    ]
    search_fields = [*RecordPage.search_fields, index.SearchField("body"), index.SearchField("authors")]

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")

    @property
    def file_size(self) -> int | None:
        """The size of the PDF in bytes; None when there is none or its file is gone."""
        try:
            size: int | None = self.document.get_file_size() if self.document else None
        except OSError:
            return None
        return size

    @property
    def page_count(self) -> int:
        """How many pages the PDF has; 0 as long as it has not been read."""
        try:
            return self.document.text.page_count if self.document else 0
        except DocumentText.DoesNotExist:
            return 0
