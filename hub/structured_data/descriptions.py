"""What is said of every page in the words of schema.org."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from hub.images.pictures import picture_of
from hub.links import absolute_url
from hub.models import BasePage, HubImage


def page_description(page: BasePage, kind: str) -> dict[str, Any]:
    """What is said of every page: what it is called, where it stands, and since when."""
    address = absolute_url(page.get_url() or "/")
    return {
        "@type": kind,
        "@id": address,
        "url": address,
        "name": page.title,
        "description": page.summary,
        "inLanguage": settings.LANGUAGE_CODE,
        "datePublished": moment_of(page.first_published_at),
        "dateModified": moment_of(page.last_published_at),
    }


def image_address(image: HubImage | None) -> str:
    """The address of an image as the page shows it; nothing without one, or when its file is gone."""
    picture = picture_of(image) if image else None
    return absolute_url(picture.url) if picture else ""


def publisher() -> dict[str, Any]:
    """The site itself, as who publishes what no single organisation shares."""
    return {"@type": "Organization", "name": settings.WAGTAIL_SITE_NAME, "url": absolute_url("/")}


def moment_of(value: Any) -> str | None:
    """A date or time as ISO 8601; None for none."""
    return value.isoformat() if value else None
