"""The front page."""

from __future__ import annotations

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from home.blocks import HomeBlock
from home.rendered_blocks import blocks_html
from hub.fields import BodyField
from hub.models.pages import BasePage


class HomePage(BasePage):
    """One question box, and below it the blocks that editors chose."""

    hero_title = models.CharField(_("heading"), max_length=120)
    hero_text = models.TextField(_("text below the heading"), blank=True)
    examples = models.TextField(
        _("example questions"),
        blank=True,
        help_text=_("One question on each line. Visitors can try them with one click."),
    )
    body = BodyField(
        HomeBlock(),
        verbose_name=_("below the question box"),
        blank=True,
        help_text=_("Lists keep themselves up to date. A block that has nothing to show leaves no gap."),
    )

    page_description = _("The front page of the site.")
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "hub.ContentPage",
        "editorial.NewsIndexPage",
        "editorial.EventIndexPage",
        "editorial.PublicationIndexPage",
        "organisations.OrganisationIndexPage",
        "solutions.ThemeIndexPage",
    ]
    max_count = 1
    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [FieldPanel("hero_title"), FieldPanel("hero_text"), FieldPanel("examples")],
            heading=_("Top of the page"),
        ),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    @property
    def example_questions(self) -> list[str]:
        """The example questions, one per non-empty line."""
        return [line.strip() for line in self.examples.splitlines() if line.strip()]

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """A page far below is found at once by its whole address; what is not found so, step by step as in Wagtail.

        `slug` is there for its index, which `url_path` does not have.
        """
        if len(path_components) > 1:
            address = f"{self.url_path}{'/'.join(path_components)}/"
            page = Page.objects.live().filter(slug=path_components[-1], url_path=address).first()
            if page:
                return page.specific.route(request, [])
        return super().route(request, path_components)

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, object]:
        context: dict[str, object] = super().get_context(request, *args, **kwargs)
        blocks = blocks_html(self.body, request=request)
        return {**context, "examples": self.example_questions, "blocks": blocks}
