"""What many tests begin with is made once: in a transaction that stays open, with every test in a savepoint of it.

`@kept` takes the place of `@pytest.fixture` on a function that makes rows and files and asks for nothing but other
kept fixtures. Each test gets copies of what it returned and of the files; what a test changes is gone when it ends.
What was made stays for as long as the next test that uses the database asks for it too. A test that commits cannot
share a transaction: for such a test it is made anew.
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
from django.core.cache import cache
from django.db import connection, transaction
from django.test import override_settings
from wagtail.models import Site

from search import service
from search.engines.registry import forget_engines

Make = Callable[..., Any]
TRANSACTIONAL = {"transactional_db", "live_server"}


@dataclass
class Kept:
    """What one function made: its answer, its files, and the transaction that holds its rows."""

    make: Make
    value: Any
    folder: Path
    atomic: transaction.Atomic


_open: list[Kept] = []  # each made on top of those before it
_copies = pytest.StashKey[dict[Make, Any]]()


def kept(make: Make) -> Any:
    """A fixture of this function's name; see the text of this module."""
    parents = tuple(inspect.signature(make).parameters)

    def fixture(**given: Any) -> Any:
        item = given["request"].node
        if commits(item):
            return make(**{name: given[name] for name in parents})
        if _copies not in item.stash:
            item.stash[_copies] = _copy(given["tmp_path"])
        return item.stash[_copies][make]

    asked_for = (*parents, "request", "db", "own_folder", "tmp_path")
    fixture.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY) for name in asked_for]
    )
    fixture.__doc__ = make.__doc__
    fixture.kept = make  # type: ignore[attr-defined]
    return pytest.fixture(name=make.__name__)(fixture)


def _copy(folder: Path) -> dict[Make, Any]:
    """Copies of what was made, which know each other as the originals do; the files go to this folder."""
    shutil.copytree(_open[-1].folder, folder, dirs_exist_ok=True)
    forget_engines()
    values = copy.deepcopy([one.value for one in _open])
    return {one.make: value for one, value in zip(_open, values, strict=True)}


def commits(item: pytest.Item) -> bool:
    """Whether what a test writes stays in the database when it ends."""
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction")) or bool(
        TRANSACTIONAL & set(getattr(item, "fixturenames", ()))
    )


def prepare(item: pytest.Item, folders: pytest.TempPathFactory) -> None:
    """Before a test begins its own transaction: let go of what it does not ask for, and make what it does."""
    wanted = [] if commits(item) else list(_in_order(item))
    same = 0
    lost = connection.closed_in_transaction  # by a test that closed an answer of Django's test client
    while not lost and same < min(len(wanted), len(_open)) and _open[same].make is wanted[same]:
        same += 1
    let_go(same)
    for make in wanted[same:]:
        _make(make, folders)


def _in_order(item: pytest.Item) -> Iterator[Make]:
    """The functions of the kept fixtures that a test asks for, each after those it is made on top of."""
    definitions = item._fixtureinfo.name2fixturedefs  # type: ignore[attr-defined]
    seen: set[str] = set()

    def visit(name: str) -> Iterator[Make]:
        make = getattr(definitions[name][-1].func, "kept", None) if name in definitions else None
        if make is None or name in seen:
            return
        seen.add(name)
        for parent in inspect.signature(make).parameters:
            yield from visit(parent)
        yield make

    for name in item.fixturenames:  # type: ignore[attr-defined]
        yield from visit(name)


def _make(make: Make, folders: pytest.TempPathFactory) -> None:
    folder = folders.mktemp("kept")
    if _open:
        shutil.copytree(_open[-1].folder, folder, dirs_exist_ok=True)
    atomic = transaction.atomic()
    atomic._from_testcase = True  # as Django's own test case says: what is made may ask for a transaction of its own
    atomic.__enter__()
    values = {one.make.__name__: one.value for one in _open}
    try:
        with override_settings(MEDIA_ROOT=folder / "media", EMBEDDED_SEARCH_DIR=folder / "search"):
            _forget()
            value = make(**{name: values[name] for name in inspect.signature(make).parameters})
    except BaseException:
        _roll_back(atomic)
        raise
    finally:
        _forget()
    _open.append(Kept(make, value, folder, atomic))


def let_go(first: int = 0) -> None:
    """Roll back what was made, all of it or from this one on."""
    if len(_open) > first:
        while len(_open) > first:
            one = _open.pop()
            _roll_back(one.atomic)
            shutil.rmtree(one.folder, ignore_errors=True)
        _forget()


def _roll_back(atomic: transaction.Atomic) -> None:
    connection.set_rollback(True)
    atomic.__exit__(None, None, None)


def _forget() -> None:
    """Drop what this process remembers of rows and of engines."""
    forget_engines()
    service.forget()
    Site.clear_site_root_paths_cache()
    cache.clear()
