"""The open API, as another catalogue uses it."""

import datetime as dt

import pytest

from search.engines.registry import forget_engines
from solutions.models import SolutionPage
from tests.functional.conftest import drained

pytestmark = pytest.mark.django_db

ADDRESS = "/api/v1/zoeken"


def test_a_search_gives_what_was_promised(hub, client):
    SolutionPage.objects.update(source_id="sol-delft-parkeren")
    answer = client.get(ADDRESS, {"q": "parkeervergunning", "pageSize": 5}).json()
    assert set(answer) == {
        "count",
        "page",
        "pageSize",
        "results",
        "facets",
        "suggestion",
        "offer",
        "engine",
        "degraded",
    }
    fields = {"id", "sourceId", "kind", "title", "url", "score", "isExample", "takenFrom", "lookalikeUsers"}
    facts = {"language", "softwareVersion", "releaseDate"}
    assert set(answer["results"][0]) == fields | facts
    assert answer["results"][0]["kind"] == "solution"
    assert answer["results"][0]["url"] == "http://testserver/organisaties/delft/parkeervergunning/"
    assert answer["results"][0]["score"] > 0
    assert (answer["engine"], answer["degraded"], answer["suggestion"]) == ("embedded", False, "")


def test_a_result_tells_its_language_and_its_version(hub, client):
    page = SolutionPage.objects.get(slug="parkeervergunning")
    page.text_language, page.software_version, page.release_date = "it", "2.4.1", dt.date(2019, 3, 1)
    page.save_revision().publish()
    drained()
    found = {one["id"]: one for one in client.get(ADDRESS, {"q": "vergunning"}).json()["results"]}
    told = found.pop(f"solution-{page.pk}")
    assert (told["language"], told["softwareVersion"], told["releaseDate"]) == ("it", "2.4.1", "2019-03-01")
    assert {(one["language"], one["softwareVersion"], one["releaseDate"]) for one in found.values()} == {
        ("nl", "", None)
    }


def test_facets_have_the_names_of_the_parameters_that_filter(hub, client):
    answer = client.get(ADDRESS, {"q": "vergunning"}).json()
    assert answer["facets"]["domein"] == [{"value": "verkeer", "label": "Verkeer en vervoer", "count": 1}]
    narrowed = client.get(ADDRESS, {"q": "vergunning", "domein": "verkeer"}).json()
    assert narrowed["count"] == 1 < answer["count"]


def test_pages_follow_each_other(hub, client):
    first = client.get(ADDRESS, {"pageSize": 1}).json()
    second = client.get(ADDRESS, {"pageSize": 1, "page": 2}).json()
    assert first["count"] == second["count"] > 2
    assert first["results"][0]["id"] != second["results"][0]["id"]
    beyond = client.get(ADDRESS, {"pageSize": 2, "page": 9999}).json()
    assert beyond["page"] == -(-first["count"] // 2)
    assert beyond["results"]


@pytest.mark.parametrize("wrong", [{"page": 0}, {"page": "twee"}, {"pageSize": 0}, {"pageSize": 101}])
def test_a_wrong_parameter_is_named_in_problem_details(hub, client, wrong):
    response = client.get(ADDRESS, wrong)
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == 400
    assert next(iter(wrong)) in problem["detail"]


def test_a_typo_gives_a_suggestion(hub, client):
    assert client.get(ADDRESS, {"q": "Handleiding ZAAKSYTEEM!"}).json()["suggestion"] == "Handleiding zaaksysteem!"


def test_a_word_that_may_have_been_meant_is_offered_and_not_searched(hub, client):
    answer = client.get(ADDRESS, {"q": "Verdunning"}).json()
    assert (answer["count"], answer["suggestion"], answer["offer"]) == (0, "", "vergunning")


def test_without_any_engine_it_says_so(hub, client, settings, tmp_path):
    settings.EMBEDDED_SEARCH_DIR = tmp_path / "nothing-here"
    forget_engines()
    response = client.get(ADDRESS, {"q": "vergunning"})
    assert (response.status_code, response["Content-Type"]) == (503, "application/problem+json")


def test_the_api_describes_itself_and_loads_nothing_from_elsewhere(client):
    described = client.get("/api/v1/openapi.json").json()
    assert "/api/v1/zoeken" in described["paths"]
    assert client.get("/api/v1/docs", follow=True).status_code == 404


def test_drafts_do_not_leak(hub, client):
    page = SolutionPage.objects.get()
    page.title = "Geheim plan voor parkeren"
    page.save_revision()
    assert "Geheim" not in client.get(ADDRESS, {"q": "geheim parkeren"}).content.decode()
