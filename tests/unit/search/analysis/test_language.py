"""What Dutch and English know as words."""

import pytest
from django.core.management import CommandError, call_command

from search.analysis import language
from search.analysis.word_table import write_table
from search.management.commands import build_word_table


@pytest.mark.parametrize("word", ["apotheker", "diagnose", "verlangt", "literacy", "huwelijk", "cooperatie"])
def test_an_ordinary_word_is_known(word):
    assert language.is_word(word)


@pytest.mark.parametrize(
    ("word", "made"),
    [
        ("aantippen", "with a prefix"),
        ("indoping", "with an ending"),
        ("onmiddellijker", "with an ending that begins with e"),
        ("zomerjas", "of two everyday words"),
        ("ijsplaat", "of two everyday words of which one is short"),
    ],
)
def test_a_word_made_of_known_ones_is_known(word, made):
    assert language.is_word(word), made


@pytest.mark.parametrize("word", ["vergunnign", "formlier", "toegankelijkhied", "meldignen", "beleit", "qxzt", ""])
def test_a_typo_is_no_word(word):
    assert not language.is_word(word)


def test_how_common_a_word_is_differs_by_language():
    assert language.zipf_frequency("zitten").dutch > language.zipf_frequency("zaaksysteem").dutch
    assert language.zipf_frequency("gemeente").dutch > 4 > language.zipf_frequency("gemeente").english
    assert language.zipf_frequency("vergunnign") == (0, 0)


@pytest.fixture
def lists(tmp_path, monkeypatch):
    dutch, english = tmp_path / "nl.tsv", tmp_path / "en.tsv"
    dutch.write_text("één\t5.5\neen\t6.9\ngemeente\t5.1\n2024\t4.0\n", encoding="utf-8")
    english.write_text("gemeente\t1.2\ncouncil\t5.0\n", encoding="utf-8")
    table = tmp_path / "words.marisa"
    monkeypatch.setattr(build_word_table, "write_table", lambda *lists: write_table(*lists, path=table))
    return dutch, english, table


def test_the_table_is_made_of_both_lists_and_folds_accents(lists, capsys, monkeypatch):
    dutch, english, table = lists
    call_command("build_word_table", dutch, english, "--apply")
    assert capsys.readouterr().out == "2 Dutch words, 2 English words.\nWritten: 3 words.\n"
    monkeypatch.setattr(language, "TABLE", table)
    language._table.cache_clear()
    try:
        assert language.zipf_frequency("een") == (6.9, 0)
        assert language.zipf_frequency("gemeente") == (5.1, 1.2)
        assert language.zipf_frequency("2024") == (0, 0)
    finally:
        language._table.cache_clear()


def test_without_apply_nothing_is_written(lists, capsys):
    dutch, english, table = lists
    call_command("build_word_table", dutch, english)
    assert "Nothing written" in capsys.readouterr().out
    assert not table.exists()


@pytest.mark.parametrize(("line", "reason"), [("raad\tveel", "is no number"), ("raad", "is missing")])
def test_a_line_without_a_number_is_named(lists, line, reason):
    dutch, english, table = lists
    dutch.write_text(f"een\t6.9\n{line}\n", encoding="utf-8")
    with pytest.raises(CommandError, match=f"line 2: how common “raad” {reason}"):
        call_command("build_word_table", dutch, english, "--apply")
    assert not table.exists()
