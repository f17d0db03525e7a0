"""Small helpers of the templates: icons, the way back, who is where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote, urljoin

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.images.models import SourceImageIOError
from wagtail.models import Page

register = template.Library()

SHARED_SPEC = "fill-1200x630|format-jpeg"
SITE_DEPTH = 2  # the front page; above it stands only the root


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of the sprite, hidden from screen readers: the words beside it say the same."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("vendor/icons.svg"),
        name,
    )


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


@register.simple_tag
def way_to(page: Page) -> list[dict[str, str]]:
    """The pages from the front page down to, and without, this one: `title` and `url` of each."""
    ancestors = page.get_ancestors().filter(depth__gte=SITE_DEPTH).live()
    return [{"title": ancestor.title, "url": ancestor.get_url() or "/"} for ancestor in ancestors]


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
