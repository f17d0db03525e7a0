"""What there is to look at: the files that git keeps, and the house's own Python."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

from hub.settings.apps import APPS, DEVELOPMENT_APPS

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = (*APPS, *DEVELOPMENT_APPS, "deploy")


@cache
def kept_files() -> tuple[Path, ...]:
    """Every file of the repository, those not yet committed included, ignored ones not."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    return tuple(sorted({path for name in names if name and (path := ROOT / name).is_file()}))


def sources(*suffixes: str, under: tuple[str, ...] = PACKAGES) -> list[Path]:
    """The kept files with one of these suffixes below these folders."""
    return [path for path in kept_files() if path.suffix in suffixes and path.relative_to(ROOT).parts[0] in under]


def shown(path: Path) -> str:
    """The name of a file in a message."""
    return str(path.relative_to(ROOT))
