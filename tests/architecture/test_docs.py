"""What the documentation says of the code is true."""

import re
from pathlib import Path

from hub.settings.env import VARIABLES, documentation
from tools.manual_pictures import MOST_BYTES, PICTURES

ROOT = Path(__file__).resolve().parents[2]
DOCS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def test_the_list_of_settings_is_that_of_the_code():
    assert documentation() in (ROOT / "docs" / "operations" / "settings.md").read_text(encoding="utf-8")


def test_the_example_environment_names_every_setting():
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert not [variable.name for variable in VARIABLES if variable.name not in example]


def found_in(paths, look):
    """What a look at each page finds, by its name; fails when there is no page to look at."""
    assert paths
    return {path.name: found for path in paths if (found := look(path))}


def test_links_within_the_documentation_lead_somewhere():
    def dead(path):
        targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text(encoding="utf-8"))
        return [target for target in targets if not (path.parent / target).exists()]

    assert found_in(DOCS, dead) == {}


def test_make_targets_that_are_named_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    def unknown(path):
        named = set(re.findall(r"\bmake ([a-z]+(?:-[a-z]+)*)(?=`| ARGS)", path.read_text(encoding="utf-8")))
        return [target for target in named if f"\n{target}:" not in makefile]

    assert found_in(DOCS, unknown) == {}


MANUAL = ROOT / "docs" / "editors"
MANUAL_PAGES = sorted(MANUAL.glob("*.md"))


def pictures_of(path):
    """The alternative text and the address of every picture on a page of the manual."""
    return re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", path.read_text(encoding="utf-8"))


def test_the_manual_shows_every_picture_that_is_taken_and_no_other():
    shown = {address.removeprefix("images/") for page in MANUAL_PAGES for _alt, address in pictures_of(page)}
    assert shown == {f"{picture.name}.webp" for picture in PICTURES}
    assert shown == {path.name for path in (MANUAL / "images").iterdir()}


def test_pictures_of_the_manual_say_what_is_on_them():
    assert found_in(MANUAL_PAGES, lambda path: [url for alt, url in pictures_of(path) if len(alt) < 30]) == {}


def test_pictures_of_the_manual_are_small():
    assert not [path.name for path in (MANUAL / "images").iterdir() if path.stat().st_size > MOST_BYTES]


def test_the_index_of_the_manual_leads_to_every_page():
    index = (MANUAL / "README.md").read_text(encoding="utf-8")
    assert not [path.name for path in MANUAL_PAGES if path.name != "README.md" and f"({path.name}" not in index]


def test_the_manual_speaks_calmly_and_says_u():
    def loud_or_familiar(path):
        words = re.sub(r"!\[|`[^`]*`", "", path.read_text(encoding="utf-8"))
        return re.findall(r"!|\b(?:je|jij|jouw)\b", words)

    assert found_in(MANUAL_PAGES, loud_or_familiar) == {}
