"""Tells whether an index holds the terms that this version of the software would make.

Stems, parts and rules are worked out here and only kept by the engines, so an index cannot see that they changed. A
question that is analysed by other rules than the index was finds too little, without an error.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import Stemmer

_HERE = Path(__file__).parent
_DUTCH = _HERE / "dutch"
_SUFFIXES = frozenset({".py", ".gz"})
_DIGITS = 15  # hexadecimal: sixty bits, which a whole number of SQLite holds


@lru_cache(maxsize=1)
def analysis_fingerprint() -> str:
    """Fifteen hexadecimal digits that are others when a rule, an override, the table or the stemmer is.

    It is taken of the files themselves, so nobody has to think of raising a number; a remark that changes asks for one
    rebuild too many, which costs seconds.
    """
    files = [_HERE / "analysed.py", *(path for path in _DUTCH.rglob("*") if path.suffix in _SUFFIXES)]
    return fingerprint_of(files, stemmer=Stemmer.version())


def fingerprint_of(files: Iterable[Path], *, stemmer: str) -> str:
    """The fingerprint of what is in these files, whatever their order and line ends, with this stemmer."""
    found = hashlib.sha256(stemmer.encode())
    for path in sorted(files):
        content = path.read_bytes()
        text = content.replace(b"\r\n", b"\n") if path.suffix == ".py" else content
        found.update(path.name.encode() + b"\0" + hashlib.sha256(text).digest())
    return found.hexdigest()[:_DIGITS]
