"""News, events and publications in the words of schema.org."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from hub.models import BasePage, EventPage, HubImage, NewsPage, PublicationPage
from hub.pictures import picture_of
from hub.structured_data import absolute

ONLINE, IN_PLACE, BOTH = (f"https://schema.org/{mode}EventAttendanceMode" for mode in ("Online", "Offline", "Mixed"))


def page_description(page: BasePage, kind: str) -> dict[str, Any]:
    """What is said of every page: what it is called, where it stands, and since when."""
    address = absolute(page.get_url() or "/")
    return {
        "@type": kind,
        "@id": address,
        "url": address,
        "name": page.title,
        "description": page.summary,
        "inLanguage": settings.LANGUAGE_CODE,
        "datePublished": _moment(page.first_published_at),
        "dateModified": _moment(page.last_published_at),
    }


def image_address(image: HubImage | None) -> str:
    """The address of an image as the page shows it; nothing without one, or when its file is gone."""
    picture = picture_of(image) if image else None
    return absolute(picture.url) if picture else ""


def publisher() -> dict[str, Any]:
    """The site itself, as who publishes what no single organisation shares."""
    return {"@type": "Organization", "name": settings.WAGTAIL_SITE_NAME, "url": absolute("/")}


def describe_news(page: NewsPage) -> dict[str, Any]:
    """An article of news, with the date that visitors see."""
    return {
        **page_description(page, "NewsArticle"),
        "headline": page.title,
        "datePublished": _moment(page.published_at),
        "image": image_address(page.image),
        "publisher": publisher(),
    }


def describe_event(page: EventPage) -> dict[str, Any]:
    """An event: when, where or online, and by whom."""
    places: list[dict[str, Any]] = []
    if page.place:
        places.append({"@type": "Place", "name": page.place, "address": page.place})
    if page.is_online:
        places.append({"@type": "VirtualLocation", "url": page.registration_url or absolute(page.get_url() or "/")})
    mode = (BOTH if page.place else ONLINE) if page.is_online else IN_PLACE
    about = page_description(page, "Event")
    for name in ("datePublished", "dateModified"):  # schema.org knows these of what is written, not of what happens
        del about[name]
    return {
        **about,
        "startDate": _moment(page.starts_at),
        "endDate": _moment(page.ends_at),
        "eventAttendanceMode": mode,
        "eventStatus": "https://schema.org/EventScheduled",
        "location": places,
        "organizer": {"@type": "Organization", "name": page.organiser} if page.organiser else publisher(),
    }


def describe_publication(page: PublicationPage) -> dict[str, Any]:
    """A report, with the day of publication, who wrote it and its language."""
    return {
        **page_description(page, "Report"),
        "datePublished": _moment(page.published_on),
        "inLanguage": page.language,
        "author": {"@type": "Organization", "name": page.authors} if page.authors else None,
        "publisher": publisher(),
    }


def _moment(value: Any) -> str | None:
    return value.isoformat() if value else None
