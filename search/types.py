"""The data types of search: what is asked, what is indexed, what is returned.

Frozen dataclasses without Django models and without Elasticsearch, so that both engines, the views and the tests share
them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

KEY_LENGTH = 80  # characters of the key of a record
ENGINE_LENGTH = 20  # characters of the name of an engine

SIMILAR = "similar"
"""The filter on what similar municipalities use; its only value is "1"."""


class Sort(StrEnum):
    """The orders a visitor may choose."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    MOST_USED = "most_used"


class Kind(StrEnum):
    """The kinds of record in the index."""

    SOLUTION = "solution"
    EXPERIENCE = "experience"
    ARTICLE = "article"
    ORGANISATION = "organisation"
    THEME = "theme"
    NEWS = "news"
    EVENT = "event"
    PUBLICATION = "publication"


@dataclass(frozen=True, slots=True)
class Attachment:
    """One page of a document attached to a record: the document's title and URL, the page number and its text."""

    title: str
    url: str
    page: int
    text: str


@dataclass(frozen=True, slots=True)
class IndexRecord:
    """The public state of one record, as every engine stores it: one document per record.

    `key` identifies it in every engine ("solution-12", "organisation-344"). `facets` maps a facet key
    (search/facets.py) to the codes of this record; labels are elsewhere. `adopters` are the codes of the organisations
    that confirmed that they use it. `is_example` marks a record made up for the demo. `text_language` is the
    language of title, summary and body where it is not that of the site, `taken_from` the source of what its owner did
    not put here (hub.models.Source). Texts are plain text: no markup.
    """

    key: str
    kind: Kind
    title: str
    url: str
    summary: str = ""
    body: str = ""
    tags: tuple[str, ...] = ()
    organisation: str = ""
    source_id: str = ""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    published: dt.datetime | None = None
    confirmed: dt.date | None = None
    confirmed_reuse: int = 0
    adopters: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    is_example: bool = False
    text_language: str = ""
    software_version: str = ""
    release_date: dt.date | None = None
    taken_from: str = ""


@dataclass(frozen=True, slots=True)
class IndexWrite:
    """One write to an engine: the record at this version, or its deletion when `record` is None.

    `version` is the per-object counter of search/indexing/outbox.py; an engine keeps the highest it has seen
    (a deletion counts) and silently ignores a lower one, so replays and races are harmless.
    """

    key: str
    version: int
    record: IndexRecord | None


@dataclass(frozen=True, slots=True)
class WriteFailure:
    """A write that an engine refused, with the engine's reason."""

    key: str
    reason: str


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What a visitor asks: question, chosen facet values, page (from 1), size, order, whether weak hits are shown.

    `similar` are the codes of the organisations that resemble the visitor's own: what they use ranks higher.
    `with_facets` is False where the counts are not shown, as they cost more than the hits; the result then has none.
    """

    question: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    page: int = 1
    page_size: int = 10
    sort: Sort = Sort.RELEVANCE
    show_weak: bool = False
    similar: tuple[str, ...] = ()
    with_facets: bool = True

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.page_size

    @property
    def active_filters(self) -> dict[str, tuple[str, ...]]:
        """The filters that apply: those with values, and `SIMILAR` only when `similar` is not empty."""
        return {key: values for key, values in self.filters.items() if values and (key != SIMILAR or self.similar)}


@dataclass(frozen=True, slots=True)
class Hit:
    """One found record. `title_html` and `excerpt_html` are escaped text in which only <mark> is markup.

    `attachment` is set when the excerpt comes from a document attached to the record; its text is empty.
    """

    key: str
    kind: Kind
    title: str
    url: str
    score: float
    title_html: str
    excerpt_html: str
    summary: str = ""
    source_id: str = ""
    organisation: str = ""
    tags: tuple[str, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    published: dt.datetime | None = None
    confirmed: dt.date | None = None
    confirmed_reuse: int = 0
    adopters: tuple[str, ...] = ()
    attachment: Attachment | None = None
    is_example: bool = False
    text_language: str = ""
    software_version: str = ""
    release_date: dt.date | None = None
    taken_from: str = ""


@dataclass(frozen=True, slots=True)
class Bucket:
    """One value of a facet, and the number of documents it would give."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class EngineResult:
    """The result of an engine: the total, one page of hits, and counts per facet key.

    The counts of a facet apply the cut and every filter but its own (multi-select); there are none when the request
    wants none. Buckets are ordered by descending count, then by value.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[Bucket, ...]]


@dataclass(frozen=True, slots=True)
class Correction:
    """A word of the question that no public record has, and the word that was searched in addition, or is offered."""

    word: str
    corrected: str


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What the site shows for a request: an engine's result, the corrections, and the engine that answered.

    `suggestion` is the question with its corrections, `offer` the question with what may have been meant for words that
    no record has but that are no typos; both empty when there is nothing to say.
    `weaker` counts the hits below the cut, `unmet` are the words that no record meets, and `degraded` is True when the
    preferred engine did not answer. `parts` is for `search.answering.result_cache.part`: it lives as long as the answer
    is cached.
    """

    request: SearchRequest
    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[Bucket, ...]]
    corrections: tuple[Correction, ...] = ()
    suggestion: str = ""
    offer: str = ""
    engine: str = ""
    degraded: bool = False
    weaker: int = 0
    unmet: tuple[str, ...] = ()
    parts: dict[str, tuple[Hashable, str]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def page_count(self) -> int:
        return -(-self.total // self.request.page_size)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A title, organisation or tag offered while typing."""

    text: str
    kind: str
    url: str


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """The version of one record in an engine, for verification."""

    key: str
    version: int
