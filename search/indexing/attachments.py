"""The text of the documents that pages refer to, one `Attachment` per document page.

The documents of a page are those referenced from its published content, plus the public attachments of a solution.
References are read from the raw stream data and the stored rich text, so that no blocks are resolved and drafts do not
count. By the rule of `hub.documents.rights`, whoever may read the page may read its documents, except those in a
collection with a view restriction.
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
"""The maximum number of characters of document text per record; document pages beyond it are not indexed."""

_LINK = re.compile(r"<a\b[^>]*\blinktype=\"document\"[^>]*>", re.IGNORECASE)
_NUMBER = re.compile(r"\bid=\"(\d+)\"")


def attachments_of(pages: Collection[Page]) -> dict[int, tuple[Attachment, ...]]:
    """The attachments by page pk, for the pages that have any, in at most four queries."""
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
    """The ids of the documents that a page's streams, rich text and foreign keys refer to, without duplicates."""
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
    """The attribute names of a page's fields that may hold documents: streams, rich text and foreign keys."""
    return [
        field.attname
        for field in options.concrete_fields
        if isinstance(field, StreamField | RichTextField) or field.related_model is HubDocument
    ]


def _solution_attachments(pages: Iterable[Page]) -> dict[int, list[int]]:
    """The ids of the public attachments of each solution, by page pk."""
    solutions = [page.pk for page in pages if isinstance(page, SolutionPage)]
    if not solutions:
        return {}
    documents: defaultdict[int, list[int]] = defaultdict(list)
    rows = SolutionAttachment.objects.filter(page__in=solutions, visibility=Visibility.PUBLIC)
    for page, document in rows.order_by("sort_order", "pk").values_list("page_id", "document_id"):
        documents[page].append(document)
    return documents


def pages_with(documents: Iterable[int]) -> list[int]:
    """The pks of the pages that use any of these documents, from Wagtail's reference index."""
    document_type, page_type = (ContentType.objects.get_for_model(model) for model in (HubDocument, Page))
    references = ReferenceIndex.objects.filter(
        to_content_type=document_type, to_object_id__in=[str(pk) for pk in documents], base_content_type=page_type
    )
    return sorted({int(pk) for pk in references.values_list("object_id", flat=True)})


def _in_block(block: Any) -> list[int]:
    """The ids of the documents in a raw block or in its rich text, at any depth, in order of appearance."""
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
    """The attachments by document id: pages with text, of documents in collections without a view restriction."""
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
    """The condition for texts of documents in or below a collection with a view restriction."""
    closed = Q(pk__in=[])
    for path in CollectionViewRestriction.objects.values_list("collection__path", flat=True):
        closed |= Q(document__collection__path__startswith=path)
    return closed


def _limited(attachments: Iterable[Attachment]) -> tuple[Attachment, ...]:
    """The leading attachments that together hold at most `MOST_CHARACTERS`."""
    found = list(attachments)
    sizes = accumulate(len(one.text) for one in found)
    return tuple(
        one for one, _size in takewhile(lambda pair: pair[1] <= MOST_CHARACTERS, zip(found, sizes, strict=True))
    )
