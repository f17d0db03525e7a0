"""The stored form of a record: the record as JSON, and the few facts that ranking and counting need."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from search.analysis.documents import TEXT_FIELDS, AnalyzedRecord
from search.facets import facet_values
from search.types import Attachment, IndexRecord, Kind


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What the engine holds in memory of every document.

    `lengths` is the number of terms in each field, in the order of `search.ranking.FIELDS`; `published` is in seconds
    since 1970.
    """

    key: str
    kind: Kind
    title_key: str
    title_stems: tuple[str, ...]
    lengths: tuple[int, ...]
    facets: Mapping[str, tuple[str, ...]]
    published: float | None
    confirmed: dt.date | None
    confirmed_reuse: int


def dump_record(record: IndexRecord) -> str:
    """A record as JSON, without its attachments; raises ValueError for invalid Unicode (a lone surrogate)."""
    kept = {field.name: getattr(record, field.name) for field in fields(record) if field.name != "attachments"}
    return _dumped({**kept, "facets": dict(record.facets)})


def dump_attachments(record: IndexRecord) -> str:
    """The attachments of a record as JSON, an empty string without any; raises ValueError as `dump_record`."""
    return _dumped([asdict(one) for one in record.attachments]) if record.attachments else ""


def load_attachments(text: str) -> tuple[Attachment, ...]:
    """The attachments that `dump_attachments` wrote."""
    return tuple(Attachment(**values) for values in json.loads(text)) if text else ()


def load_record(text: str) -> IndexRecord:
    """The record that `dump_record` wrote."""
    values: dict[str, Any] = json.loads(text)
    values["kind"] = Kind(values["kind"])
    values["facets"] = {key: tuple(codes) for key, codes in values["facets"].items()}
    for name in ("tags", "adopters"):
        values[name] = tuple(values[name])
    if values["published"]:
        values["published"] = dt.datetime.fromisoformat(values["published"])
    for name in ("confirmed", "release_date"):
        if values.get(name):  # a file of an earlier version has none until it is built anew
            values[name] = dt.date.fromisoformat(values[name])
    return IndexRecord(**values)


def dump_facts(record: IndexRecord, analyzed: AnalyzedRecord) -> str:
    """The facts of a record as JSON."""
    lengths = [analyzed.fields[name].length for name in TEXT_FIELDS]
    return json.dumps(
        [
            record.kind.value,
            analyzed.title_key,
            [stem for passage in analyzed.fields["title"].passages for stem in passage],
            [*lengths, len(analyzed.parts)],
            facet_values(record),
            _seconds(record.published),
            record.confirmed.isoformat() if record.confirmed else None,
            record.confirmed_reuse,
        ]
    )


def load_facts(key: str, text: str) -> DocumentFacts:
    """The facts that `dump_facts` wrote."""
    kind, title_key, title_stems, lengths, facets, published, confirmed, confirmed_reuse = json.loads(text)
    return DocumentFacts(
        key=key,
        kind=Kind(kind),
        title_key=title_key,
        title_stems=tuple(title_stems),
        lengths=tuple(lengths),
        facets={name: tuple(codes) for name, codes in facets.items()},
        published=published,
        confirmed=dt.date.fromisoformat(confirmed) if confirmed else None,
        confirmed_reuse=confirmed_reuse,
    )


def _dumped(values: object) -> str:
    text = json.dumps(values, default=_moment, ensure_ascii=False)
    text.encode("utf-8")
    return text


def _seconds(moment: dt.datetime | None) -> float | None:
    if moment is None:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)).timestamp()


def _moment(value: object) -> str:
    if isinstance(value, dt.date):  # a datetime is a date too
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot be stored in a search record")
