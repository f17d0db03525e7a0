"""Reports that live in one document: each measurement replaces its own section and leaves the others alone."""

from __future__ import annotations

import re
from pathlib import Path

REPORT = Path(__file__).resolve().parent.parent / "docs" / "benchmarks-pages.md"


def replace_section(document: Path, name: str, text: str) -> None:
    """Put this text between the marks `<!-- name -->` and `<!-- /name -->`; raises ValueError when they are missing."""
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    old = document.read_text(encoding="utf-8")
    section = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    if not section.search(old):
        raise ValueError(f"{document.name} has no section {name}")
    new = f"{begin}\n{text.strip()}\n{end}"
    document.write_text(section.sub(lambda _match: new, old), encoding="utf-8")


def table(head: list[str], rows: list[list[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
