"""The command tells every file and ends truthfully."""

import json

import pytest
from django.core.management import CommandError, call_command

from solutions.models import Licence
from tests.factories import OrganisationFactory
from tests.unit.solutions.publiccode.test_model import FULL

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_the_command_tells_each_file_and_fails_when_one_was_refused(folder, delft, capsys):
    call_command("import_publiccode", str(folder), organisation="gm0503")
    told = capsys.readouterr().out
    assert told.startswith("created\t")
    assert told.endswith("1 created\n")
    (folder / "slecht.yml").write_text("name: Z\n", encoding="utf-8")
    with pytest.raises(SystemExit):
        call_command("import_publiccode", str(folder), organisation="GM0503", json=True)
    report = json.loads(capsys.readouterr().out)
    assert report["counts"] == {"refused": 1, "unchanged": 1}
    assert {"file", "status", "title", "reason", "warnings", "kept"} == set(report["files"][0])
    assert len(report["missing"]) == 1


@pytest.mark.parametrize("code", ["GM0000", "GM0001"])
def test_the_command_names_what_is_missing(folder, code):
    OrganisationFactory(code="GM0001", name="Meierijstad")
    with pytest.raises(CommandError, match=code):
        call_command("import_publiccode", str(folder), organisation=code)


def test_the_command_says_what_comes_first_on_a_bare_site(folder):
    with pytest.raises(CommandError, match="Run import_organisations --apply first"):
        call_command("import_publiccode", str(folder), organisation="GM0503")


def test_the_command_tells_once_what_the_site_lacks(folder, delft, capsys):
    Licence.objects.all().delete()
    (folder / "zaak.yml").write_text(FULL.replace("meldingen.git", "zaak"), encoding="utf-8")
    call_command("import_publiccode", str(folder), organisation="GM0503")
    told = capsys.readouterr()
    assert told.err.count("import_vocabularies --apply") == 1
    assert "EUPL" not in told.out


def test_an_empty_folder_is_an_error_and_not_a_success(tmp_path, delft):
    with pytest.raises(CommandError, match="no publiccode"):
        call_command("import_publiccode", str(tmp_path), organisation="GM0503")
