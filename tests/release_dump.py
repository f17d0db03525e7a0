"""Writes the database of a filled site as this version makes it: `python -m tests.release_dump`.

Made once per release and kept, so that a test can upgrade it for ever after. Needs pg_dump, and PostgreSQL as
`make services` starts it. Files of images and documents are not in it, and nobody can log in with what is.
"""

from __future__ import annotations

import lzma
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

import psycopg

from tools.services import postgres
from tools.services.state import read_state

ROOT = Path(__file__).resolve().parents[1]
RELEASES = ROOT / "tests" / "data" / "releases"
CLIENT_COMMAND = re.compile(r"^\\.*\n", re.MULTILINE)
"""A line for the client psql, not for the server."""


def sqlite_dump(version: str) -> Path:
    """The compressed SQLite file of this release."""
    return RELEASES / f"{version}.sqlite3.xz"


def postgresql_dump(version: str) -> Path:
    """The compressed statements that make the PostgreSQL database of this release."""
    return RELEASES / f"{version}.sql.xz"


def versions() -> list[str]:
    """The releases that were dumped, the oldest first."""
    found = (file.name.removesuffix(".sqlite3.xz") for file in RELEASES.glob("*.sqlite3.xz"))
    return sorted(found, key=lambda version: [int(part) for part in version.split(".")])


def restore_sqlite(version: str, target: Path) -> None:
    """Write the SQLite database of this release there."""
    target.write_bytes(lzma.decompress(sqlite_dump(version).read_bytes()))


def restore_postgresql(version: str, database: str) -> None:
    """Fill this empty PostgreSQL database as it was in this release."""
    statements = lzma.decompress(postgresql_dump(version).read_bytes()).decode()
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(statements)  # type: ignore[arg-type] - several statements, all our own


def _fill(database: str, folder: str) -> None:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "hub.settings.test", "VAR_DIR": folder}
    subprocess.run(
        [sys.executable, "-m", "tests.release_site"],
        cwd=ROOT,
        env={**environment, "DATABASE_URL": database},
        check=True,
    )


def _write_sqlite(version: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "site.sqlite3"
        _fill(f"sqlite:///{file}", folder)
        connection = sqlite3.connect(file)
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("VACUUM")
        connection.close()
        sqlite_dump(version).write_bytes(lzma.compress(file.read_bytes(), preset=9))


def _write_postgresql(version: str) -> None:
    server = read_state()["postgres"]["url"]
    with tempfile.TemporaryDirectory() as folder, postgres.temporary_database(server) as database:
        _fill(database, folder)
        dump = [
            str(postgres.binaries() / "pg_dump"),
            "--no-owner",
            "--no-privileges",
            "--rows-per-insert=200",
            database,
        ]
        text = subprocess.run(dump, check=True, capture_output=True, text=True).stdout
        postgresql_dump(version).write_bytes(lzma.compress(CLIENT_COMMAND.sub("", text).encode(), preset=9))


def main() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    RELEASES.mkdir(exist_ok=True)
    for path in (sqlite_dump(version), postgresql_dump(version)):
        if path.exists():
            sys.exit(f"{path} is there: a release is dumped once.")
    _write_sqlite(version)
    _write_postgresql(version)


if __name__ == "__main__":
    main()
