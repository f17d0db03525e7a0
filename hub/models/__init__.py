"""The models that every page shares."""

from hub.models.atomic import AtomicSaveModel
from hub.models.brand import BrandSettings
from hub.models.content import ContentPage, ContentTag
from hub.models.document_text import DocumentText
from hub.models.media import HubDocument, HubImage, HubRendition
from hub.models.pages import BasePage, RecordPage, Source, Visibility, is_public, public_pages, readable_pages
from hub.models.tags import Tag
from hub.models.user import User

__all__ = [
    "AtomicSaveModel",
    "BasePage",
    "BrandSettings",
    "ContentPage",
    "ContentTag",
    "DocumentText",
    "HubDocument",
    "HubImage",
    "HubRendition",
    "RecordPage",
    "Source",
    "Tag",
    "User",
    "Visibility",
    "is_public",
    "public_pages",
    "readable_pages",
]
