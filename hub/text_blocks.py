"""What a page of text may hold besides the usual blocks: facts that the site knows best itself."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from hub.blocks import BodyBlock

FACTS = [
    ("contact", _("How to reach the administrators")),
    ("security_contact", _("Where to report a vulnerability")),
    ("accessibility", _("Link to the accessibility statement")),
    ("retention", _("How long data are kept")),
]


class SiteFactBlock(blocks.ChoiceBlock):
    """A sentence that follows from the settings, so that a text never says otherwise than what the site does."""

    choices = FACTS

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        from hub.branding import frame

        around = frame()
        return {
            **super().get_context(value, parent_context),
            "contact_email": around.contact_email,
            "register_url": around.register_url,
            "security_contact": settings.SECURITY_CONTACT,
            "search_days": settings.SEARCH_LOG_DAYS,
            "question_days": settings.QUESTION_DAYS,
        }

    class Meta:
        icon = "cog"
        label = _("Fact of the site")
        template = "blocks/site_fact.html"


class TextPageBlock(BodyBlock):
    """The blocks that a page of text may hold."""

    site_fact = SiteFactBlock(help_text=_("The site fills this in from its settings."))
