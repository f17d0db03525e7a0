"""What a lower app names of a higher one without importing it: few places, listed in docs/architecture.md."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import ROOT

FLOORS = ("hub", "organisations", "editorial", "solutions", "search", "home", "operations")
LIBRARIES = {
    path.stem: app for app in FLOORS for path in (ROOT / app / "templatetags").glob("*.py") if path.stem != "__init__"
}
NAMED = re.compile(r'"([a-z]+)\.([A-Za-z_.]+)"|"([a-z]+)/[a-z_/]+\.html"')
LOADED = re.compile(r"{% load ([^%]+) %}")
INCLUDED = re.compile(r'{% (?:include|extends) "([a-z]+)/')
SETTINGS = ROOT / "hub" / "settings"


def is_above(app: str, other: str) -> bool:
    return app in FLOORS and FLOORS.index(app) > FLOORS.index(other)


def in_templates() -> Iterator[tuple[str, str]]:
    for path in (ROOT / "templates").rglob("*.html"):
        folder = path.relative_to(ROOT / "templates").parts[0]
        app = folder if folder in FLOORS else "hub"  # what all pages share
        text = path.read_text(encoding="utf-8")
        loaded = [LIBRARIES.get(name, "") for names in LOADED.findall(text) for name in names.split()]
        yield from ((shown(path), other) for other in [*loaded, *INCLUDED.findall(text)] if is_above(other, app))


def in_modules() -> Iterator[tuple[str, str]]:
    for app in FLOORS:
        for path in (ROOT / app).rglob("*.py"):
            if "migrations" in path.parts or path.is_relative_to(SETTINGS):
                continue
            for found in NAMED.finditer(path.read_text(encoding="utf-8")):
                other = found[1] or found[3]
                if is_above(other, app):
                    yield shown(path), other


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_ties_to_the_apps_above_are_those_of_the_list():
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    section = page.split("## What cannot be imported")[1].split("\n## ")[0]
    listed = {
        (path, app)
        for path, apps in re.findall(r"^\| `([^`]+)` \| ([a-z, ]+) \|", section, flags=re.MULTILINE)
        for app in apps.split(", ")
    }
    assert {*in_templates(), *in_modules()} == listed
