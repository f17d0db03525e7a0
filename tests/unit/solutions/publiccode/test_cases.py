"""Files that were once read wrongly (tests/data/publiccode/cases), each taken in as the command does."""

import datetime as dt
from pathlib import Path

import pytest

from solutions.publiccode.importer import import_files
from solutions.publiccode.markdown import text_of
from tests.unit.solutions.publiccode.steps import latest

pytestmark = pytest.mark.django_db

CASES = Path(__file__).parents[3] / "data" / "publiccode" / "cases"


def taken_in(name, organisation):
    [path] = CASES.glob(f"{name}-*.yml")
    [outcome] = import_files([path], organisation, publish=True)
    return outcome


def approach():
    return [block["value"] for block in latest().approach.raw_data]


def test_01_texts_at_the_root_are_read(delft):
    assert taken_in("pc-01", delft).warnings == []
    assert latest().summary == "Meldingen van inwoners op de kaart."
    assert approach() == [
        "<p>Inwoners zetten een melding op de kaart. De gemeente ziet haar meteen.</p>",
        "<ul><li>Kaart</li><li>Foto erbij</li></ul>",
    ]


def test_02_a_page_without_any_text_stays_a_draft_and_says_so(delft):
    outcome = taken_in("pc-02", delft)
    assert not latest().live
    assert outcome.warnings == [
        "description (line 5): there is no text in it",
        "there is no text on the page, so it is not published; it waits as a draft",
    ]


def test_03_a_feature_with_a_colon_is_a_feature(delft):
    taken_in("pc-03", delft)
    assert approach() == ["<ul><li>Zoeken: snel en goed</li><li>Melden zonder account</li></ul>"]


def test_04_markdown_links_are_links(delft):
    taken_in("pc-04", delft)
    assert approach() == [
        (
            '<p>Bouwt op de <a href="https://leidraad.example.org/nl/kaart_1.html">leidraad</a> en kaart-kern. '
            'Zie <a href="https://docs.example.org/">https://docs.example.org/</a>.</p>'
        )
    ]


def test_05_code_keeps_its_lines(delft):
    taken_in("pc-05", delft)
    assert approach() == ["<p>Zo start u:</p>", "<p>make demo<br/>make test</p>", "<p>Daarna klaar.</p>"]


def test_06_an_indent_of_other_spaces_is_an_indent(delft):
    assert taken_in("pc-06", delft).warnings == []
    assert latest().summary == "Meldingen op de kaart."


def test_07_legal_and_maintenance_as_a_text_are_read(delft):
    assert taken_in("pc-07", delft).warnings == []
    assert (latest().licence.code, latest().maintenance_type) == ("EUPL-1.2", "community")


def test_08_numbers_stay(delft):
    taken_in("pc-08", delft)
    assert latest().summary == "Voor zaak 0123456789 en raadsbesluit 0344-2024-00123."
    assert approach() == [
        (
            "<p>Het OIN van de proef is 00000000000000000000 en de EAN 0870000000000; "
            "de afstanden zijn 0 10 20 30 40 50 60 km.</p>"
        )
    ]


def test_09_the_same_text_stands_once(delft):
    taken_in("pc-09", delft)
    assert (latest().summary, approach()) == ("Meldingen op de kaart.", [])


def test_10_a_name_that_nobody_sees_is_no_name(delft):
    outcome = taken_in("pc-10", delft)
    assert (outcome.status, outcome.reason) == ("refused", "name (line 1): there is no name")


def test_11_a_text_in_another_language_says_which(delft):
    taken_in("pc-11", delft)
    assert (latest().summary, latest().text_language) == ("Segnalazioni sulla mappa.", "it")


def test_12_version_and_day_are_kept(delft):
    taken_in("pc-12", delft)
    assert (latest().software_version, latest().release_date) == ("2.4.1", dt.date(2019, 3, 1))


def test_13_a_dash_without_a_space_is_no_part_of_a_feature(delft):
    taken_in("pc-13", delft)
    assert [text_of(block) for block in latest().approach.raw_data] == ["Melden op de kaart"]


def test_14_features_alone_are_read(delft):
    taken_in("pc-14", delft)
    assert approach() == ["<ul><li>Melden op de kaart</li><li>Foto erbij</li></ul>"]


def test_a_second_time_nothing_changes(delft):
    paths = sorted(CASES.glob("*.yml"))
    first = [outcome.status for outcome in import_files(paths, delft, publish=True)]
    again = [outcome.status for outcome in import_files(paths, delft, publish=True)]
    assert first == ["refused" if "pc-10" in path.name else "created" for path in paths]
    assert again == ["refused" if "pc-10" in path.name else "unchanged" for path in paths]
