"""The command that makes the table of compound parts."""

import gzip
from functools import partial

import pytest
from django.core.management import CommandError, call_command

from search.analysis.table import write_table
from search.management.commands import build_compound_table

FIRSTS = ["boom", "kast", "deur", "tuin", "vuur", "glas"]


@pytest.fixture
def word_list(tmp_path):
    path = tmp_path / "dutch"
    path.write_text("\n".join([*FIRSTS, "huis", *(f"{first}huis" for first in FIRSTS)]), encoding="utf-8")
    return path


@pytest.fixture
def table(tmp_path, monkeypatch):
    path = tmp_path / "parts.tsv.gz"
    monkeypatch.setattr(build_compound_table, "write_table", partial(write_table, path=path))
    return path


def test_without_apply_it_only_counts(word_list, table, capsys):
    call_command("build_compound_table", word_list)
    assert capsys.readouterr().out == "1 parts, 1 as head. Nothing written: add --apply.\n"
    assert not table.exists()


def test_apply_writes_the_table(word_list, table, capsys):
    call_command("build_compound_table", word_list, "--apply")
    assert capsys.readouterr().out == "1 parts, 1 as head.\n"
    assert gzip.decompress(table.read_bytes()) == b"huis\t6\t0\n"


def test_a_list_that_is_not_there_is_named(tmp_path, table):
    with pytest.raises(CommandError, match="nergens"):
        call_command("build_compound_table", tmp_path / "nergens", "--apply")
    assert not table.exists()
