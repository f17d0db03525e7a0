"""What every page has, and what every shared record has on top of it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page
from wagtail.search import index

from hub.forms import RightsAwarePageForm
from hub.models.user import User
from hub.models.visibility import Visibility

SUMMARY_LENGTH = 150  # publiccode.yml: shortDescription


class Source(models.TextChoices):
    """Where a record came from."""

    MANUAL = "manual", _("Written here")
    PUBLICCODE = "publiccode", "publiccode.yml"
    IMPORT = "import", _("Import")


class BasePage(Page):
    """Every page: a title and a summary that says in one sentence what it is."""

    summary = models.CharField(
        _("summary"),
        max_length=SUMMARY_LENGTH,
        blank=True,
        help_text=_("One sentence of at most 150 characters. Visitors see it in search results."),
    )

    base_form_class = RightsAwarePageForm
    content_panels = [
        TitleFieldPanel("title", help_text=_("As visitors see it. Say what it is: a name alone tells little.")),
        FieldPanel("summary"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("summary")]
    show_in_menus_default = False

    class Meta:
        abstract = True

    def get_admin_display_title(self) -> str:
        """The title that everyone may know; Wagtail would show that of a draft in lists that others see too."""
        return str(self.title if self.live else self.draft_title or self.title)


class RecordPage(BasePage):
    """A shared record: who may read it, where it came from, and how fresh it is.

    Classes below add `tags` with a through model of their own.
    """

    visibility = models.CharField(
        _("visible to"), max_length=20, choices=Visibility, default=Visibility.PUBLIC, db_index=True
    )
    source = models.CharField(_("source"), max_length=20, choices=Source, default=Source.MANUAL, editable=False)
    source_id = models.CharField(_("source id"), max_length=200, blank=True, db_index=True, editable=False)
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True, editable=False)
    provenance = models.JSONField(_("origin of each field"), default=dict, blank=True, editable=False)
    is_example = models.BooleanField(_("example"), default=False, editable=False)
    review_by = models.DateField(
        _("review before"),
        null=True,
        blank=True,
        help_text=_("After this date, visitors of a solution see that it may be out of date."),
    )
    last_confirmed_at = models.DateField(_("last confirmed on"), null=True, blank=True)
    last_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("last confirmed by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    settings_panels = [
        *Page.settings_panels,
        MultiFieldPanel(
            [FieldPanel("visibility"), FieldPanel("review_by"), FieldPanel("last_confirmed_at")],
            heading=_("Visibility and freshness"),
        ),
    ]
    search_fields = [*BasePage.search_fields, index.FilterField("visibility"), index.FilterField("source")]

    class Meta:
        abstract = True

    def visible_to(self, user: User | AnonymousUser) -> bool:
        """Whether this user may read the published page. The rule for organisations is added where they are known."""
        return self.visibility == Visibility.PUBLIC or bool(user.is_superuser)

    @classmethod
    def hidden_from(cls, user: User | AnonymousUser) -> models.QuerySet[Any]:  # noqa: ARG003 - classes below look at it
        """The pages of this class that this user may not read: `visible_to` for many pages, in one query."""
        return cls._default_manager.exclude(visibility=Visibility.PUBLIC)

    def shows_document(self, document: AbstractDocument, path: str, user: User | AnonymousUser) -> bool:
        """Whether who may read the page may read this document where the page refers to it (a path of Wagtail)."""
        return True

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> TemplateResponse | HttpResponse:
        if not self.visible_to(request.user):
            raise Http404
        return super().serve(request, *args, **kwargs)
