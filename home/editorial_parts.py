"""What the front page can show of editorial: news, events and publications."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from editorial.models import EventPage, NewsPage, PublicationPage
from home.parts import PageKind
from hub.models import public_pages


def news(most: int) -> list[NewsPage]:
    """The newest public news."""
    return list(public_pages(NewsPage.objects).order_by("-published_at", "-pk")[:most])


def events(most: int) -> list[EventPage]:
    """The public events that come first."""
    return list(public_pages(EventPage.objects.coming())[:most])


def publications(most: int) -> list[PublicationPage]:
    """The newest public publications."""
    return list(public_pages(PublicationPage.objects).order_by("-published_on", "-pk")[:most])


KINDS = (
    PageKind("news", _("News"), news, "editorial/_news_card.html", "news", "/nieuws/", _("All news")),
    PageKind("events", _("Events"), events, "editorial/_event_card.html", "event", "/agenda/", _("The whole agenda")),
    PageKind(
        "publications",
        _("Publications"),
        publications,
        "editorial/_publication_card.html",
        "publication",
        "/publicaties/",
        _("All publications"),
    ),
)
