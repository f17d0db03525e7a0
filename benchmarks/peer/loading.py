"""Fills the peer with a corpus quickly: rows written in bulk, for the index is built by Wagtail's own command after."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.html import escape, linebreaks
from django.utils.text import slugify
from taggit.models import Tag
from wagtail.models import Locale, Page, Site

from benchmarks.peer.models import EntryPage, EntryTag
from benchmarks.varied import Row

BATCH = 500


@transaction.atomic
def load(rows: Iterable[Row]) -> int:
    """Make a live page of every row below the home page; returns how many."""
    home = Site.objects.get(is_default_site=True).root_page
    loader = _Loader(home)
    for row in rows:
        loader.add(row)
    loader.finish()
    return loader.count


class _Loader:
    """Numbers pages and tags by itself, so that whole batches go to the database at once."""

    def __init__(self, home: Page) -> None:
        self._home = home
        self._locale = Locale.objects.get()
        self._content_type = ContentType.objects.get_for_model(EntryPage)
        self._next = (Page.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
        self._tags: dict[str, Tag] = {}
        self._pages: list[EntryPage] = []
        self._tagged: list[EntryTag] = []
        self.count = 0

    def add(self, row: Row) -> None:
        """Put a row on the pile."""
        self.count += 1
        self._pages.append(self._page(row))
        for name in dict.fromkeys(tag[:100] for tag in row["tags"]):
            self._tagged.append(EntryTag(tag=self._tag(name), content_object_id=self._next))
        self._next += 1
        if len(self._pages) >= BATCH:
            self._flush()

    def finish(self) -> None:
        """Write what is left, and the number of children."""
        self._flush()
        Page.objects.filter(pk=self._home.pk).update(numchild=self._home.numchild + self.count)

    def _page(self, row: Row) -> EntryPage:
        slug = f"p{self._next}"
        now = timezone.now()
        return EntryPage(
            pk=self._next,
            page_ptr_id=self._next,
            path=Page._get_path(  # noqa: SLF001 - treebeard has no other way to number pages ahead
                self._home.path, self._home.depth + 1, self._home.numchild + self.count
            ),
            depth=self._home.depth + 1,
            numchild=0,
            title=row["title"][:255],
            draft_title=row["title"][:255],
            slug=slug,
            url_path=f"{self._home.url_path}{slug}/",
            content_type=self._content_type,
            locale=self._locale,
            live=True,
            first_published_at=now,
            last_published_at=now,
            latest_revision_created_at=now,
            kind=row["kind"],
            summary=row["summary"],
            body=json.dumps(_paragraphs(row["body"])),
            organisation=row["organisation"][:255],
            source_id=row["id"],
        )

    def _tag(self, name: str) -> Tag:
        slug = slugify(name)[:100] or f"tag-{len(self._tags)}"
        if slug not in self._tags:
            self._tags[slug] = Tag.objects.create(
                name=f"{name[:90]} {len(self._tags)}" if slug.startswith("tag-") else name, slug=slug
            )
        return self._tags[slug]

    def _flush(self) -> None:
        names = [field.name for field in Page._meta.local_concrete_fields]
        Page.objects.bulk_create([Page(**_values(page, names)) for page in self._pages])
        for page in self._pages:
            page.save_base(raw=True, force_insert=True)  # only the row of EntryPage: its Page stands already
        EntryTag.objects.bulk_create(self._tagged)
        self._pages.clear()
        self._tagged.clear()


def _paragraphs(text: str) -> list[dict[str, str]]:
    """A text as blocks of rich text, cut where the hub's import cuts it."""
    parts = (part.strip() for part in text.split("\n\n"))
    return [{"type": "paragraph", "value": linebreaks(escape(part)), "id": str(uuid.uuid4())} for part in parts if part]


def _values(page: EntryPage, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(page, name) for name in names if name not in {"latest_revision", "live_revision"}}
