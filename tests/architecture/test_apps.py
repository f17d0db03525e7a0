"""The apps are listed once; whatever cannot read that list says the same. Within an app no import goes in a circle."""

import graphlib
import tomllib
from collections import defaultdict

import grimp
import pytest

from hub.settings.apps import APPS, DEVELOPMENT_APPS
from tests.architecture.tree import ROOT

LINTER = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]


def test_every_app_is_listed():
    assert {path.parent.name for path in ROOT.glob("*/apps.py")} == {*APPS, *DEVELOPMENT_APPS}


def test_the_layers_are_the_apps_in_their_order():
    assert set(LINTER["root_packages"]) == {*APPS, *DEVELOPMENT_APPS}
    assert LINTER["contracts"][0]["layers"] == [" | ".join(DEVELOPMENT_APPS), *APPS]


def test_the_image_holds_what_production_needs_and_nothing_else():
    kept = {
        line.removeprefix("!") for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")
    }
    assert set(APPS) <= kept
    assert not kept & set(DEVELOPMENT_APPS)


def circle(arrows):
    """The modules of a circle of imports, or None."""
    try:
        graphlib.TopologicalSorter(arrows).prepare()
    except graphlib.CycleError as error:
        return error.args[1]
    return None


def room_of(module):
    return ".".join(module.split(".")[:2])


@pytest.mark.parametrize("app", [*APPS, *DEVELOPMENT_APPS])
def test_no_import_goes_in_a_circle(app):
    """Imports inside functions count, those for types only do not."""
    graph = grimp.build_graph(app, exclude_type_checking_imports=True, cache_dir=None)
    files = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    assert circle(files) is None
    rooms = defaultdict(set)
    for module, imported in files.items():
        rooms[room_of(module)] |= {room_of(one) for one in imported} - {room_of(module)}
    assert circle(rooms) is None
