"""What the documentation says of the code is true."""

import re
from pathlib import Path

import pytest

from hub.settings.env import VARIABLES, documentation

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
