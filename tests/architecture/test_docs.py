"""What the documentation says of the code is true."""

import re
from pathlib import Path

import pytest

from hub.settings.env import VARIABLES, documentation
from tools.manual_pictures import MOST_BYTES, PICTURES

ROOT = Path(__file__).resolve().parents[2]
DOCS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def test_the_list_of_settings_is_that_of_the_code():
    assert documentation() in (ROOT / "docs" / "operations" / "settings.md").read_text(encoding="utf-8")


def test_the_example_environment_names_every_setting():
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert not [variable.name for variable in VARIABLES if variable.name not in example]


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_links_within_the_documentation_lead_somewhere(path):
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text(encoding="utf-8"))
    assert not [target for target in targets if not (path.parent / target).exists()]


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_make_targets_that_are_named_exist(path):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"`make ([a-z-]+)`", path.read_text(encoding="utf-8")))
    assert not {target for target in named if f"\n{target}:" not in makefile}


MANUAL = ROOT / "docs" / "editors"
MANUAL_PAGES = sorted(MANUAL.glob("*.md"))


def pictures_of(path):
    """The alternative text and the address of every picture on a page of the manual."""
    return re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", path.read_text(encoding="utf-8"))


def test_the_manual_shows_every_picture_that_is_taken_and_no_other():
    shown = {address.removeprefix("images/") for page in MANUAL_PAGES for _alt, address in pictures_of(page)}
    assert shown == {f"{picture.name}.webp" for picture in PICTURES}
    assert shown == {path.name for path in (MANUAL / "images").iterdir()}


@pytest.mark.parametrize("path", MANUAL_PAGES, ids=lambda path: path.name)
def test_pictures_of_the_manual_say_what_is_on_them(path):
    assert not [address for alt, address in pictures_of(path) if len(alt) < 30]


def test_pictures_of_the_manual_are_small():
    assert not [path.name for path in (MANUAL / "images").iterdir() if path.stat().st_size > MOST_BYTES]


def test_the_index_of_the_manual_leads_to_every_page():
    index = (MANUAL / "README.md").read_text(encoding="utf-8")
    assert not [path.name for path in MANUAL_PAGES if path.name != "README.md" and f"({path.name}" not in index]


@pytest.mark.parametrize("path", MANUAL_PAGES, ids=lambda path: path.name)
def test_the_manual_speaks_calmly_and_says_u(path):
    words = re.sub(r"!\[|`[^`]*`", "", path.read_text(encoding="utf-8"))
    assert "!" not in words
    assert not re.findall(r"\b(?:je|jij|jouw)\b", words.replace("In afwachting van jouw beoordeling", ""))
