"""The closed set of blocks that texts are built from. Nothing here lets an editor paste HTML."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.html import escape, linebreaks
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]


class FigureBlock(blocks.StructBlock):
    """An image with its alternative text and an optional caption."""

    image = ImageBlock(label=_("image"))
    caption = blocks.CharBlock(label=_("caption"), required=False, max_length=250)

    class Meta:
        icon = "image"
        label = _("Image")
        template = "blocks/figure.html"


class QuoteBlock(blocks.StructBlock):
    """Someone's words, with who said them and in what role."""

    text = blocks.TextBlock(label=_("quote"))
    speaker = blocks.CharBlock(
        label=_("said by"), max_length=120, help_text=_("A role is enough, such as: projectleider.")
    )

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "blocks/quote.html"


class CalloutBlock(blocks.StructBlock):
    """A remark that deserves a frame."""

    tone = blocks.ChoiceBlock(
        label=_("kind"),
        choices=[("info", _("Good to know")), ("attention", _("Please note"))],
        default="info",
    )
    text = blocks.RichTextBlock(label=_("text"), features=TEXT_FEATURES)

    class Meta:
        icon = "info-circle"
        label = _("Callout")
        template = "blocks/callout.html"


class IndicatorBlock(blocks.StructBlock):
    """One result in numbers: what it was and what it became."""

    label = blocks.CharBlock(label=_("what was measured"), max_length=120)
    before = blocks.CharBlock(label=_("before"), max_length=40)
    after = blocks.CharBlock(label=_("after"), max_length=40)
    certainty = blocks.ChoiceBlock(
        label=_("certainty"),
        choices=[("measured", _("Measured")), ("expected", _("Expected"))],
        default="measured",
    )

    class Meta:
        icon = "order-up"
        label = _("Result in numbers")
        template = "blocks/indicator.html"


class IndicatorsBlock(blocks.StreamBlock):
    """Results in numbers, and nothing else."""

    indicator = IndicatorBlock()


class LinkBlock(blocks.StructBlock):
    """A link to a page of this site or an address elsewhere; exactly one of the two."""

    text = blocks.CharBlock(label=_("link text"), max_length=120)
    page = blocks.PageChooserBlock(label=_("page"), required=False)
    url = blocks.URLBlock(label=_("address"), required=False)

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if bool(cleaned.get("page")) == bool(cleaned.get("url")):
            raise blocks.StructBlockValidationError(
                block_errors={"url": ValidationError(_("Choose a page or give an address, not both."))}
            )
        return cleaned

    class Meta:
        icon = "link"
        label = _("Link")


class BodyBlock(blocks.StreamBlock):
    """The blocks a text may hold."""

    heading = blocks.CharBlock(label=_("Heading"), icon="title", max_length=120, template="blocks/heading.html")
    paragraph = blocks.RichTextBlock(
        label=_("Paragraph"), icon="pilcrow", features=TEXT_FEATURES, template="blocks/paragraph.html"
    )
    figure = FigureBlock()
    quote = QuoteBlock()
    callout = CalloutBlock()
    indicator = IndicatorBlock()
    links = blocks.ListBlock(LinkBlock(), label=_("Links"), icon="link", template="blocks/links.html")
    document = DocumentChooserBlock(label=_("Document"), icon="doc-full", template="blocks/document.html")
    table = TypedTableBlock(
        [
            ("text", blocks.CharBlock(label=_("text"), required=False)),
            ("number", blocks.FloatBlock(label=_("number"), required=False)),
        ],
        label=_("Table"),
        icon="table",
        template="blocks/table.html",
    )

    class Meta:
        block_counts: dict[str, dict[str, int]] = {}


def paragraphs(text: str) -> list[dict[str, Any]]:
    """Raw stream data of plain text: one paragraph block per blank-line separated part, escaped."""
    parts = (part.strip() for part in text.split("\n\n"))
    # The editor reads XHTML: a bare <br> would keep the page from opening.
    texts = (linebreaks(escape(part)).replace("<br>", "<br/>") for part in parts if part)
    return [{"type": "paragraph", "value": text} for text in texts]
