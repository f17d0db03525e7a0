"""What every test stands on: the real services, one database per run, and no network but loopback."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection
from pytest_django import DjangoDbBlocker
from pytest_django.plugin import blocking_manager_key
from pytest_socket import socket_allow_hosts
from wagtail.models import Site

from tests.database import Tables, read_tables, write_tables
from tests.services.state import ENVIRONMENT, read_state

IN_CI = os.environ.get("CI") == "true"
_fresh: list[Tables] = []  # the database right after the migrations
TRANSACTIONAL = {"transactional_db", "live_server"}
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_serialized_rollback", "live_server"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--only-database",
        action="store_true",
        help="run only the tests that touch the database (for the second run, on PostgreSQL)",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Slow files first, or they keep one process busy while the other is done; and what --only-database leaves."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)
    if not config.getoption("--only-database"):
        return
    kept, left = [], []
    for item in items:
        uses = item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
        only_looks = item.get_closest_marker("browser") and not item.get_closest_marker("saves")
        (left if only_looks or item.get_closest_marker("own_database") or not uses else kept).append(item)
    config.hook.pytest_deselected(items=left)
    items[:] = kept


def pytest_runtest_setup() -> None:
    """Let tests connect to loopback only: sockets stay, for the services answer there."""
    socket_allow_hosts(["127.0.0.1", "localhost", "::1"], allow_unix_socket=True)


def service(name: str) -> str:
    """The address of a service; a missing one fails in CI and skips elsewhere, and says what to do."""
    found = os.environ.get(ENVIRONMENT[name]) or read_state().get(name, {}).get("url", "")
    if found:
        return found
    message = f"{name} is not running: `make services` starts it and says what is missing."
    if IN_CI:
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


@pytest.fixture(scope="session")
def elasticsearch_url() -> str:
    """The address of a real Elasticsearch."""
    return service("elasticsearch")


@pytest.fixture(scope="session")
def postgres_url() -> str:
    """The address of a real PostgreSQL server."""
    return service("postgres")


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The path of a real Chromium."""
    return service("chromium")


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path: Path) -> None:
    """Media, mail and the embedded index of a test live in a folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.EMBEDDED_SEARCH_DIR = tmp_path / "search"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The test database, with a copy of what the migrations put there; at the end nobody else holds on to it."""
    with django_db_blocker.unblock():
        _fresh.append(read_tables())
    yield
    with django_db_blocker.unblock():
        _end_other_sessions()


def _end_other_sessions() -> None:
    """End connections that a thread of a test left open: PostgreSQL does not remove a database in use."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """After a test that emptied the database, put back what the migrations had put there, such as the root page."""
    yield
    marker = item.get_closest_marker("django_db")
    emptied = bool(marker and marker.kwargs.get("transaction")) or TRANSACTIONAL & set(
        getattr(item, "fixturenames", ())
    )
    if emptied and nextitem is not None:
        with item.config.stash[blocking_manager_key].unblock():
            restore_database()


def restore_database(tables: Tables | None = None) -> None:
    """The database with these rows; without them, as it was right after the migrations."""
    call_command("flush", interactive=False, inhibit_post_migrate=True, verbosity=0)
    write_tables(_fresh[-1] if tables is None else tables)
    _count_on_from_what_is_there()
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()
    cache.clear()


def _count_on_from_what_is_there() -> None:
    """Let PostgreSQL give new rows a number above those that were put back with theirs."""
    statements = connection.ops.sequence_reset_sql(no_style(), apps.get_models(include_auto_created=True))
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
