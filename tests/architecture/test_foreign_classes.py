"""A class of another package is not changed, but for what docs/architecture.md lists."""

import ast
import re

from tests.architecture.tree import PACKAGES, ROOT, shown, sources

CHANGING = {"update", "setdefault", "pop", "append", "insert", "extend", "clear"}


def foreign_classes(tree):
    """The classes that a module imports from others, by the name they have here."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and not node.level and (node.module or "").split(".")[0] not in PACKAGES:
            classes = (alias for alias in node.names if alias.name[0].isupper() and not alias.name.isupper())
            yield from ((alias.asname or alias.name, f"{node.module}.{alias.name}") for alias in classes)


def changed(tree):
    """What stands before the dot where an attribute of something is set or changed in place."""
    for node in ast.walk(tree):
        targets = [*getattr(node, "targets", []), *([node.target] if isinstance(node, ast.AugAssign) else [])]
        for target in targets:
            attribute = target.value if isinstance(target, ast.Subscript) else target
            if isinstance(attribute, ast.Attribute):
                yield attribute.value
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGING:
            held = node.func.value
            yield held.value if isinstance(held, ast.Attribute) else held
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"setattr", "delattr"}:
            yield node.args[0]


def changes_of_others(source):
    tree = ast.parse(source)
    foreign = dict(foreign_classes(tree))
    return {foreign[held.id] for held in changed(tree) if isinstance(held, ast.Name) and held.id in foreign}


def test_a_change_of_another_package_is_seen():
    imported = "from wagtail.models import Page\n"
    for change in ("Page.title = 1", "Page.panels.append(1)", "Page.panels[0] = 1", "setattr(Page, 'x', 1)"):
        assert changes_of_others(imported + change) == {"wagtail.models.Page"}
    assert changes_of_others(imported + "page = Page()\npage.title = 1") == set()


def test_only_what_is_listed_is_changed():
    section = (ROOT / "docs" / "architecture.md").read_text().split("## What is changed of others")[1].split("\n## ")[0]
    listed = set(re.findall(r"^\| `([\w.]+)` \|", section, flags=re.MULTILINE))
    found = {shown(path): changes for path in sources(".py") if (changes := changes_of_others(path.read_text()))}
    assert set().union(*found.values()) == listed, found
