"""Tells whether an index holds what this version of the software would make of the same objects.

An index cannot see that the making of records changed: a facet that came, a text that is read otherwise, terms that are
cut by other rules. It keeps the fingerprint of what made it, and is rebuilt when that is another one.
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
"""What makes a record of an object and stores it, apart from models and analysis; a test follows the imports."""


@lru_cache(maxsize=1)
def record_fingerprint() -> str:
    """Fifteen hexadecimal digits that change with anything that decides what an index holds of an object.

    Computed from the files themselves, so nobody raises a number. Raises FileNotFoundError when one is gone.
    """
    return fingerprint_of(record_files(_ROOT), given=analysis_fingerprint())


def record_files(root: Path) -> list[Path]:
    """The files of `RECORD_FILES` in the software at this place."""
    return [root / name for name in RECORD_FILES]
