"""What a page of text may hold besides the usual blocks: facts that the site knows best itself."""

from __future__ import annotations

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

    class Meta:
        icon = "cog"
        label = _("Fact of the site")
        template = "blocks/site_fact.html"


class TextPageBlock(BodyBlock):
    """The blocks that a page of text may hold."""

    site_fact = SiteFactBlock(help_text=_("The site fills this in from its settings."))
