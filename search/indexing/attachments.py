"""What pages say in the documents that they bring along: the text of each, page by page.

The documents of a page are those in its published texts, read from the raw blocks and the stored rich text, so that
nothing is fetched for it and a draft changes nothing, and the attachments of a solution that are for everyone.
Whoever may read the page may read them, by the rule of `hub.documents.rights`, unless the collection of a document is
closed to visitors.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import lru_cache
from itertools import accumulate, takewhile
from pathlib import PurePosixPath
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.db.models.options import Options
from django.urls import reverse
from wagtail.blocks import StreamValue
from wagtail.fields import RichTextField, StreamField
from wagtail.models import CollectionViewRestriction, Page, ReferenceIndex

from hub.models import DocumentText, HubDocument, Visibility
from search.types import Attachment
from solutions.models import SolutionAttachment, SolutionPage

MOST_CHARACTERS = 1_000_000
"""What one record holds of all its documents together; what comes after it is not searched."""

_LINK = re.compile(r"<a\b[^>]*\blinktype=\"document\"[^>]*>", re.IGNORECASE)
_NUMBER = re.compile(r"\bid=\"(\d+)\"")


def attachments_of(pages: Collection[Page]) -> dict[int, tuple[Attachment, ...]]:
    """The attachments of each page that has any, by its number, in four queries at most."""
    used = {page.pk: documents_in(page) for page in pages}
    for page, documents in _solution_attachments(pages).items():
        used[page] = list(dict.fromkeys([*used[page], *documents]))
    texts = _texts({document for documents in used.values() for document in documents})
    found = {
        page: _limited(one for document in documents for one in texts.get(document, ()))
        for page, documents in used.items()
    }
    return {page: attachments for page, attachments in found.items() if attachments}


def documents_in(page: Page) -> list[int]:
    """The numbers of the documents that the texts of this page show or link to and those in its fields, each once."""
    found: list[int] = []
    for name in _places(page._meta):
        value = getattr(page, name)
        if isinstance(value, int):
            found.append(value)
        else:
            found += _in_block(list(value.raw_data) if isinstance(value, StreamValue) else value)
    return list(dict.fromkeys(found))


@lru_cache
def _places(options: Options[Page]) -> list[str]:
    """Where a page of this kind may hold documents: its texts and streams, and its fields that name one."""
    return [
        field.attname
        for field in options.concrete_fields
        if isinstance(field, StreamField | RichTextField) or field.related_model is HubDocument
    ]


def _solution_attachments(pages: Iterable[Page]) -> dict[int, list[int]]:
    """The attachments of each solution that are for everyone."""
    solutions = [page.pk for page in pages if isinstance(page, SolutionPage)]
    if not solutions:
        return {}
    documents: defaultdict[int, list[int]] = defaultdict(list)
    rows = SolutionAttachment.objects.filter(page__in=solutions, visibility=Visibility.PUBLIC)
    for page, document in rows.order_by("sort_order", "pk").values_list("page_id", "document_id"):
        documents[page].append(document)
    return documents


def pages_with(documents: Iterable[int]) -> list[int]:
    """The numbers of the pages that use one of these documents."""
    document_type, page_type = (ContentType.objects.get_for_model(model) for model in (HubDocument, Page))
    references = ReferenceIndex.objects.filter(
        to_content_type=document_type, to_object_id__in=[str(pk) for pk in documents], base_content_type=page_type
    )
    return sorted({int(pk) for pk in references.values_list("object_id", flat=True)})


def _in_block(block: Any) -> list[int]:
    """The documents in a raw block, or in the rich text that it holds, however deep, in their order."""
    found: list[int] = []
    waiting = [block]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            if "linktype" in value:
                numbers = (_NUMBER.search(link) for link in _LINK.findall(value))
                found += (int(number[1]) for number in numbers if number)
        elif isinstance(value, dict):
            if value.get("type") == "document" and isinstance(value.get("value"), int):
                found.append(value["value"])
            waiting += reversed(value.values())
        elif isinstance(value, list):
            waiting += reversed(value)
    return found


def _texts(documents: set[int]) -> dict[int, list[Attachment]]:
    """The pages with text of those documents that visitors may read."""
    if not documents:
        return {}
    texts = DocumentText.objects.filter(document__in=documents).exclude(_closed())
    rows = texts.values_list("document_id", "document__title", "document__file", "pages")
    return {
        document: [
            Attachment(title, reverse("wagtaildocs_serve", args=[document, PurePosixPath(file).name]), number, text)
            for number, text in enumerate(pages, start=1)
            if text
        ]
        for document, title, file, pages in rows
    }


def _closed() -> Q:
    """Texts of documents in collections, or below collections, where not every visitor may look."""
    closed = Q(pk__in=[])
    for path in CollectionViewRestriction.objects.values_list("collection__path", flat=True):
        closed |= Q(document__collection__path__startswith=path)
    return closed


def _limited(attachments: Iterable[Attachment]) -> tuple[Attachment, ...]:
    """The first of these, as long as they hold no more than is kept."""
    found = list(attachments)
    sizes = accumulate(len(one.text) for one in found)
    return tuple(
        one for one, _size in takewhile(lambda pair: pair[1] <= MOST_CHARACTERS, zip(found, sizes, strict=True))
    )
