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
from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path

import django
import psycopg
import wagtail
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from psycopg.sql import SQL, Identifier

from search.synonyms.rules import SHIPPED_LIST
from tools.services import postgres
from tools.services.state import CACHE

PREFIX = "template_verderbouwen_"
KEPT = 4  # templates of other migrations, for who goes from one branch to another
LOCK = 0x7665726465  # of PostgreSQL: one process at a time makes the template or copies it


@cache
def template_key() -> str:
    """What a template depends on, as a name: every migration, what the last one brings in, Django and Wagtail."""
    migrations = MigrationLoader(None).disk_migrations
    sources = sorted(f"{key}{Path(inspect.getfile(type(made))).read_text()}" for key, made in migrations.items())
    versions = f"{django.__version__} {wagtail.__version__}"
    return hashlib.sha256("".join([versions, *sources, SHIPPED_LIST.read_text()]).encode()).hexdigest()[:12]


def copy_file(target: Path) -> None:
    """Put a copy of the SQLite template there, which is made when there is none and kept with the services."""
    folder = CACHE / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    template = folder / f"{template_key()}.sqlite3"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not template.exists():
            for outdated in sorted(folder.glob("*.sqlite3"), key=lambda file: file.stat().st_mtime)[:-KEPT]:
                _remove_file(outdated)
            building = folder / "building.sqlite3"
            _remove_file(building)
            _migrate(f"sqlite:///{building}")
            building.rename(template)
        _remove_file(target)
        shutil.copyfile(template, target)


def migrated_database(server: str) -> AbstractContextManager[str]:
    """The address of a copy of the template on this PostgreSQL server, gone afterwards."""
    return postgres.temporary_database(server, server_template(server))


def server_template(server: str) -> str:
    """The name of the template on a PostgreSQL server, made when there is none; `server` is the address of one of its
    databases.
    """
    template = f"{PREFIX}{template_key()}"
    with psycopg.connect(server, autocommit=True) as session:
        session.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        existing = {row[0] for row in session.execute("SELECT datname FROM pg_database")}
        if template not in existing:
            for outdated in existing:
                if outdated.startswith(PREFIX):  # of migrations or versions that are no longer these
                    session.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(outdated)))
            building = f"{template}_building"
            session.execute(SQL("CREATE DATABASE {}").format(Identifier(building)))
            _migrate(f"{server.rpartition('/')[0]}/{building}")
            session.execute(SQL("ALTER DATABASE {} RENAME TO {}").format(Identifier(building), Identifier(template)))
    return template


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
        with psycopg.connect(_server(), autocommit=True) as session:
            session.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))


def _remove_file(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _create_on_server(name: str) -> None:
    server = _server()
    template = server_template(server)
    with psycopg.connect(server, autocommit=True) as session:
        session.execute("SELECT pg_advisory_lock(%s)", [LOCK])  # a template that is being copied is in use
        session.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))
        session.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(template)))
    _connect(name)


def _server() -> str:
    """The address of a database that every server has."""
    return f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/postgres"


def _migrate(url: str) -> None:
    """Make an empty database what the migrations say, in a process of its own, for a template must not be in use."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "hub.settings.test", "DATABASE_URL": url}
    command = [sys.executable, "manage.py", "migrate", "--no-input", "--verbosity=0"]
    subprocess.run(command, cwd=settings.BASE_DIR, env=environment, check=True)


def _connect(name: str) -> None:
    connection.close()
    settings.DATABASES["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name
