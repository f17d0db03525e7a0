"""Lists of organisations: compared, applied, and never a stop for one bad line."""

import datetime as dt
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from organisations.models import Organisation
from organisations.registry.guard import DoubtfulList, doubts_about_missing
from organisations.registry.importing import SHIPPED, compare
from organisations.registry.layouts import UnknownLayout

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

HEADER = "cbs_code,name,official_name,province,province_code,population_2024,area_km2,seat,lat,lon,tooi_uri\n"
DELFT = "GM0503,Delft,gemeente Delft,Zuid-Holland,PV28,109577,24.06,Delft,52.0,4.36,https://identifier.overheid.nl/tooi/id/gemeente/gm0503\n"
BOSCH = (
    "GM0796,'s-Hertogenbosch,gemeente 's-Hertogenbosch,Noord-Brabant,PV30,160783,117.81,'s-Hertogenbosch,51.69,5.3,\n"
)
TODAY = dt.date(2026, 11, 23)
CUT_OFF = Path(__file__).parents[3] / "data" / "register-cut-off.csv"


@pytest.fixture
def listed(tmp_path):
    def write(*lines):
        path = tmp_path / "lijst.csv"
        path.write_text(HEADER + "".join(lines), encoding="utf-8")
        return path

    return write


def test_the_registry_that_ships_holds_all_municipalities():
    difference = compare(SHIPPED, apply=True)
    assert (len(difference.created), difference.bad) == (342, [])
    assert Organisation.objects.municipalities().existing().count() == 342
    fryslan = Organisation.objects.by_code("gm1900")
    assert (fryslan.name, fryslan.province, fryslan.slug) == ("Súdwest-Fryslân", "Fryslân", "sudwest-fryslan")
    assert Organisation.objects.exclude(website="").count() == 0


def test_without_apply_nothing_is_written(listed):
    assert compare(listed(DELFT)).created == ["Delft"]
    assert not Organisation.objects.exists()


def test_a_second_time_nothing_changes(listed):
    compare(listed(DELFT, BOSCH), apply=True)
    difference = compare(listed(DELFT, BOSCH), apply=True)
    assert (difference.created, difference.updated, difference.unchanged) == ([], [], 2)


def test_a_new_name_keeps_code_and_address(listed):
    compare(listed(DELFT), apply=True)
    difference = compare(listed(DELFT.replace(",Delft,gem", ",Delfland,gem")), apply=True)
    organisation = Organisation.objects.get()
    assert difference.updated == ["Delfland"]
    assert (organisation.name, organisation.slug) == ("Delfland", "delft")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (",Zonder code,,Utrecht,PV26,,,,,,\n", "cbs_code: is empty"),
        ("GM9991,,,Utrecht,PV26,,,,,,\n", "name: is empty"),
        ("GM9991,X,,Utrecht,PV26,veel,,,,,\n", "population_2024: 'veel' is not a number"),
        ("GM9991,X,,Utrecht,PV26,-5,,,,,\n", "population_2024: -5 is not between"),
        ("GM9991,X,,Utrecht,PV26,,,,99,,\n", "lat: 99 is not between"),
        ("GM9991,X,,Utrecht,PV26,,,,,,geen adres\n", "tooi_uri:"),
        ("GM0503,Weer Delft,,Utrecht,PV26,,,,,,\n", "cbs_code: also stands on line 2"),
    ],
)
def test_a_bad_line_is_named_and_the_others_come_in(line, reason, listed):
    difference = compare(listed(DELFT, line, BOSCH), apply=True)
    assert sorted(difference.created) == ["'s-Hertogenbosch", "Delft"]
    [bad] = difference.bad
    assert bad.number == 3
    assert bad.reason.startswith(reason)


def test_what_disappeared_has_ended_and_is_never_deleted(listed):
    compare(listed(DELFT, BOSCH), apply=True)
    difference = compare(listed(DELFT), apply=True, today=TODAY)
    assert difference.ended == ["'s-Hertogenbosch"]
    assert Organisation.objects.by_code("GM0796").ended_on == TODAY


def test_what_came_back_exists_again(listed):
    compare(listed(DELFT, BOSCH), apply=True)
    compare(listed(DELFT), apply=True)
    compare(listed(DELFT, BOSCH), apply=True)
    assert Organisation.objects.by_code("GM0796").ended_on is None


def test_a_list_with_bad_lines_ends_nothing(listed):
    compare(listed(DELFT, BOSCH), apply=True)
    assert compare(listed(DELFT, "GM0796,,,,,,,,,,\n"), apply=True).ended == []


def test_organisations_added_by_hand_never_end(listed):
    Organisation.objects.create(code="EX1", name="Proefstad", slug="proefstad")
    compare(listed(DELFT), apply=True)
    assert Organisation.objects.by_code("EX1").ended_on is None


def test_partnerships_are_known_by_their_columns(tmp_path):
    path = tmp_path / "samen.csv"
    path.write_text("tooi_id,name,tooi_uri\nhv_1,Regionale Uitvoeringsdienst,\n", encoding="utf-8")
    compare(path, apply=True)
    assert Organisation.objects.get().kind == "samenwerkingsverband"


def test_two_names_alike_get_addresses_of_their_own(listed):
    compare(listed(DELFT, DELFT.replace("GM0503", "GM9503")), apply=True)
    assert sorted(Organisation.objects.values_list("slug", flat=True)) == ["delft", "delft-gm9503"]


def test_another_file_is_refused_with_the_columns_it_should_have(tmp_path):
    path = tmp_path / "anders.csv"
    path.write_text("naam;code\n", encoding="utf-8")
    with pytest.raises(UnknownLayout, match="cbs_code"):
        compare(path)
    with pytest.raises(CommandError, match="cbs_code"):
        call_command("import_organisations", str(path))


def test_the_command_tells_the_truth_by_its_exit_code(listed, capsys):
    call_command("import_organisations", str(listed(DELFT)), json=True)
    report = json.loads(capsys.readouterr().out)
    assert (report["created"], report["applied"]) == (["Delft"], False)
    with pytest.raises(SystemExit):
        call_command("import_organisations", str(listed(DELFT, ",,,,,,,,,,\n")), apply=True)
    assert "line 3" in capsys.readouterr().err


def test_a_list_that_was_cut_off_is_refused_and_ends_nobody(capsys):
    compare(SHIPPED, apply=True)
    with pytest.raises(CommandError, match=r"332 of 342 organisations would end, more than 10: 's-Gravenhage") as error:
        call_command("import_organisations", str(CUT_OFF), apply=True)
    assert "and 322 more" in str(error.value)
    assert "--force" in str(error.value)
    assert Organisation.objects.existing().count() == 342
    with pytest.raises(SystemExit):
        call_command("import_organisations", str(CUT_OFF))
    told = capsys.readouterr()
    assert "332 of 342 organisations would end" in told.err
    assert "332 ended" in told.out


def test_a_list_that_ends_many_is_applied_by_force():
    compare(SHIPPED, apply=True)
    difference = compare(CUT_OFF, apply=True, force=True, today=TODAY)
    assert len(difference.ended) == 332
    assert Organisation.objects.existing().count() == 10


@pytest.mark.parametrize(("known", "most"), [(2, 3), (100, 3), (200, 6), (342, 10), (1000, 10)])
def test_a_few_may_always_end(known, most):
    names = [f"Gemeente {number}" for number in range(most + 1)]
    assert doubts_about_missing(names[:-1], known, "organisations would end") == []
    assert len(doubts_about_missing(names, known, "organisations would end")) == 1


@pytest.mark.parametrize("code", ["0503", "503", "GM503", "gemeente0503"])
def test_codes_of_another_form_are_refused(listed, code):
    path = listed(DELFT.replace("GM0503", code), BOSCH)
    with pytest.raises(DoubtfulList, match=f"1 of 2 codes have another form than GM0503: {code}"):
        compare(path, apply=True)
    assert not Organisation.objects.exists()
    assert compare(path).doubts
    compare(path, apply=True, force=True)
    assert Organisation.objects.by_code(code)


def test_a_list_of_other_organisations_is_not_taken_for_partnerships(tmp_path):
    path = tmp_path / "overheid.csv"
    path.write_text("tooi_id,type,name\nmnre1034,ministerie,Ministerie van Financi\u00ebn\n", encoding="utf-8")
    with pytest.raises(DoubtfulList, match="mnre1034"):
        compare(path, apply=True)


def test_a_code_in_small_letters_is_the_same_code(listed):
    compare(listed(DELFT, BOSCH), apply=True)
    difference = compare(listed(DELFT.replace("GM0503", "gm0503"), BOSCH), apply=True)
    assert (difference.unchanged, difference.created, difference.ended) == (2, [], [])


def test_a_list_that_a_dutch_spreadsheet_wrote_is_read(tmp_path):
    path = tmp_path / "lijst.csv"
    lines = [HEADER.replace(",", ";"), "GM1900;Súdwest-Fryslân;;Fryslân;PV21;90.001;1.523,36;Sneek;53,03;5,65;\n"]
    path.write_bytes("".join(lines).encode("cp1252"))
    assert compare(path, apply=True).bad == []
    found = Organisation.objects.get()
    assert (found.name, found.inhabitants, str(found.area_km2)) == ("Súdwest-Fryslân", 90_001, "1523.36")
    assert (found.latitude, found.longitude) == (53.03, 5.65)


def test_a_line_with_more_cells_than_columns_is_named(listed):
    [bad] = compare(listed(DELFT.replace("24.06", "24,06"), BOSCH)).bad
    assert (bad.number, bad.reason) == (2, "the line: has 1 more cells than there are columns")


def test_a_name_without_its_accents_or_with_gemeente_before_it_is_no_new_name(listed):
    fryslan = "GM1900,Súdwest-Fryslân,gemeente Súdwest-Fryslân,Fryslân,PV21,90001,523.36,Sneek,53.0,5.6,\n"
    compare(listed(fryslan, DELFT, BOSCH), apply=True)
    plain = fryslan.replace("ú", "u").replace("â", "a").replace(",Sud", ",Gemeente Sud", 1)
    bosch = BOSCH.replace("'s-H", "s-H")
    difference = compare(listed(plain, DELFT.replace(",Delft,", ",gemeente Delft,", 1), bosch), apply=True)
    assert (difference.updated, difference.unchanged) == ([], 3)


def test_a_name_that_nobody_sees_is_no_name(listed):
    [bad] = compare(listed(DELFT.replace(",Delft,gem", ",\u200b,gem"))).bad
    assert bad.reason == "name: is empty"
