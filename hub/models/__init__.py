"""The models that every page shares."""

from hub.models.atomic import AtomicSaveModel
from hub.models.attempts import Attempts
from hub.models.brand import BrandSettings
from hub.models.content import ContentPage, ContentTag
from hub.models.document_text import DocumentText
from hub.models.media import HubDocument, HubImage, HubRendition
from hub.models.pages import TAKEN_FROM, BasePage, RecordPage, Source
from hub.models.tags import Tag, TagLink
from hub.models.user import User
from hub.models.visibility import (
    Visibility,
    default_root_page,
    is_public,
    is_public_given,
    public_condition,
    public_pages,
    readable_pages,
    restricted_paths,
)

__all__ = [
    "TAKEN_FROM",
    "AtomicSaveModel",
    "Attempts",
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
    "TagLink",
    "User",
    "Visibility",
    "default_root_page",
    "is_public",
    "is_public_given",
    "public_condition",
    "public_pages",
    "readable_pages",
    "restricted_paths",
]
