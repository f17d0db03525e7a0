"""Test data that is created once for consecutive tests, as Django's `setUpTestData` does for the tests of a class.

`@shared_fixture` takes the place of `@pytest.fixture` on a function that creates rows and files and depends on other
shared fixtures only. Its rows live in a transaction that stays open while the next test asks for them too; every test
runs in a savepoint, and gets copies of the returned value and of the files. A test that commits cannot use an open
transaction: for such a test the data is created anew.
"""

from __future__ import annotations

import copy
import inspect
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import override_settings
from wagtail.models import Site

from search.answering import service
from search.engines.registry import forget_engines

Create = Callable[..., Any]
TRANSACTIONAL = {"transactional_db", "live_server"}


@dataclass
class SharedData:
    """What a shared fixture created: the returned value, the files, and the transaction with the rows."""

    create: Create
    value: Any
    folder: Path
    atomic: transaction.Atomic


_active: list[SharedData] = []  # nested: each may refer to the rows of those before it
_copies = pytest.StashKey[dict[Create, Any]]()


def shared_fixture(create: Create) -> Any:
    """A pytest fixture with the name of this function; see the module's docstring."""
    parents = tuple(inspect.signature(create).parameters)

    def fixture(**given: Any) -> Any:
        item = given["request"].node
        if commits(item):
            return create(**{name: given[name] for name in parents})
        if _copies not in item.stash:
            item.stash[_copies] = _copy(given["tmp_path"])
        return item.stash[_copies][create]

    asked_for = (*parents, "request", "db", "own_folder", "tmp_path")
    fixture.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY) for name in asked_for]
    )
    fixture.__doc__ = create.__doc__
    fixture.shared = create  # type: ignore[attr-defined]
    return pytest.fixture(name=create.__name__)(fixture)


def _copy(folder: Path) -> dict[Create, Any]:
    """Copies of the values, with references among them preserved; the files are copied to this folder."""
    shutil.copytree(_active[-1].folder, folder, dirs_exist_ok=True)
    forget_engines()
    values = copy.deepcopy([one.value for one in _active])
    return {one.create: value for one, value in zip(_active, values, strict=True)}


def commits(item: pytest.Item) -> bool:
    """Whether what a test writes stays in the database when it ends."""
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction")) or bool(
        TRANSACTIONAL & set(getattr(item, "fixturenames", ()))
    )


def set_up(item: pytest.Item, folders: pytest.TempPathFactory) -> None:
    """Roll back shared data that this test does not use and create what it does; call it outside its transaction."""
    wanted = [] if commits(item) else list(_in_order(item))
    same = 0
    lost = connection.closed_in_transaction  # by a test that closed an answer of Django's test client
    while not lost and same < min(len(wanted), len(_active)) and _active[same].create is wanted[same]:
        same += 1
    tear_down(same)
    for create in wanted[same:]:
        _create(create, folders)


def _in_order(item: pytest.Item) -> Iterator[Create]:
    """The functions of the shared fixtures that a test uses, each after those it depends on."""
    definitions = item._fixtureinfo.name2fixturedefs  # type: ignore[attr-defined]
    seen: set[str] = set()

    def visit(name: str) -> Iterator[Create]:
        create = getattr(definitions[name][-1].func, "shared", None) if name in definitions else None
        if create is None or name in seen:
            return
        seen.add(name)
        for parent in inspect.signature(create).parameters:
            yield from visit(parent)
        yield create

    for name in item.fixturenames:  # type: ignore[attr-defined]
        yield from visit(name)


def _create(create: Create, folders: pytest.TempPathFactory) -> None:
    folder = folders.mktemp("shared")
    if _active:
        shutil.copytree(_active[-1].folder, folder, dirs_exist_ok=True)
    atomic = transaction.atomic()
    atomic._from_testcase = True  # as in Django's TestCase, so that durable transactions are allowed
    atomic.__enter__()
    values = {one.create.__name__: one.value for one in _active}
    try:
        with override_settings(MEDIA_ROOT=folder / "media", EMBEDDED_SEARCH_DIR=folder / "search"):
            _forget()
            value = create(**{name: values[name] for name in inspect.signature(create).parameters})
    except BaseException:
        _roll_back(atomic)
        raise
    finally:
        _forget()
    _active.append(SharedData(create, value, folder, atomic))


def tear_down(first: int = 0) -> None:
    """Roll back the shared data, all of it or from this position on."""
    if len(_active) <= first:
        return
    while len(_active) > first:
        shared = _active.pop()
        _roll_back(shared.atomic)
        shutil.rmtree(shared.folder, ignore_errors=True)
    _forget()


def _roll_back(atomic: transaction.Atomic) -> None:
    connection.set_rollback(True)
    atomic.__exit__(None, None, None)


def _forget() -> None:
    """Clear the in-process caches of rows and engines."""
    forget_engines()
    service.reset()
    Site.clear_site_root_paths_cache()
