"""What every test stands on: the real services, one database per run, and no network but loopback."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pytest_socket import socket_allow_hosts

from tests.services.state import read_state

IN_CI = os.environ.get("CI") == "true"
ENVIRONMENT = {"elasticsearch": "ELASTICSEARCH_URL", "postgres": "TEST_POSTGRES_URL", "chromium": "CHROMIUM"}
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_serialized_rollback", "live_server"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--only-database",
        action="store_true",
        help="run only the tests that touch the database (for the second run, on PostgreSQL)",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With --only-database, keep the tests that use a database and are not tied to a kind of their own."""
    if not config.getoption("--only-database"):
        return
    kept, left = [], []
    for item in items:
        uses = item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
        (kept if uses and not item.get_closest_marker("own_database") else left).append(item)
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
