"""The API for another catalogue that knows whom it searches for."""

import pytest

from organisations.models import Organisation
from organisations.similarity.table import recompute
from tests.factories import OrganisationFactory, ReuseFactory, SolutionPageFactory
from tests.functional.conftest import built_and_drained
from tests.shared_fixtures import shared_fixture

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/zoeken"


@shared_fixture
def shared(hub):
    """Two solutions found by the same word; Schiedam and Leiden, which is more like Delft, use the second."""
    Organisation.objects.filter(code="GM0503").update(inhabitants=109_577)
    solutions = [
        SolutionPageFactory(parent=hub["venray"], title=f"Fietsenstalling {letter}", slug=letter.lower())
        for letter in "AB"
    ]
    for name, code, inhabitants in [("Schiedam", "GM0606", 81_000), ("Leiden", "GM0546", 120_000)]:
        ReuseFactory(
            solution=solutions[1], organisation=OrganisationFactory(name=name, code=code, inhabitants=inhabitants)
        )
    recompute()
    built_and_drained()


def asked(client, **parameters):
    return client.get(ADDRESS, {"q": "fietsenstalling", **parameters}).json()


def test_results_name_the_similar_municipalities_that_use_them_most_alike_first(shared, client):
    first, second = asked(client, gemeente="GM0503")["results"]
    assert (first["title"], second["title"]) == ("Fietsenstalling B", "Fietsenstalling A")
    assert first["lookalikeUsers"] == [{"code": "GM0546", "name": "Leiden"}, {"code": "GM0606", "name": "Schiedam"}]
    assert second["lookalikeUsers"] == []


def test_without_a_municipality_nobody_is_named_and_there_is_no_facet(shared, client):
    answer = asked(client, **{"zoals-mijn": "1"})
    assert answer["count"] == 2
    assert [one["lookalikeUsers"] for one in answer["results"]] == [[], []]
    assert not answer["facets"].get("zoals-mijn")


def test_the_facet_narrows_and_is_named_after_the_municipality(shared, client):
    answer = asked(client, gemeente="gm0503", **{"zoals-mijn": "1"})
    assert [one["title"] for one in answer["results"]] == ["Fietsenstalling B"]
    (value,) = answer["facets"]["zoals-mijn"]
    assert (value["value"], value["count"]) == ("1", 1)
    assert "Delft" in value["label"]


def test_an_unknown_municipality_is_a_named_problem(shared, client):
    response = client.get(ADDRESS, {"q": "fietsenstalling", "gemeente": "GM9999"})
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert "gemeente" in response.json()["detail"]


def test_a_session_means_nothing_to_the_api(shared, client):
    client.post("/mijn-gemeente/", {"gemeente": "GM0503"})
    assert [one["lookalikeUsers"] for one in asked(client)["results"]] == [[], []]
