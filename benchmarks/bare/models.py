"""One kind of page with the texts of a solution."""

from __future__ import annotations

from wagtail.models import Page

from hub.blocks import BodyBlock
from hub.fields import BodyField


class BarePage(Page):
    """A page that only shows its text."""

    problem = BodyField(BodyBlock())
    approach = BodyField(BodyBlock())
    result = BodyField(BodyBlock())

    template = "bare/page.html"
