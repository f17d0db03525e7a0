"""Tells whether an index holds the terms that this version of the software would make.

Stems, parts and rules are worked out here and only kept by the engines, so an index cannot see that they changed. A
question that is analyzed by other rules than the index was finds too little, without an error.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import Stemmer

from hub.text import invisible

_ROOM = Path(__file__).parent
_SUFFIXES = frozenset({".py", ".gz"})
_AT_QUESTION_TIME = frozenset({"fingerprint.py", "highlight.py", "passages.py", "phrases.py"})  # make no terms
_DIGITS = 15  # hexadecimal: sixty bits, which a whole number of SQLite holds


@lru_cache(maxsize=1)
def analysis_fingerprint() -> str:
    """Fifteen hexadecimal digits that change with any rule, override, table or stemmer that makes terms.

    Computed from the files themselves, so nobody has to raise a number; a changed comment costs one rebuild too many,
    which takes seconds.
    """
    return fingerprint_of([*term_files(_ROOM), Path(invisible.__file__)], given=Stemmer.version())


def term_files(room: Path) -> list[Path]:
    """The files in this folder that decide which terms an index holds. Raises FileNotFoundError when there are none."""
    files = [path for path in room.rglob("*") if path.suffix in _SUFFIXES and path.name not in _AT_QUESTION_TIME]
    if not files:
        raise FileNotFoundError(f"no files of the analysis in {room}")
    return files


def fingerprint_of(files: Iterable[Path], *, given: str) -> str:
    """The fingerprint of what is in these files, whatever their order and line ends, and of what else is given."""
    found = hashlib.sha256(given.encode())
    for path in sorted(files):
        content = path.read_bytes()
        text = content.replace(b"\r\n", b"\n") if path.suffix == ".py" else content
        found.update(path.name.encode() + b"\0" + hashlib.sha256(text).digest())
    return found.hexdigest()[:_DIGITS]
