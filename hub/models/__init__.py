"""The models that every page shares."""

from hub.models.brand import BrandSettings
from hub.models.content import ContentPage, ContentTag
from hub.models.document_text import DocumentText
from hub.models.events import EventIndexPage, EventKind, EventPage, EventTag
from hub.models.home import HomePage
from hub.models.media import HubDocument, HubImage, HubRendition
from hub.models.news import NewsIndexPage, NewsKind, NewsPage, NewsTag
from hub.models.pages import BasePage, RecordPage, Source, Visibility, is_public, public_pages, readable_pages
from hub.models.publications import PublicationIndexPage, PublicationKind, PublicationPage, PublicationTag
from hub.models.tags import Tag
from hub.models.user import User

__all__ = [
    "BasePage",
    "BrandSettings",
    "ContentPage",
    "ContentTag",
    "DocumentText",
    "EventIndexPage",
    "EventKind",
    "EventPage",
    "EventTag",
    "HomePage",
    "HubDocument",
    "HubImage",
    "HubRendition",
    "NewsIndexPage",
    "NewsKind",
    "NewsPage",
    "NewsTag",
    "PublicationIndexPage",
    "PublicationKind",
    "PublicationPage",
    "PublicationTag",
    "RecordPage",
    "Source",
    "Tag",
    "User",
    "Visibility",
    "is_public",
    "public_pages",
    "readable_pages",
]
