"""What all pages of the demo are made with: texts, drawings, papers, and publishing below the right parent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.utils.html import format_html_join
from wagtail.models import Collection

from demo.content import PAPERS
from demo.illustrations import illustration
from demo.shapes import Illustration
from hub.models import HubDocument, HubImage
from organisations.models import Organisation
from organisations.participation.onboarding import onboard


@dataclass(frozen=True, slots=True)
class Account:
    """A demo account; `password` is known only right after it was made."""

    username: str
    role: str
    password: str


@dataclass(slots=True)
class Seeded:
    """What a run made, counted per kind, and the accounts."""

    made: Counter[str] = field(default_factory=Counter)
    accounts: list[Account] = field(default_factory=list)


def organisation_of(code: str) -> Organisation:
    """The organisation with this code, of the registry or of the demo."""
    return Organisation.objects.get(code=code)


def publish_for(page: Any, owner: str, tags: Iterable[str]) -> None:
    """Add the page below its owner's, with its tags, and publish it."""
    publish_below(onboard(organisation_of(owner)), page, tags)


def publish_below(parent: Any, page: Any, tags: Iterable[str] = ()) -> None:
    """Add the page below this one, with its tags, and publish it."""
    parent.add_child(instance=page)
    page.tags.add(*tags)
    page.save_revision().publish()


def drawing(item: Illustration | None, name: str, title: str, collection: Collection) -> HubImage | None:
    """The drawing as an image of this collection; None when there is none to draw."""
    if item is None:
        return None
    file = ImageFile(BytesIO(illustration(item.motif)), name=f"{name}.png")
    return HubImage.objects.create(title=title, description=item.alt, file=file, collection=collection)


def paper(name: str, title: str, collection: Collection) -> HubDocument:
    """A PDF that the demo brings along, as a document of this collection."""
    file = ContentFile((PAPERS / name).read_bytes(), name=name)
    return HubDocument.objects.create(title=title, file=file, collection=collection)


def blocks(paragraphs: Iterable[str]) -> list[dict[str, Any]]:
    """Stream data of these paragraphs, one block each."""
    return [{"type": "paragraph", "value": rich_text([paragraph])} for paragraph in paragraphs]


def rich_text(paragraphs: Iterable[str]) -> str:
    """These paragraphs as rich text, escaped."""
    return format_html_join("", "<p>{}</p>", ((paragraph.strip(),) for paragraph in paragraphs))
