"""Lists of organisations: compared, applied, and never a stop for one bad line."""

import datetime as dt
import json

import pytest
from django.core.management import CommandError, call_command

from organisations.models import Organisation
from organisations.registry.importing import SHIPPED, UnknownLayout, compare

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

HEADER = "cbs_code,name,official_name,province,province_code,population_2024,area_km2,seat,lat,lon,tooi_uri\n"
DELFT = "GM0503,Delft,gemeente Delft,Zuid-Holland,PV28,109577,24.06,Delft,52.0,4.36,https://identifier.overheid.nl/tooi/id/gemeente/gm0503\n"
BOSCH = (
    "GM0796,'s-Hertogenbosch,gemeente 's-Hertogenbosch,Noord-Brabant,PV30,160783,117.81,'s-Hertogenbosch,51.69,5.3,\n"
)
TODAY = dt.date(2026, 11, 23)


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
