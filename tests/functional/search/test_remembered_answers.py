"""A question that was just asked is answered from memory, and never with what is no longer so."""

from __future__ import annotations

import pytest

from search.engines.embedded.engine import EmbeddedEngine
from solutions.models import SolutionPage
from tests.functional.search.test_search_view import catch_up, titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def searches(monkeypatch):
    """The requests that reach the engine."""
    asked = []
    search = EmbeddedEngine.search

    def noted(self, plan, request, minimum):
        asked.append(request)
        return search(self, plan, request, minimum)

    monkeypatch.setattr(EmbeddedEngine, "search", noted)
    return asked


def test_a_question_asked_again_does_not_reach_the_engine(hub, client, searches):
    first = client.get("/zoeken/?q=vergunning")
    asked = len(searches)
    again = client.get("/zoeken/?q=Vergunning%3F")
    assert asked
    assert len(searches) == asked
    assert titles(again) == titles(first)
    assert again.context["question"] == "Vergunning?"
    assert 'value="Vergunning?"' in again.content.decode()


def test_another_filter_page_or_order_is_another_question(hub, client, searches):
    client.get("/zoeken/?q=vergunning")
    for more in ("provincie=Limburg", "sorteer=nieuwste", "zwak=1"):
        before = len(searches)
        client.get(f"/zoeken/?q=vergunning&{more}")
        assert len(searches) > before, more


def test_a_page_beyond_the_last_is_the_last_again(hub, client):
    for _time in range(2):
        assert client.get("/zoeken/?q=vergunning&pagina=9").context["result"].request.page == 1


def test_a_withdrawn_page_is_gone_from_what_is_remembered(hub, client):
    question = "/zoeken/?q=parkeervergunningen"
    assert "Parkeervergunningen online aanvragen" in titles(client.get(question))
    SolutionPage.objects.get(pk=hub["solution"].pk).unpublish()
    catch_up()
    response = client.get(question)
    assert "Parkeervergunningen online aanvragen" not in titles(response)
    assert "Parkeervergunningen" not in response.content.decode().split('id="uitkomst"')[1]


def test_the_form_of_facets_follows_the_visitor_and_the_address(hub, client):
    """It is kept with the answer, and everything else that it shows is part of what it is kept under."""
    dutch = client.get("/zoeken/?q=vergunning").content.decode()
    assert client.get("/zoeken/?q=vergunning").content.decode().count('class="option__box"') == dutch.count(
        'class="option__box"'
    )
    narrowed = client.get("/oplossingen/?q=vergunning").content.decode()
    assert 'action="/oplossingen/"' in narrowed.split('id="facetten"')[1].split(">")[0]
    whole = client.get("/zoeken/?q=vergunning&meer=gebruikt-door").content.decode()
    assert '<input type="hidden" name="meer"' not in dutch
    assert 'action="/zoeken/"' in whole.split('id="facetten"')[1].split(">")[0]


def test_a_page_asked_again_asks_the_database_for_no_labels(hub, client, django_assert_max_num_queries):
    client.get("/zoeken/?q=vergunning")
    with django_assert_max_num_queries(3) as seen:
        client.get("/zoeken/?q=vergunning")
    assert not [one["sql"] for one in seen.captured_queries if "label" in one["sql"]]
