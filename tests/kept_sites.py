"""Filled sites, kept for all processes of a run: filling one takes half a minute, putting it back half a second."""

from __future__ import annotations

import fcntl
import pickle
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from tests.database import Tables, read_tables

FILLED = "site.pickle"


@dataclass(frozen=True, slots=True)
class KeptSite:
    """A filled site as it can be put back: the database, the folder with its files, and what filling it returned."""

    tables: Tables
    folder: Path
    value: Any


_shared: list[Path] = []  # the folder of this run
_read: dict[str, KeptSite] = {}  # by this process


def keep_in(folder: Path) -> None:
    """Say where the filled sites of this run are, for all its processes."""
    _shared[:] = [folder]


def kept_site(name: str, fill: Callable[[], Any]) -> KeptSite:
    """The site of this name, filled in the current database when no process of this run did before.

    One process at a time fills; the others wait, and read what it kept.
    """
    if name not in _read:
        folder = _shared[-1] / f"{name}-{connection.vendor}"
        with folder.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (folder / FILLED).exists():
                folder.mkdir(exist_ok=True)
                _keep(fill(), folder)
            tables, value = pickle.loads((folder / FILLED).read_bytes())  # noqa: S301 - of a process of this run
        _read[name] = KeptSite(tables, folder, value)
    return _read[name]


def _keep(value: Any, folder: Path) -> None:
    for name, source in _folders().items():
        if source.exists():
            shutil.copytree(source, folder / name)
    (folder / FILLED).write_bytes(pickle.dumps((read_tables(), value)))


def put_files(kept: KeptSite) -> None:
    """The files of a filled site into the folders of this test."""
    for name, target in _folders().items():
        if (kept.folder / name).exists():
            shutil.copytree(kept.folder / name, target, dirs_exist_ok=True)


def _folders() -> dict[str, Path]:
    return {"media": Path(settings.MEDIA_ROOT), "search": Path(settings.EMBEDDED_SEARCH_DIR)}
