"""What every test stands on: the real services, one database per run, and no network but loopback."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection
from django.db.models.signals import post_save
from django.test import TransactionTestCase, override_settings
from modelsearch.index import get_indexed_models
from modelsearch.signal_handlers import post_save_signal_handler, register_signal_handlers
from pytest_django import DjangoDbBlocker
from pytest_django.plugin import blocking_manager_key
from pytest_socket import socket_allow_hosts
from wagtail.models import Site
from wagtail.signal_handlers import reference_index_auto_update_disabled

from demo.pages import Seeded
from home.models import HomePage
from home.setup import ensure_site
from search.indexing.models import ObjectVersion, OutboxEvent
from tests import demo_site, shared_fixtures, template_database
from tests.attempts import attempts  # noqa: F401 - a fixture
from tests.database import Tables, read_tables, write_tables
from tests.kept_sites import KeptSite, keep_in, kept_site, put_files
from tools.services.state import ENVIRONMENT, read_state

IN_CI = os.environ.get("CI") == "true"
_migrated: list[Tables] = []  # the database right after the migrations
_fresh: list[Tables] = []  # the same with the empty site, as every test finds it
_emptied = pytest.StashKey[bool]()  # whether a test left behind what it committed
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_serialized_rollback", "live_server"}
PARTS = ("postgresql", "sqlite")
RARELY = (50_000, 20, 100)  # how often Python looks for cycles: as by default it is a tenth of the time of a run


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--part",
        choices=PARTS,
        help="run only what the suite runs on this database: on PostgreSQL whatever touches the database or starts "
        "processes; on SQLite what touches none, what only looks in a browser, and again what is marked both_databases",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_emptied] = False
    gc.set_threshold(*RARELY)
    leave_wagtail_index()


def leave_wagtail_index() -> None:
    """Let saves no longer reach Wagtail's own index."""
    for model in get_indexed_models():
        post_save.disconnect(post_save_signal_handler, sender=model)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Slow files first, or they keep one process busy while the others are done; and only the part asked for."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)
    part = config.getoption("--part")
    if part is None:
        return
    config.hook.pytest_deselected(items=[item for item in items if part not in parts_of(item)])
    items[:] = [item for item in items if part in parts_of(item)]


def parts_of(item: pytest.Item) -> tuple[str, ...]:
    """The databases on which the suite runs a test."""
    if item.get_closest_marker("own_database"):  # waits more than it computes, and so does not wait with the browsers
        return ("postgresql",)
    only_looks = item.get_closest_marker("browser") and not item.get_closest_marker("saves")
    if only_looks or not uses_database(item):
        return ("sqlite",)
    return PARTS if item.get_closest_marker("both_databases") else ("postgresql",)


def uses_database(item: pytest.Item) -> bool:
    """Whether a test asks for the database."""
    return bool(item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(getattr(item, "fixturenames", ())))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Let tests connect to loopback only, where the services answer; and let none find what another committed."""
    socket_allow_hosts(["127.0.0.1", "localhost", "::1"], allow_unix_socket=True)
    reference_index_auto_update_disabled.value = True  # for each test, for who turns it off turns it on at the end
    if shared_fixtures.commits(item):  # now, for the event loop of a browser brings this thread another connection
        with item.config.stash[blocking_manager_key].unblock():
            shared_fixtures.tear_down()
    if item.config.stash[_emptied] and uses_database(item):
        if "put_site" not in getattr(item, "fixturenames", ()):  # which puts all rows back itself
            with item.config.stash[blocking_manager_key].unblock():
                restore_database()
        item.config.stash[_emptied] = False


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
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """A database of this process with the empty site in it, which is made anew in each run, for it follows the code."""
    base = tmp_path_factory.getbasetemp()
    keep_in(base.parent if "PYTEST_XDIST_WORKER" in os.environ else base)
    keep = request.config.getoption("--reuse-db") and not request.config.getoption("--create-db")
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    name = f"test_{connection.settings_dict['NAME'].rpartition('/')[2].removesuffix('.sqlite3')}_{worker}"
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")):
        template_database.create(name)
        _migrated.append(read_tables())
        ensure_site("testserver", 80)
        OutboxEvent.objects.all().delete()  # every test has empty engines of its own, and none is behind
        ObjectVersion.objects.all().delete()
        _fresh.append(read_tables())
    yield
    with django_db_blocker.unblock():
        shared_fixtures.tear_down()
        _end_other_sessions()
        if keep:  # for who wants to look at it; the next run makes it anew, which is as quick as using it again
            restore_database()
            connection.close()
        else:
            template_database.remove()


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[object], request: pytest.FixtureRequest) -> Iterator[object]:
    """Create the shared data of a test before its own transaction begins."""
    if fixturedef.argname == "_django_db_helper":
        folders = request.getfixturevalue("tmp_path_factory")
        with request.config.stash[blocking_manager_key].unblock():
            shared_fixtures.set_up(request.node, folders)
    return (yield)


def _end_other_sessions() -> None:
    """End connections that a thread of a test left open: PostgreSQL does not remove a database in use."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


def _leave_what_was_committed(case: TransactionTestCase) -> None:
    """Django would empty the database and fill in permissions; the next test that uses it puts everything back."""


TransactionTestCase._fixture_teardown = _leave_what_was_committed


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """Note that a test has committed, so that the next one finds the database as it was."""
    yield
    if shared_fixtures.commits(item):
        item.config.stash[_emptied] = True
        cache.clear()


@pytest.fixture
def home(db: None) -> HomePage:
    """The front page of the empty site that every test finds."""
    return HomePage.objects.get()


@pytest.fixture
def wagtail_index(settings) -> Iterator[None]:
    """Wagtail's own index holds what there is and follows what is saved, so that the admin can search it."""
    settings.WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
    call_command("update_index", verbosity=0)
    register_signal_handlers()
    yield
    leave_wagtail_index()


@pytest.fixture
def reference_index(db: None) -> Iterator[None]:
    """Wagtail's index of what refers to what holds what there is and follows what is saved; few tests look at it."""
    call_command("rebuild_references_index", verbosity=0, stdout=StringIO())
    reference_index_auto_update_disabled.value = False
    yield
    reference_index_auto_update_disabled.value = True


@pytest.fixture
def empty_database(transactional_db: None) -> None:
    """The database right after the migrations, without a site."""
    restore_database(_migrated[-1])


def restore_database(tables: Tables | None = None) -> None:
    """The database with these rows; without them, with the empty site."""
    if connection.in_atomic_block:
        connection.check_constraints()  # PostgreSQL empties no table of which references are yet to be checked
    call_command("flush", interactive=False, inhibit_post_migrate=True, verbosity=0)
    write_tables(_fresh[-1] if tables is None else tables)
    _count_on_from_what_is_there()
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()
    cache.clear()


def restore_site(kept: KeptSite) -> None:
    """The database with the rows of a filled site, and its files in the folders of this test."""
    restore_database(kept.tables)
    put_files(kept)


def kept_seeds() -> KeptSite:
    """The site with the registers and the demo, filled once in a run."""

    def filled() -> Seeded:
        restore_database()
        return demo_site.seeded()

    return kept_site("seeds", filled)


def _count_on_from_what_is_there() -> None:
    """Let PostgreSQL give new rows a number above those that were put back with theirs."""
    statements = connection.ops.sequence_reset_sql(no_style(), apps.get_models(include_auto_created=True))
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
