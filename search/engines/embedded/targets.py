"""The files of the embedded engine: one per target, a pointer file that names the live one, and the folder's identity.

The pointer is replaced atomically and database files never are: replacing a WAL database under its readers corrupts it.
Readers check the pointer at each question, so a promotion reaches every process at once.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import secrets
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from search.engines.embedded import schema
from search.query.engine import EngineUnavailable

POINTER = "live"
IDENTITY = "host"

_NAME = re.compile(r"search-[0-9]{14}-[0-9a-f]{8}")
_SUFFIX = ".sqlite3"


class Targets:
    """The targets in one folder, which is created when first needed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def identity(self) -> str:
        """Sixteen random hexadecimal digits that identify the folder: processes that share it are one host.

        When two processes create it at once the last one wins, so it is read again on each call. Raises
        EngineUnavailable when the folder cannot be created or read.
        """
        path = self.folder / IDENTITY
        try:
            if not path.exists():
                self._replace(IDENTITY, secrets.token_hex(8))
            return path.read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise EngineUnavailable(f"the folder of the search files cannot be used: {error}") from error

    def create(self) -> str:
        """Create a new, empty target with a unique name; returns the name."""
        self.folder.mkdir(parents=True, exist_ok=True)
        moment = dt.datetime.now(tz=dt.UTC).strftime("%Y%m%d%H%M%S")
        name = f"search-{moment}-{secrets.token_hex(4)}"
        schema.create(self._path(name))
        return name

    def path(self, name: str) -> Path:
        """The file of an existing target; raises EngineUnavailable when there is none."""
        path = self._path(name)
        if not path.exists():
            raise EngineUnavailable(f"there is no search file for target {name!r}")
        return path

    def live(self) -> str | None:
        """The name in the pointer file, or None before the first promotion."""
        try:
            return (self.folder / POINTER).read_text(encoding="ascii").strip() or None
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise EngineUnavailable(f"the pointer to the live search file cannot be read: {error}") from error

    def promote(self, name: str) -> None:
        """Make the target live."""
        self.path(name)
        self._replace(POINTER, name)

    def names(self) -> list[str]:
        """All targets with a file, oldest first."""
        found = (path.name.removesuffix(_SUFFIX) for path in self.folder.glob(f"search-*{_SUFFIX}"))
        return sorted(name for name in found if _NAME.fullmatch(name))

    def remove(self, names: Iterable[str]) -> None:
        """Delete the files of these targets; a process that has one open can read it until closing it."""
        for name in names:
            path = self._path(name)
            for file in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
                file.unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise EngineUnavailable(f"{name!r} is no target of the embedded engine")
        return self.folder / f"{name}{_SUFFIX}"

    def _replace(self, name: str, content: str) -> None:
        """Replace a small file atomically, in a way that survives a crash at any moment."""
        self.folder.mkdir(parents=True, exist_ok=True)
        draft = self.folder / f".{name}-{secrets.token_hex(4)}"
        try:
            with draft.open("w", encoding="ascii") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self.folder / name)
        finally:
            draft.unlink(missing_ok=True)
        self._sync_folder()

    def _sync_folder(self) -> None:
        with suppress(PermissionError):  # some systems refuse to open a folder; the pointer itself is safe
            descriptor = os.open(self.folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
