from __future__ import annotations

import pytest
from django.utils import translation

from search.synonyms.files import LARGEST_FILE, BadFile, import_entries, read, write
from search.synonyms.models import Direction, SynonymEntry
from search.synonyms.terms import identity_of


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def refused(content):
    with pytest.raises(BadFile) as error:
        read(content)
    return {line.number: line.reason for line in error.value.lines}


def entry(terms, **given):
    made = SynonymEntry(terms=terms.replace("|", "\n"), **given)
    made.identity = identity_of(made.rule)
    return made


@pytest.mark.parametrize("begin", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_a_file_is_read_with_and_without_mark_and_with_every_kind_of_line_end(begin, end):
    lines = [
        b"terms;direction;note",
        "enquête|vragenlijst;=;".encode(),
        b"# iets",
        b"",
        b'"kliko|afval";>;"oud; woord"',
    ]
    read_lines = read(begin + end.join(lines))
    assert [(number, line.terms) for number, line in read_lines] == [(2, "enquête\nvragenlijst"), (5, "kliko\nafval")]
    assert [line.direction for _number, line in read_lines] == [Direction.BOTH_WAYS, Direction.ONE_WAY]
    assert read_lines[1][1].note == "oud; woord"


@pytest.mark.parametrize("active", ["nee", "NEE", "no", "0", "ONWAAR"])
def test_the_fourth_column_switches_a_line_off(active):
    assert not read(f"a|b;=;;{active}".encode())[0][1].is_active
    assert read(b"a|b;=;")[0][1].is_active


@pytest.mark.parametrize(("note", "kept"), [("nl-en", ""), ("nl-en: the trade", "the trade")])
def test_the_mark_in_the_note_makes_a_translation(note, kept):
    line = read(f"vergunning|permit;=;{note}".encode())[0][1]
    assert line.is_bilingual
    assert line.note == kept


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("afval", "second column"),
        ("afval|vuil;~;", "second column"),
        ("afval;=;", "at least two"),
        ("afval|…;=;", "no letter or digit"),
        ("afval|vuil;=;;misschien", "ja or nee"),
        ("afval|vuil;=;;ja;nog iets", "more than four"),
        ('"afval|vuil;=;', "quotation marks"),
        ("afval|vu\x00il;=;", "cannot be typed"),
        ("afval|vuil;=;a\x07b", "cannot be typed"),
        ("afval|vuil;=;" + "a" * 201, "too long"),
        ("a" * 200_000, ""),
    ],
)
def test_a_wrong_line_is_refused_by_its_number(line, said):
    found = refused(f"goed|beter;=;\n{line}\n".encode())
    assert list(found) == [2]
    assert said in found[2]


def test_all_wrong_lines_are_named():
    assert list(refused(b"alleen;=;\ngoed|beter;=;\nook alleen;=;")) == [1, 3]


def test_a_file_in_another_encoding_is_refused_at_its_line():
    found = refused("goed|beter;=;\nenquête|vragenlijst;=;".encode("latin-1"))
    assert "UTF-8" in found[2]


def test_a_file_that_is_too_large_is_refused_as_a_whole():
    assert "1 MB" in refused(b"a" * (LARGEST_FILE + 1))[0]
    assert "10000" in refused(b"\n" * 10_000)[0]


@pytest.mark.parametrize("content", [b"\x00", b"\xff\xfe", bytes(range(256)), b"|;=;", b";;;;;;", b"'", b'"'])
def test_any_bytes_are_refused_with_a_reason(content):
    assert all(refused(content).values())


def test_an_empty_file_has_no_lines():
    assert read(b"") == read(b"terms;direction;note;active\r\n") == []


@pytest.mark.parametrize("first", ["=1+1", "+31 15", "-2", "@thuis", "'=x", "#plein", "'s-Hertogenbosch", "terms"])
def test_no_cell_is_a_formula_and_every_term_comes_back(first):
    made = entry(f"{first}|anders", note=first, is_bilingual=False)
    text = write([made])
    cells = text.splitlines()[1].split(";")
    assert not cells[0].startswith(("=", "+", "-", "@", "#"))
    assert not cells[2].startswith(("=", "+", "-", "@", "#"))
    back = read(text.encode())[0][1]
    assert (back.terms, back.note) == (made.terms, made.note)


@pytest.mark.django_db
def test_lines_are_added_changed_or_skipped():
    SynonymEntry.objects.all().delete()
    import_entries(read(b"kuil|gat;=;"), user=None)
    outcome = import_entries(read(b"gat|Kuil;=;straat\nkuil|gat;=;plein\nkuil|put;=;\nput|kuil;=;"), user=None)
    assert (outcome.added, outcome.changed) == (1, 1)
    assert outcome.skipped == [2, 4]
    assert SynonymEntry.objects.get(terms="kuil\ngat").note == "straat"


@pytest.mark.parametrize(
    "heading", ["terms;direction;note;active", "Terms;Direction", "termen;richting;opmerking;in gebruik"]
)
def test_a_heading_is_passed_over_in_both_languages(heading):
    assert len(read(f"{heading}\nmor|melding openbare ruimte;=;\n".encode())) == 1


def test_commas_between_columns_are_told_apart_from_a_wrong_direction():
    with pytest.raises(BadFile) as refused:
        read(b"mor,=,note")
    assert "semicolon" in refused.value.lines[0].reason
