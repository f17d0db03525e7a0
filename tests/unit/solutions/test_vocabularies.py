"""Controlled lists: samples that ship, whole lists from a file, bad lines by number."""

import json

import pytest
from django.core.management import CommandError, call_command

from solutions.models import Licence, PolicyDomain
from solutions.vocabularies import LISTS, WrongColumns, compare

pytestmark = pytest.mark.django_db


@pytest.fixture
def listed(tmp_path):
    def write(text):
        path = tmp_path / "lijst.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize("name", LISTS)
def test_the_samples_that_ship_come_in_and_stay(name):
    first = compare(name, apply=True)
    assert first.created
    assert not first.bad
    again = compare(name, apply=True)
    assert (again.created, again.updated) == ([], [])


def test_there_is_a_licence_for_what_is_not_open():
    compare("licences", apply=True)
    assert Licence.objects.get(code="NIET-OPEN").label == "Niet open"
    assert Licence.objects.get(code="EUPL-1.2").osi_approved


def test_without_apply_nothing_is_written():
    assert compare("policy_domains").created
    assert not PolicyDomain.objects.exists()


def test_a_whole_list_withdraws_what_it_no_longer_holds(listed):
    compare("policy_domains", listed("name,gemma_id\nAfval,a\nParkeren,b\n"), apply=True)
    outcome = compare("policy_domains", listed("name,gemma_id\nAfval,a\n"), apply=True)
    assert outcome.withdrawn == ["Parkeren"]
    assert [term.label for term in PolicyDomain.objects.current()] == ["Afval"]


def test_a_list_that_was_cut_off_is_refused_unless_forced(listed):
    names = [f"Domein {number}" for number in range(6)]
    compare("policy_domains", listed("name,gemma_id\n" + "".join(f"{one},{one}\n" for one in names)), apply=True)
    cut = listed("name;gemma_id\nDomein 0;Domein 0\n")
    with pytest.raises(CommandError, match="5 of 6 terms would be withdrawn, more than 3: Domein 1, Domein 2"):
        call_command("import_vocabularies", "policy_domains", str(cut), apply=True)
    assert PolicyDomain.objects.current().count() == 6
    with pytest.raises(SystemExit):
        call_command("import_vocabularies", "policy_domains", str(cut))
    compare("policy_domains", cut, apply=True, force=True)
    assert PolicyDomain.objects.current().count() == 1


def test_a_term_whose_name_nobody_sees_is_a_bad_line(listed):
    assert compare("policy_domains", listed("name,gemma_id\n\u200b,a\n")).bad == [(2, "the name is empty")]


def test_a_bad_line_is_named_and_withdraws_nothing(listed):
    compare("policy_domains", listed("name,gemma_id\nAfval,a\nParkeren,b\n"), apply=True)
    outcome = compare("policy_domains", listed("name,gemma_id\nAfval,\nArchief,c\nNog eens,c\n"), apply=True)
    assert [number for number, _reason in outcome.bad] == [2, 4]
    assert outcome.withdrawn == []
    assert PolicyDomain.objects.filter(label="Archief").exists()


def test_another_file_is_refused(listed):
    with pytest.raises(WrongColumns, match="gemma_id"):
        compare("policy_domains", listed("spdx_id,name\nMIT,MIT\n"))
    with pytest.raises(CommandError, match="spdx_id"):
        call_command("import_vocabularies", "licences", str(listed("naam\nMIT\n")))


def test_the_command_reports_as_json(capsys):
    call_command("import_vocabularies", json=True)
    assert set(json.loads(capsys.readouterr().out)) == set(LISTS)


@pytest.mark.parametrize(
    ("licence", "is_open"),
    [
        (Licence(code="EUPL-1.2", osi_approved=True), True),
        (Licence(code="CC-BY-4.0"), True),
        (Licence(code="CC-BY-NC-4.0"), False),
        (Licence(code="NIET-OPEN"), False),
    ],
)
def test_software_and_texts_are_open_by_lists_of_their_own(licence, is_open):
    assert licence.is_open is is_open
