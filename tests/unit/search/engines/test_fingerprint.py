"""An index knows what made its records."""

import ast
import shutil
from pathlib import Path

import pytest

import search
from search.engines.elastic import lifecycle
from search.engines.embedded import schema
from search.engines.fingerprint import RECORD_FILES, fingerprint_of, record_files, record_fingerprint

ROOT = Path(search.__file__).parents[1]
APPS = {"hub", "organisations", "editorial", "solutions", "search"}
ELSEWHERE = {
    "search.analysis.documents",
    "search.engines.elastic.analysis",
    "search.engines.fingerprint",
    "search.plan",
    "search.query.engine",
    "search.ranking",
}
"""Used by the engines, and no part of a record; the analysis and the mapping have fingerprints of their own."""


@pytest.mark.parametrize("name", RECORD_FILES)
def test_every_file_that_makes_a_record_counts(name, tmp_path):
    for file in record_files(ROOT):
        copy = tmp_path / file.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, copy)
    before = fingerprint_of(record_files(tmp_path), given="")
    (tmp_path / name).write_bytes((tmp_path / name).read_bytes() + b"\n")
    assert fingerprint_of(record_files(tmp_path), given="") != before


def test_a_file_that_moved_is_an_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        fingerprint_of(record_files(tmp_path), given="")


def test_another_analysis_is_another_fingerprint():
    assert fingerprint_of(record_files(ROOT), given="another") != record_fingerprint()


def test_what_the_makers_of_records_import_is_among_the_files():
    """Models are left out: what a record takes from them, it takes here."""
    imported = {
        node.module
        for name in RECORD_FILES
        for node in ast.walk(ast.parse((ROOT / name).read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] in APPS
    }
    known = {name.removesuffix(".py").replace("/", ".") for name in RECORD_FILES}
    assert {name for name in imported - known if not name.endswith(".models")} == ELSEWHERE & imported


def test_an_index_of_elasticsearch_made_with_another_analysis_has_another_fingerprint(monkeypatch):
    before = lifecycle.current_fingerprint()
    monkeypatch.setattr(lifecycle, "record_fingerprint", lambda: "0" * 15)
    assert lifecycle.current_fingerprint() != before


def test_an_embedded_file_made_with_another_analysis_is_outdated(tmp_path, monkeypatch):
    schema.create(tmp_path / "target.sqlite3")
    connection = schema.connect(tmp_path / "target.sqlite3")
    try:
        assert not schema.is_outdated(connection)
        monkeypatch.setattr(schema, "record_fingerprint", lambda: "0" * 15)
        assert schema.is_outdated(connection)
        schema.check_version(connection)  # it can still be read while a new one is built
    finally:
        connection.close()
