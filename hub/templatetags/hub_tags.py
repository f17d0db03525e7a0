"""Small helpers of the templates: icons, the way back, who is where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import count
from typing import Any
from urllib.parse import quote, urljoin

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify
from wagtail.images.models import SourceImageIOError
from wagtail.models import Page

from hub.breadcrumbs import breadcrumbs_of
from hub.models import TAKEN_FROM
from hub.text.sentences import within_sentence

register = template.Library()
register.simple_tag(breadcrumbs_of)
register.filter(within_sentence)


@register.filter
def taken_from(source: str) -> str:
    """From what something was taken, in words; empty when its owner put it here."""
    return str(TAKEN_FROM.get(source, "")) if source else ""


SHARED_SPEC = "fill-1200x630|format-jpeg"
TAKEN_IDS = frozenset({"inhoud", "kop-zoeken", "op-deze-pagina"})  # ids of base.html and of the page of a text


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of the sprite, hidden from screen readers: the words beside it say the same."""
    return _icon(name)


@lru_cache(maxsize=256)
def _icon(name: str) -> SafeString:
    """Made once, with the address of the sprite: a page of results has some forty."""
    svg = '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>'
    return format_html(svg, static("vendor/icons.svg"), name)


@register.simple_tag
def lang(record: Any) -> SafeString:
    """`lang` for the title and the texts of a page or a hit that are not in the language of the site; else nothing."""
    language = getattr(record, "text_language", "")
    return format_html(' lang="{}"', language) if language else SafeString("")


@register.simple_tag
def known(facts: Iterable[Mapping[str, Any]] | None) -> list[dict[str, Any]]:
    """The facts that have a value, each with its `values` as a list of texts."""
    shown = []
    for fact in facts or ():
        value = fact.get("value")
        several = value if isinstance(value, list | tuple) else [value]
        values = [one for one in several if one not in (None, "")]
        if values:
            shown.append({**fact, "values": values})
    return shown


@register.simple_tag(takes_context=True)
def current_if(context: dict[str, Any], prefix: str) -> SafeString:
    """`aria-current` for a link of the navigation when the visitor is at or below its address."""
    request = context.get("request")
    path = request.path if request else ""
    if path == prefix:
        return SafeString(' aria-current="page"')
    return SafeString(' aria-current="true"') if path.startswith(prefix) else SafeString("")


@register.simple_tag(takes_context=True)
def canonical(context: dict[str, Any]) -> str:
    """The one address of this page: without what a visitor's choices add to it, with the number of a list's page."""
    request = context.get("request")
    if request is None:
        return ""
    number = request.GET.get("pagina", "")
    return f"{settings.BASE_URL.rstrip('/')}{quote(request.path)}" + (
        f"?pagina={number}" if number.isascii() and number.isdigit() and number != "1" else ""
    )


@register.simple_tag
def shared_image(page: Page | None = None) -> dict[str, Any]:
    """The picture that stands with a shared link: the page's own, or else that of the site."""
    base = settings.BASE_URL.rstrip("/")
    picture = getattr(page, "image", None)
    if picture is not None:
        try:
            rendition = picture.get_rendition(SHARED_SPEC)
        except (SourceImageIOError, OSError):
            rendition = None
        if rendition is not None:
            return {"url": urljoin(base + "/", rendition.url), "width": rendition.width, "height": rendition.height}
    return {"url": urljoin(base + "/", static("hub/img/shared.png")), "width": 1200, "height": 630}


@register.simple_tag
def anchored(body: Iterable[Any]) -> list[dict[str, Any]]:
    """The blocks of a text, each with the `anchor` by which one can link to it: "" for all but headings."""
    taken = set(TAKEN_IDS)
    parts = []
    for block in body or ():
        anchor = _free(slugify(block.value) or "kop", taken) if block.block_type == "heading" else ""
        taken.add(anchor)
        parts.append({"block": block, "anchor": anchor})
    return parts


@register.simple_tag
def headings(parts: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Those of the parts that `anchored` gave that are headings."""
    return [part for part in parts if part["anchor"]]


def _free(anchor: str, taken: set[str]) -> str:
    """This anchor, or with the first number behind it that makes it differ from those taken."""
    numbered = (f"{anchor}-{number}" for number in count(2))
    return anchor if anchor not in taken else next(one for one in numbered if one not in taken)
