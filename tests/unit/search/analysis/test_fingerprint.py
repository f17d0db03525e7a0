"""An index knows with which analysis its terms were made."""

import shutil
from pathlib import Path

import pytest

from search import analysis
from search.analysis.fingerprint import analysis_fingerprint, fingerprint_of, term_files


@pytest.fixture
def files(tmp_path):
    """Two files of an analysis."""
    found = [tmp_path / "rules.py", tmp_path / "parts.tsv.gz"]
    found[0].write_text('OVERRIDES = {"steden": "stad"}\n', encoding="utf-8")
    found[1].write_bytes(b"zaak\t3\t70\r\n")
    return found


def test_the_same_analysis_has_the_same_fingerprint(files):
    before = fingerprint_of(files, given="3.0")
    files[0].write_bytes(b'OVERRIDES = {"steden": "stad"}\r\n')  # as Git writes it on Windows
    assert fingerprint_of(reversed(files), given="3.0") == before
    assert len(before) == len(analysis_fingerprint())


@pytest.mark.parametrize("changed", [0, 1])
def test_another_rule_or_table_has_another_fingerprint(files, changed):
    before = fingerprint_of(files, given="3.0")
    files[changed].write_bytes(files[changed].read_bytes() + b"\n")
    assert fingerprint_of(files, given="3.0") != before


def test_a_changed_file_of_the_analysis_itself_gives_another_fingerprint(tmp_path):
    room = shutil.copytree(Path(analysis.__file__).parent, tmp_path / "analysis")
    before = fingerprint_of(term_files(room), given="3.0")
    for name in ("documents.py", "rules.py", "data/parts.tsv.gz"):
        content = (room / name).read_bytes()
        (room / name).write_bytes(content + b"\n")
        assert fingerprint_of(term_files(room), given="3.0") != before, name
        (room / name).write_bytes(content)
    assert fingerprint_of(term_files(room), given="3.0") == before


def test_a_folder_without_an_analysis_is_an_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        term_files(tmp_path)


def test_another_stemmer_has_another_fingerprint(files):
    assert fingerprint_of(files, given="3.0") != fingerprint_of(files, given="3.1")
