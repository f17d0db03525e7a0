"""A corpus made larger: every text kept at its length, every title different.

A copy has the title of its original with words of another one, so that titles stay as telling as they are, and the
original's other texts. Facets that the corpus does not know are dealt out by a fixed rule.
"""

from __future__ import annotations

import datetime as dt
import json
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from search.types import IndexRecord, Kind

Row = dict[str, Any]

PROVINCES = ("Drenthe", "Flevoland", "Fryslân", "Gelderland", "Groningen", "Limburg", "Noord-Brabant", "Utrecht")
STATUSES = ("concept", "development", "beta", "stable", "obsolete")
KINDS = ("software", "component", "working_method", "dataset", "standard", "document")
LICENCES = ("EUPL-1.2", "MIT", "Apache-2.0", "GPL-3.0-or-later", "NIET-OPEN")
DOMAINS, COMPONENTS, MUNICIPALITIES = 46, 171, 342
BORROWED_WORDS = 3


def read_rows(path: Path) -> list[Row]:
    """The rows of a corpus in JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def varied(rows: Sequence[Row], count: int) -> Iterator[Row]:
    """`count` rows: the corpus, then copies of it with other ids and titles."""
    for number in range(count):
        row = rows[number % len(rows)]
        round_ = number // len(rows)
        yield row if round_ == 0 else {**row, "id": f"{row['id']}~{round_}", "title": _title(rows, number, round_)}


def as_record(row: Row, number: int) -> IndexRecord:
    """A row as the hub's engines take it, with a value for every facet."""
    adopters = _adopters(row["id"])
    facets = {
        "organisation": (f"GM{_dealt(row['organisation'] or row['id'], MUNICIPALITIES):04d}",),
        "province": (PROVINCES[_dealt(row["organisation"] or row["id"], len(PROVINCES))],),
        "policy_domain": (f"BD-{_dealt(row['id'], DOMAINS)}",),
        "gemma_component": (f"RC-{_dealt(row['id'] + 'c', COMPONENTS)}",),
        "solution_kind": (KINDS[_dealt(row["id"], len(KINDS))],),
        "development_status": (STATUSES[_dealt(row["id"] + "s", len(STATUSES))],),
        "licence": (LICENCES[_dealt(row["id"], len(LICENCES))],),
        "evidence": (str(1 + min(len(adopters), 4)),),
        "tag": tuple(tag.lower().replace(" ", "-") for tag in row["tags"][:10]),
    }
    return IndexRecord(
        key=f"{row['kind']}-{number}",
        kind=Kind(row["kind"]),
        title=row["title"][:255],
        url=f"/{row['kind']}/{number}/",
        summary=row["summary"],
        body=row["body"],
        tags=tuple(row["tags"]),
        organisation=row["organisation"],
        source_id=row["id"],
        facets=facets,
        published=dt.datetime(2026, 1, 1, tzinfo=dt.UTC) - dt.timedelta(hours=number % 20_000),
        confirmed=dt.date(2026, 11, 1) - dt.timedelta(days=number % 900) if number % 3 == 0 else None,
        confirmed_reuse=len(adopters),
        adopters=adopters,
    )


def _title(rows: Sequence[Row], number: int, round_: int) -> str:
    """The title of the original with the first words of another, a different one in every round."""
    other = rows[(number * 7 + round_ * 131) % len(rows)]["title"].split()[:BORROWED_WORDS]
    return f"{rows[number % len(rows)]['title']} {' '.join(other)} {round_}"


def _adopters(identity: str) -> tuple[str, ...]:
    """Up to four organisations that use it; half of the records have none."""
    count = max(_dealt(identity + "n", 9) - 4, 0)
    return tuple(sorted({f"GM{_dealt(f'{identity}{place}', MUNICIPALITIES):04d}" for place in range(count)}))


def _dealt(text: str, count: int) -> int:
    """A number from 0 up to `count` that is always the same for the same text."""
    return zlib.crc32(text.encode()) % count
