"""News, events and publications in the words of schema.org."""

from __future__ import annotations

from typing import Any

from editorial.models import EventPage, NewsPage, PublicationPage
from hub.links import absolute_url
from hub.structured_data.descriptions import image_address, moment_of, page_description, publisher

ONLINE, IN_PLACE, BOTH = (f"https://schema.org/{mode}EventAttendanceMode" for mode in ("Online", "Offline", "Mixed"))


def describe_news(page: NewsPage) -> dict[str, Any]:
    """An article of news, with the date that visitors see."""
    return {
        **page_description(page, "NewsArticle"),
        "headline": page.title,
        "datePublished": moment_of(page.published_at),
        "image": image_address(page.image),
        "publisher": publisher(),
    }


def describe_event(page: EventPage) -> dict[str, Any]:
    """An event: when, where or online, and by whom."""
    places: list[dict[str, Any]] = []
    if page.place:
        places.append({"@type": "Place", "name": page.place, "address": page.place})
    if page.is_online:
        places.append({"@type": "VirtualLocation", "url": page.registration_url or absolute_url(page.get_url() or "/")})
    mode = (BOTH if page.place else ONLINE) if page.is_online else IN_PLACE
    about = page_description(page, "Event")
    for name in ("datePublished", "dateModified"):  # schema.org knows these of what is written, not of what happens
        del about[name]
    return {
        **about,
        "startDate": moment_of(page.starts_at),
        "endDate": moment_of(page.ends_at),
        "eventAttendanceMode": mode,
        "eventStatus": "https://schema.org/EventScheduled",
        "location": places,
        "organizer": {"@type": "Organization", "name": page.organiser} if page.organiser else publisher(),
    }


def describe_publication(page: PublicationPage) -> dict[str, Any]:
    """A report, with the day of publication, who wrote it and its language."""
    return {
        **page_description(page, "Report"),
        "datePublished": moment_of(page.published_on),
        "inLanguage": page.language,
        "author": {"@type": "Organization", "name": page.authors} if page.authors else None,
        "publisher": publisher(),
    }
