"""The Elasticsearch document of a record, and the hit that is read back from it.

Terms are computed in Python and sent along; only those are searched. Of the texts themselves only what a hit shows is
stored. Documents are always indexed whole, so a field that was cleared is empty in the index too.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Any

import orjson
from elasticsearch.dsl import Boolean, Date, Document, Integer, Keyword, Object, Text

from search.analysis.documents import PASSAGE_GAP, TEXT_FIELDS, title_key, title_stems, whitespace_terms
from search.engines.elastic.analysis import EDGE, TERMS
from search.facets import STORED_KEYS, facet_values
from search.ranking import WITHOUT_LENGTH
from search.types import Attachment, Hit, IndexRecord, Kind

LONGEST_KEYWORD = 1000  # characters of the longest title that can equal a question

HIT_FIELDS = (
    *("key", "kind", "title", "url", "summary", "tags", "organisation", "source_id"),
    *("facets", "published", "confirmed", "confirmed_reuse", "attachment_count", "is_example"),
    *("text_language", "software_version", "release_date", "taken_from"),
)
"""The source fields that a hit is built from: everything but the long text."""

NOT_RETURNED = ("body", "stems", "words", "parts")
"""The fields left out of `_source`: terms are only searched, and the body is a stored field."""


def _terms(fields: Mapping[str, Text] | None = None, **options: Any) -> Text:
    """A field of terms that were computed in Python."""
    return Text(analyzer=TERMS, position_increment_gap=PASSAGE_GAP, fields=dict(fields or {}), **options)


def _words() -> dict[str, Text]:
    """Per field the words as written, of which only short ones are queried; for the title also their prefixes."""
    edge = Text(analyzer=EDGE, search_analyzer=TERMS, index_options="docs", norms=False)
    return {
        name: _terms(
            {"edge": edge} if name == "title" else None, index_options="freqs", norms=name not in WITHOUT_LENGTH
        )
        for name in TEXT_FIELDS
    }


class RecordDocument(Document):
    """The mapping of a record: the fields that a hit shows, and the terms that are searched."""

    key = Keyword()
    kind = Keyword()
    title = Keyword(index=False, doc_values=False)
    title_key = Keyword(ignore_above=LONGEST_KEYWORD)
    title_stems = Keyword(ignore_above=LONGEST_KEYWORD)
    title_length = Integer()
    summary = Keyword(index=False, doc_values=False)
    tags = Keyword(index=False, doc_values=False)
    organisation = Keyword(index=False, doc_values=False)
    body = Text(index=False, store=True)
    attachments = Object(enabled=False)
    stems = Object(properties={name: _terms(norms=name not in WITHOUT_LENGTH) for name in TEXT_FIELDS})
    words = Object(properties=_words())
    parts = Text(analyzer=TERMS, index_options="freqs")
    url = Keyword(index=False, doc_values=False)
    source_id = Keyword(index=False, doc_values=False)
    facets = Object(dynamic="strict", properties={key: Keyword() for key in STORED_KEYS})
    published = Date()
    confirmed = Date(format="strict_date")
    attachment_count = Integer(index=False)
    is_example = Boolean(index=False)
    text_language = Keyword(index=False, doc_values=False)
    software_version = Keyword(index=False, doc_values=False)
    release_date = Date(format="strict_date", index=False)
    taken_from = Keyword(index=False, doc_values=False)
    confirmed_reuse = Integer()


def source(record: IndexRecord) -> dict[str, Any]:
    """The source document of a record; raises ValueError for text that is invalid Unicode (a lone surrogate)."""
    title = title_key(record.title)
    written = {
        "key": record.key,
        "kind": record.kind.value,
        "title": record.title,
        "title_key": title,
        "title_stems": " ".join(title_stems(record.title)),
        "title_length": len(title),
        "summary": record.summary,
        "tags": list(record.tags),
        "organisation": record.organisation,
        "body": record.body,
        "attachments": [dataclasses.asdict(page) for page in record.attachments],
        "url": record.url,
        "source_id": record.source_id,
        "facets": {key: list(values) for key, values in facet_values(record).items()},
        "published": record.published.isoformat() if record.published else None,
        "confirmed": record.confirmed.isoformat() if record.confirmed else None,
        "confirmed_reuse": record.confirmed_reuse,
        "attachment_count": len(record.attachments),
        "is_example": record.is_example,
        "text_language": record.text_language,
        "software_version": record.software_version,
        "release_date": record.release_date.isoformat() if record.release_date else None,
        "taken_from": record.taken_from,
    }
    try:
        orjson.dumps(written)
    except TypeError as error:
        raise ValueError(str(error)) from error
    terms = whitespace_terms(record)
    return {**written, "stems": terms.stems, "words": terms.words, "parts": terms.parts}


def attachments(stored: Mapping[str, Any]) -> list[Attachment]:
    """The attachments of a record, from its source document."""
    return [Attachment(**page) for page in stored["attachments"]]


def hit(
    stored: Mapping[str, Any],
    *,
    score: float,
    title_html: str,
    excerpt_html: str,
    attachment: Attachment | None = None,
) -> Hit:
    """The hit for a record, from its source document."""
    published, confirmed = stored["published"], stored["confirmed"]
    released = stored.get("release_date")  # missing, as the fields below it, in an index of an earlier version
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
        is_example=stored.get("is_example", False),
        text_language=stored.get("text_language", ""),
        software_version=stored.get("software_version", ""),
        release_date=dt.date.fromisoformat(released) if released else None,
        taken_from=stored.get("taken_from", ""),
    )
