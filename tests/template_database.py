"""The database of a process of tests: a copy of a template that holds what the migrations make.

The template is made once for the migrations of all apps and the versions of Django and Wagtail: a file for SQLite, a
database on the server for PostgreSQL. Copying it takes a fraction of a second where migrating takes 15.
"""

from __future__ import annotations

import fcntl
import hashlib
import inspect
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import django
import psycopg
import wagtail
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from psycopg.sql import SQL, Identifier

PREFIX = "template_verderbouwen_"
LOCK = 0x7665726465  # of PostgreSQL: one process at a time makes the template or copies it


@cache
def template_key() -> str:
    """What a template depends on, as a name: every migration's source, and the versions of Django and Wagtail."""
    migrations = MigrationLoader(None).disk_migrations
    sources = sorted(f"{key}{Path(inspect.getfile(type(made))).read_text()}" for key, made in migrations.items())
    versions = f"{django.__version__} {wagtail.__version__}"
    return hashlib.sha256("".join([versions, *sources]).encode()).hexdigest()[:12]


def copy_file(target: Path) -> None:
    """Put a copy of the SQLite template there, which is made when there is none."""
    folder = Path(settings.VAR_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    template = folder / f"template-{template_key()}.sqlite3"
    with (folder / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not template.exists():
            for outdated in folder.glob("*.sqlite3"):
                _remove_file(outdated)
            building = folder / "building.sqlite3"
            _migrate(f"sqlite:///{building}")
            building.rename(template)
        _remove_file(target)
        shutil.copyfile(template, target)


def server_template() -> str:
    """The name of the template on a PostgreSQL server."""
    return f"{PREFIX}{template_key()}"


def create(name: str) -> None:
    """Connect to a fresh copy of the template."""
    if connection.vendor == "sqlite":
        made = Path(settings.VAR_DIR) / f"{name}-{template_key()}.sqlite3"
        copy_file(made)
        _connect(str(made))
    else:
        _create_on_server(name)


def remove() -> None:
    """Remove the database that `create` connected to."""
    name = connection.settings_dict["NAME"]
    connection.close()
    if connection.vendor == "sqlite":
        _remove_file(Path(name))
    else:
        with _server() as server:
            server.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))


def _remove_file(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _create_on_server(name: str) -> None:
    template = server_template()
    with _server() as server:
        server.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        existing = {row[0] for row in server.execute("SELECT datname FROM pg_database")}
        if template not in existing:
            for outdated in existing:
                if outdated.startswith(PREFIX):  # of migrations or versions that are no longer these
                    server.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(outdated)))
            building = f"{template}_building"
            server.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(building)))
            server.execute(SQL("CREATE DATABASE {}").format(Identifier(building)))
            _migrate(f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{building}")
            server.execute(SQL("ALTER DATABASE {} RENAME TO {}").format(Identifier(building), Identifier(template)))
        server.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))
        server.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(template)))
    _connect(name)


@contextmanager
def _server() -> Iterator[psycopg.Connection]:
    """A connection to the server itself."""
    parameters = {**connection.get_connection_params(), "dbname": "postgres", "autocommit": True}
    known = ("host", "port", "user", "password", "dbname", "autocommit")
    with psycopg.connect(**{key: parameters[key] for key in known if parameters.get(key)}) as server:
        yield server


def _migrate(url: str) -> None:
    """Make an empty database what the migrations say, in a process of its own, for a template must not be in use."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "hub.settings.test", "DATABASE_URL": url}
    command = [sys.executable, "manage.py", "migrate", "--no-input", "--verbosity=0"]
    subprocess.run(command, cwd=settings.BASE_DIR, env=environment, check=True)


def _connect(name: str) -> None:
    connection.close()
    settings.DATABASES["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name
