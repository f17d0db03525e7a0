"""Fingerprint of the analysis, to detect an index whose terms were produced by another version of the software.

The engines only store terms computed in this package, so an index cannot detect a change of rules itself. A query
analyzed with other rules than the index finds too little, without an error.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import Stemmer

from hub.text import invisible

_ROOM = Path(__file__).parent
_SUFFIXES = frozenset({".py", ".gz", ".marisa"})
_AT_QUESTION_TIME = frozenset({"fingerprint.py", "highlight.py", "passages.py", "phrases.py"})  # produce no terms
_DIGITS = 15  # hexadecimal: 60 bits, which fit in a SQLite integer


@lru_cache(maxsize=1)
def analysis_fingerprint() -> str:
    """Return 15 hexadecimal digits that change with any rule, override, table or stemmer that produces terms.

    Computed from the files themselves, so there is no version number to bump; a changed comment costs one needless
    rebuild, which takes seconds.
    """
    return fingerprint_of([*term_files(_ROOM), Path(invisible.__file__)], given=Stemmer.version())


def term_files(room: Path) -> list[Path]:
    """Return the files in this folder that determine the terms of an index; raises FileNotFoundError without any."""
    files = [path for path in room.rglob("*") if path.suffix in _SUFFIXES and path.name not in _AT_QUESTION_TIME]
    if not files:
        raise FileNotFoundError(f"no files of the analysis in {room}")
    return files


def fingerprint_of(files: Iterable[Path], *, given: str) -> str:
    """Return a hash of these files and of `given`, regardless of file order and of line endings in Python files."""
    found = hashlib.sha256(given.encode())
    for path in sorted(files):
        content = path.read_bytes()
        text = content.replace(b"\r\n", b"\n") if path.suffix == ".py" else content
        found.update(path.name.encode() + b"\0" + hashlib.sha256(text).digest())
    return found.hexdigest()[:_DIGITS]
