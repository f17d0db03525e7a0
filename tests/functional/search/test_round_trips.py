"""How often Elasticsearch is asked for one question: what a visitor waits for."""

import pytest

from search.answering import service
from search.engines.registry import engine, forget_engines
from tests.functional.conftest import built_and_drained

pytestmark = [pytest.mark.django_db, pytest.mark.elastic]


@pytest.fixture
def asked(settings, hub, elasticsearch_url, client, attempts):
    """Asks the site a question of Elasticsearch alone; returns how many requests that took."""
    settings.ELASTICSEARCH_URL = elasticsearch_url
    settings.ELASTICSEARCH_INDEX_PREFIX = "round-trips"
    settings.SEARCH_ENGINE = "auto"
    forget_engines()
    built_and_drained()
    client.get("/zoeken/?q=straat")  # the first question of a process reads the state of the index

    def ask(address):
        attempts.clear()
        result = client.get(address).context["result"]
        assert (result.engine, result.degraded) == ("elastic", False)
        return len(attempts), result

    yield ask
    engine("elastic").prune([])


def test_a_new_question_of_known_words_takes_two(asked):
    requests, result = asked("/zoeken/?q=parkeervergunning+aanvragen")
    assert result.total > 0
    assert requests == 2


def test_three_unknown_words_take_no_more(asked):
    requests, result = asked("/zoeken/?q=vergunning+quetzalcoatl+xylofonist+brzzzt")
    assert result.unmet
    assert requests == 2


def test_another_page_filter_or_order_takes_one(asked):
    asked("/zoeken/?q=vergunning")
    for more in ("soort=solution", "sorteer=nieuwste", "pagina=1&provincie=Limburg"):
        assert asked(f"/zoeken/?q=vergunning&{more}")[0] == 1, more


def test_the_site_without_a_question_takes_one(asked):
    assert asked("/zoeken/")[0] == 1


def test_a_question_asked_again_takes_a_look_at_the_index_at_most(asked):
    asked("/zoeken/?q=vergunning")
    assert asked("/zoeken/?q=vergunning")[0] <= 1


def test_slow_answers_in_a_row_are_noticed(asked, settings, monkeypatch):
    """An engine that answers just in time makes everybody wait; its timeout never tells."""
    monkeypatch.setattr(service, "SLOW_SHARE", 2.0)  # whatever comes is slow
    for word in ("een", "twee", "drie"):
        assert asked(f"/zoeken/?q=vergunning+{word}")[0]
    assert service.breaker_of("elastic").is_open
