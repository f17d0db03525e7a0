"""What is stored of a record in Elasticsearch, and how it is read back.

The text fields carry stems made by the analyzers of `search.elastic.analysis`; what only Python can work out
(the parts of compounds, the title as it is compared with questions) is sent along. Documents are always
written whole, so an emptied field is empty in the index too.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from elasticsearch.dsl import Date, Document, Integer, Keyword, Object, Text

from search.analysed import PASSAGE_GAP, compound_parts, title_key
from search.elastic.analysis import EDGE, EXACT, STEMS, TERMS
from search.facets import STORED_KEYS, facet_values
from search.types import Attachment, Hit, IndexRecord, Kind

LONGEST_KEYWORD = 1000  # characters of a title that are compared with a question as a whole

HIT_FIELDS = (
    *("key", "kind", "title", "url", "summary", "tags", "organisation", "source_id"),
    *("facets", "published", "confirmed", "confirmed_reuse", "attachment_count"),
)
"""What a hit is rebuilt from: everything but the long text."""

ATTACHMENT_FIELDS = ("attachments", "attachment_sources")
"""What the attachments of a hit are rebuilt from; read only for the hits that need it."""


def _text(fields: Mapping[str, Text] | None = None, **options: Any) -> Text:
    """A field of stems and, next to it, the words as written."""
    exact = Text(analyzer=EXACT, search_analyzer=TERMS, index_options="freqs", position_increment_gap=PASSAGE_GAP)
    return Text(
        analyzer=STEMS,
        search_analyzer=TERMS,
        position_increment_gap=PASSAGE_GAP,
        fields={"exact": exact, **(fields or {})},
        **options,
    )


class RecordDocument(Document):
    """The mapping of one record."""

    key = Keyword()
    kind = Keyword()
    title = _text({"edge": Text(analyzer=EDGE, search_analyzer=TERMS, index_options="docs", norms=False)})
    title_key = Keyword(ignore_above=LONGEST_KEYWORD)
    title_length = Integer()
    summary = _text()
    tags = _text()
    organisation = _text()
    body = _text(index_options="offsets", store=True)
    attachments = _text()
    attachment_sources = Object(enabled=False)
    parts = Text(analyzer=TERMS, index_options="freqs")
    url = Keyword(index=False, doc_values=False)
    source_id = Keyword(index=False, doc_values=False)
    facets = Object(dynamic="strict", properties={key: Keyword() for key in STORED_KEYS})
    published = Date()
    confirmed = Date(format="strict_date")
    attachment_count = Integer(index=False)
    confirmed_reuse = Integer()


def source(record: IndexRecord) -> dict[str, Any]:
    """A record as it is written; raises ValueError for text that no page can show (half a surrogate pair)."""
    title = title_key(record.title)
    written = {
        "key": record.key,
        "kind": record.kind.value,
        "title": record.title,
        "title_key": title,
        "title_length": len(title),
        "summary": record.summary,
        "tags": list(record.tags),
        "organisation": record.organisation,
        "body": record.body,
        "attachments": [page.text for page in record.attachments],
        "attachment_sources": [{"title": one.title, "url": one.url, "page": one.page} for one in record.attachments],
        "parts": " ".join(compound_parts(record)),
        "url": record.url,
        "source_id": record.source_id,
        "facets": {key: list(values) for key, values in facet_values(record).items()},
        "published": record.published.isoformat() if record.published else None,
        "confirmed": record.confirmed.isoformat() if record.confirmed else None,
        "confirmed_reuse": record.confirmed_reuse,
        "attachment_count": len(record.attachments),
    }
    json.dumps(written, ensure_ascii=False).encode("utf-8")
    return written


def attachments(stored: Mapping[str, Any]) -> list[Attachment]:
    """The attachments of a record, from what is stored of them."""
    pages = zip(stored["attachment_sources"], stored["attachments"], strict=True)
    return [Attachment(**source, text=text) for source, text in pages]


def hit(
    stored: Mapping[str, Any],
    *,
    score: float,
    title_html: str,
    excerpt_html: str,
    attachment: Attachment | None = None,
) -> Hit:
    """A found record, from what is stored of it."""
    published, confirmed = stored["published"], stored["confirmed"]
    return Hit(
        key=stored["key"],
        kind=Kind(stored["kind"]),
        title=stored["title"],
        url=stored["url"],
        score=score,
        title_html=title_html,
        excerpt_html=excerpt_html,
        summary=stored["summary"],
        source_id=stored["source_id"],
        organisation=stored["organisation"],
        tags=tuple(stored["tags"]),
        facets={key: tuple(values) for key, values in stored["facets"].items()},
        published=dt.datetime.fromisoformat(published) if published else None,
        confirmed=dt.date.fromisoformat(confirmed) if confirmed else None,
        confirmed_reuse=stored["confirmed_reuse"],
        adopters=tuple(stored["facets"].get("used_by", ())),
        attachment=attachment,
    )
