"""Boundaries from a public file: what is readable, what differs from the registry, what is written."""

import json

import pytest
from django.core.management import CommandError, call_command

from organisations.boundaries.topojson import read
from organisations.models import Organisation
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db
ABOUT = {"year": 2027, "source": "CBS Gebiedsindelingen 2027, CC BY 4.0"}


def square(west, south, size=0.05):
    return [[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]]


def feature(code, *rings, field="statcode"):
    return {"type": "Feature", "properties": {field: code}, "geometry": {"type": "Polygon", "coordinates": list(rings)}}


@pytest.fixture
def given(tmp_path):
    """A function that writes these features to a file and runs the command on it; gives the file it may write."""

    def run(*features, **options):
        path, output = tmp_path / "in.geojson", tmp_path / "out.topojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
        call_command("import_boundaries", path, output=output, **{**ABOUT, **options})
        return output

    return run


@pytest.fixture(autouse=True)
def registry():
    OrganisationFactory(code="GM0503", name="Delft", province="Zuid-Holland")
    OrganisationFactory(code="EX0001", name="Gemeente Voorbeeldstad", is_example=True)


def test_nothing_is_written_without_apply(given, capsys):
    assert not given(feature("GM0503", square(4.3, 52.0))).exists()
    assert "Nothing was written" in capsys.readouterr().out


@pytest.mark.parametrize("field", ["cbs_code", "statcode", "code", "identificatie"])
def test_the_code_is_found_wherever_publishers_put_it(given, field):
    _topology, provinces, about = read(given(feature("GM0503", square(4.3, 52.0), field=field), apply=True))
    assert provinces == {"GM0503": "Zuid-Holland"}
    assert about == ABOUT


def test_a_code_of_digits_alone_is_that_of_a_municipality(given):
    topology, _provinces, _about = read(given(feature("0503", square(4.3, 52.0)), apply=True))
    assert set(topology.areas) == {"GM0503"}


def test_a_difference_with_the_registry_is_told_and_gives_another_exit_code(given, capsys):
    OrganisationFactory(code="GM0518", name="'s-Gravenhage")
    with pytest.raises(SystemExit) as stopped:
        given(feature("GM0503", square(4.3, 52.0)), feature("GM1999", square(4.4, 52.0)), apply=True)
    assert stopped.value.code == 1
    told = capsys.readouterr().err
    assert "not in this file: GM0518" in told
    assert "not in the registry: GM1999" in told


def test_an_islet_is_left_out_and_its_municipality_stays(given):
    islet = square(4.1, 52.0, size=0.0004)
    both = {"type": "MultiPolygon", "coordinates": [[square(4.3, 52.0)], [islet]]}
    output = given({"type": "Feature", "id": "GM0503", "properties": {}, "geometry": both}, apply=True)
    assert len(read(output)[0].areas["GM0503"]) == 1


@pytest.mark.parametrize(
    ("features", "reason"),
    [
        ([feature("GM0503", [[84000, 447000], [85000, 447000], [85000, 448000], [84000, 447000]])], "not metres"),
        ([feature("GM0503", square(4.3, 52.0, size=0.0001))], "Nothing to draw for GM0503"),
        ([feature("", square(4.3, 52.0))], "without a CBS code"),
        ([], "any municipality"),
        ([{"type": "Feature"}], "no GeoJSON"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_the_reason(given, features, reason):
    with pytest.raises(CommandError, match=reason):
        given(*features, apply=True)


def test_text_that_is_no_json_is_refused(tmp_path):
    path = tmp_path / "in.geojson"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(CommandError, match="no GeoJSON"):
        call_command("import_boundaries", path, **ABOUT)


def test_without_a_registry_it_says_what_comes_first(given, capsys):
    Organisation.objects.all().delete()
    with pytest.raises(CommandError, match="import_organisations --apply"):
        given(feature("GM0503", square(4.3, 52.0)), apply=True)
    assert "GM0503" not in capsys.readouterr().err
