"""Detects whether an index was built by another version of the code that makes records.

An index cannot tell that record building changed: a new facet, another way to extract text, other rules for terms. It
stores the fingerprint of the code that built it, and is rebuilt when the current fingerprint differs.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from search.analysis.fingerprint import analysis_fingerprint, fingerprint_of

_ROOT = Path(__file__).parents[2]

RECORD_FILES = (
    "search/engines/elastic/documents.py",
    "search/engines/embedded/postings.py",
    "search/engines/embedded/schema.py",
    "search/engines/embedded/stored.py",
    "search/facets.py",
    "search/indexing/attachments.py",
    "search/indexing/record_context.py",
    "search/indexing/records.py",
    "search/indexing/text.py",
    "search/kinds.py",
    "search/types.py",
    "solutions/evidence.py",
)
"""The files that build and store a record, apart from models and analysis; a test compares this list with the
imports."""


@lru_cache(maxsize=1)
def record_fingerprint() -> str:
    """Fifteen hexadecimal digits that change with any code that decides what an index holds of an object.

    Computed from the files themselves, so there is no version number to raise. Raises FileNotFoundError when one is
    missing.
    """
    return fingerprint_of(record_files(_ROOT), given=analysis_fingerprint())


def record_files(root: Path) -> list[Path]:
    """The paths of `RECORD_FILES` below this root."""
    return [root / name for name in RECORD_FILES]
