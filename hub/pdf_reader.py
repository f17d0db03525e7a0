"""The text of a PDF, page by page, read by a process of its own that may use only so much.

A PDF is a program of sorts: it may unpack to gigabytes, refer to itself or draw a million pages. So the file is
handed to a short-lived process (`python -m hub.pdf_reader`) with limits on processor time and memory, which
writes what it reads as one JSON object a line; the caller waits for a limited time and keeps what came. That process
gets no settings, no secrets and no database.
"""

from __future__ import annotations

import json
import os
import re
import resource
import signal
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO

BASE_DIR = Path(__file__).resolve().parent.parent


class ReadOutcome(StrEnum):
    """How the reading of a file ended."""

    READ = "read"
    PARTLY = "partly"
    EMPTY = "empty"
    ENCRYPTED = "encrypted"
    BROKEN = "broken"
    TOO_BIG = "too_big"
    TIMED_OUT = "timed_out"


@dataclass(frozen=True, slots=True)
class Limits:
    """What the reading of one file may cost, and how much of it is kept. Seconds, bytes, pages and characters."""

    processor: int = 20
    wall: float = 30.0
    memory: int = 1024**3
    file_size: int = 50 * 1024**2
    pages: int = 1_000
    characters: int = 1_000_000


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class ReadText:
    """What was read: the text of each page in order, empty where a page has none, and the pages that the file has.

    When something went wrong halfway, the pages until then are kept.
    """

    outcome: ReadOutcome
    pages: tuple[str, ...] = ()
    page_count: int = 0


def read_pdf(path: Path, limits: Limits = LIMITS) -> ReadText:
    """Read a file; never raises for what is in it, and never takes longer than the limits say."""
    if path.stat().st_size > limits.file_size:
        return ReadText(ReadOutcome.TOO_BIG)
    with path.open("rb") as file:
        try:
            done = subprocess.run(  # noqa: S603 - our own module
                [sys.executable, "-m", "hub.pdf_reader", json.dumps(asdict(limits))],
                cwd=BASE_DIR,
                env={"PATH": os.environ.get("PATH", ""), "PYTHONDONTWRITEBYTECODE": "1"},
                stdin=file,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=limits.wall,
                check=False,
            )
        except subprocess.TimeoutExpired as late:
            return _told(late.output or b"", ReadOutcome.TIMED_OUT)
    return _told(done.stdout, ReadOutcome.TIMED_OUT if -done.returncode in _OUT_OF_TIME else ReadOutcome.BROKEN)


_OUT_OF_TIME = {signal.SIGXCPU, signal.SIGKILL}


def _told(output: bytes, unless_told: ReadOutcome) -> ReadText:
    """What the process said, line by line; a last line that is cut off does not count."""
    pages: list[str] = []
    page_count, outcome = 0, unless_told
    for line in output.split(b"\n")[:-1]:
        told = json.loads(line)
        page_count = told.get("page_count", page_count)
        outcome = ReadOutcome(told.get("outcome", outcome))
        if "text" in told:
            pages.append(told["text"])
    return ReadText(outcome, tuple(pages), page_count)


# --- In the process itself ----------------------------------------------------------------------


def main(limits: Limits) -> None:
    """Read the PDF on standard input within these limits and tell what was found on standard output."""
    _restrict(limits)
    try:
        for told in _read(sys.stdin.buffer, limits):
            _tell(told)
    except MemoryError:
        _tell({"outcome": ReadOutcome.TOO_BIG})
    except Exception:  # noqa: BLE001 - whatever a damaged file does, it is a damaged file
        _tell({"outcome": ReadOutcome.BROKEN})


def _tell(told: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def _restrict(limits: Limits) -> None:
    """Give up processor time, memory and the right to write files, for good."""
    resource.setrlimit(resource.RLIMIT_CPU, (limits.processor, limits.processor + 1))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(5)


def _read(file: BinaryIO, limits: Limits) -> Iterator[dict[str, Any]]:
    """Tell the number of pages, the text of each, and the outcome."""
    from pypdf import PdfReader  # noqa: PLC0415 - in the child process only: the site itself never loads it

    reader = PdfReader(file)
    if reader.is_encrypted and not reader.decrypt(""):
        yield {"outcome": ReadOutcome.ENCRYPTED}
        return
    page_count = len(reader.pages)
    yield {"page_count": page_count}
    characters = failed = read = 0
    for page in reader.pages:
        if read == limits.pages or characters >= limits.characters:
            break
        try:
            text = tidy(page.extract_text())
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - one damaged page does not hide the others
            text = ""
            failed += 1
        text = text[: limits.characters - characters]
        characters += len(text)
        read += 1
        yield {"text": text}
    yield {"outcome": _outcome(characters=characters, failed=failed, is_whole=read == page_count and not failed)}


def _outcome(*, characters: int, failed: int, is_whole: bool) -> ReadOutcome:
    if not characters:
        return ReadOutcome.BROKEN if failed else ReadOutcome.EMPTY
    return ReadOutcome.READ if is_whole else ReadOutcome.PARTLY


_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_SPLIT_WORD = re.compile(r"(?<=[^\W\d_])(?:[-\u00ad]|[ \t]*\u2010)[ \t]*\n\s*(?!(?:en|of|en/of)\b)(?=[^\W\d_A-Z])")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u00ad\ud800-\udfff\ufffe\uffff]")


def tidy(text: str) -> str:
    """Text as people read it: words that a line end split are whole, ligatures are letters, single spaces."""
    whole = _SPLIT_WORD.sub("", unicodedata.normalize("NFC", text.translate(_LIGATURES)))
    return " ".join(_UNPRINTABLE.sub(" ", whole).split())


if __name__ == "__main__":
    main(Limits(**json.loads(sys.argv[1])))
