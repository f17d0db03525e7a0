"""How our Python is built: which way it imports, how long it gets, how it speaks Dutch."""

import ast
import subprocess
import sys
from collections import Counter
from pathlib import Path

from tests.architecture.tree import PACKAGES, ROOT, shown, sources

LONGEST_MODULE = 300
MOST_IN_A_FOLDER = 25
DRAWERS = {"core", "utils", "helpers", "misc", "common"}
TRANSLATING = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}


def our_modules():
    return [path for path in sources(".py", under=(*PACKAGES, "tests", "tools")) if "migrations" not in path.parts]


def test_imports_go_one_way():
    lint = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_no_module_is_too_long():
    long = {
        shown(path): count for path in our_modules() if (count := len(path.read_text().splitlines())) > LONGEST_MODULE
    }
    assert not long


def test_no_folder_holds_more_modules_than_one_can_look_over():
    beside = Counter(shown(path.parent) for path in our_modules() if path.name != "__init__.py")
    crowded = {folder: count for folder, count in beside.items() if count > MOST_IN_A_FOLDER}
    assert not {folder for folder in crowded if not folder.startswith("tests")}


def test_no_module_is_a_drawer_for_everything():
    assert not [shown(path) for path in our_modules() if {*path.relative_to(ROOT).parts[:-1], path.stem} & DRAWERS]


def functions(path):
    nodes = ast.walk(ast.parse(path.read_text()))
    return [node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def test_every_function_outside_tests_says_what_it_returns():
    assert not [
        f"{shown(path)}:{function.lineno} {function.name}"
        for path in sources(".py")
        for function in functions(path)
        if function.returns is None
    ]


def translated_at_once(source):
    """The lines that translate a text into which values were put before: it is in no catalogue."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TRANSLATING:
            yield from (argument.lineno for argument in node.args if filled_in(argument))


def filled_in(node):
    formats = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format"
    return isinstance(node, ast.JoinedStr) or formats or (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod))


def test_a_text_is_translated_before_values_are_put_into_it():
    assert list(translated_at_once('_(f"Hallo {naam}")\n_("Hallo %s" % naam)\n_("Hallo {}".format(naam))')) == [1, 2, 3]
    assert not list(translated_at_once('_("Hallo %(naam)s") % {"naam": naam}'))
    assert not [f"{shown(path)}:{line}" for path in sources(".py") for line in translated_at_once(path.read_text())]


def test_elasticsearch_is_spoken_in_one_place():
    """Also by imports inside functions, which the contracts leave to types."""
    speakers = set()
    for path in sources(".py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            if any(name.split(".")[0] in {"elasticsearch", "elastic_transport"} for name in names):
                speakers.add(shown(path.parent))
    assert speakers == {"search/engines/elastic"}
