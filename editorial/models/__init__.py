"""What VNG's editors publish."""

from editorial.models.events import EventIndexPage, EventKind, EventPage, EventTag
from editorial.models.news import NewsIndexPage, NewsKind, NewsPage, NewsTag
from editorial.models.publications import PublicationIndexPage, PublicationKind, PublicationPage, PublicationTag

__all__ = [
    "EventIndexPage",
    "EventKind",
    "EventPage",
    "EventTag",
    "NewsIndexPage",
    "NewsKind",
    "NewsPage",
    "NewsTag",
    "PublicationIndexPage",
    "PublicationKind",
    "PublicationPage",
    "PublicationTag",
]
