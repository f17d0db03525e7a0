"""Elasticsearch stopped, and Elasticsearch hanging: visitors get an answer in time, editors wait for nothing."""

import time

import pytest
from django.test import Client

from hub.settings import production
from search.answering import service
from search.engines.registry import forget_engines
from search.indexing.consumers import consumer
from search.query.engine import EngineUnavailable
from tests.factories import SolutionPageFactory
from tests.functional.conftest import built_and_drained
from tools.services.elasticsearch import TemporaryNode

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.elastic,
    pytest.mark.slow,
    # The node outlives the object that started it, by design; it is ended by its id.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

PATIENCE = 1.5  # seconds that a visitor waits for Elasticsearch at most


@pytest.fixture(scope="module")
def node(elasticsearch_url):
    """A node of our own: nobody else's stops when this one does."""
    with TemporaryNode() as own:
        yield own


@pytest.fixture
def both(settings, node, hub):
    """The hub on both engines, the preferred one being Elasticsearch."""
    settings.ELASTICSEARCH_URL = node.url
    settings.ELASTICSEARCH_INDEX_PREFIX = "degraded"
    settings.ELASTICSEARCH_TIMEOUT = production.ELASTICSEARCH_TIMEOUT
    settings.SEARCH_ENGINE = "auto"
    forget_engines()
    built_and_drained()
    return hub


def assert_degraded_then_whole(hub, attempts, come_back):
    """Ask, write and ask again while Elasticsearch does not answer; then let it come back."""
    client = Client()
    attempts.clear()
    response = client.get("/zoeken/?q=vergunning")
    result = response.context["result"]
    assert (response.status_code, result.engine, result.degraded) == (200, "embedded", True)
    assert result.total == 2
    assert 0 < sum(attempt.seconds for attempt in attempts) < PATIENCE
    attempts.clear()
    assert client.get("/zoeken/?q=parkeren").context["result"].degraded
    assert client.get("/api/v1/zoeken?q=vergunning").json()["degraded"] is True
    page = SolutionPageFactory(parent=hub["delft"], title="Begraafplaatsenregister")
    assert attempts == []  # the breaker keeps who comes next from waiting at all, and an editor never waits
    consumer("embedded").catch_up()
    assert client.get("/zoeken/?q=begraafplaats").context["result"].total == 1

    come_back()
    service.reset()
    consumer("lexicon").catch_up()
    drain_elastic()
    for name in ("elastic", "embedded", "lexicon"):
        verified = consumer(name).verify()
        assert (verified.drift.keys, verified.waiting) == (frozenset(), 0)
    whole = preferred_answer(client)
    assert (whole.engine, whole.degraded, whole.hits[0].key) == ("elastic", False, f"solution-{page.pk}")


def preferred_answer(client):
    """What the preferred engine answers, once a node that has just come back is quick enough again."""
    deadline = time.monotonic() + 20
    while True:
        result = client.get("/zoeken/?q=begraafplaats").context["result"]
        if not result.degraded or time.monotonic() > deadline:
            return result
        service.reset()  # what half a minute of waiting for the breaker does
        time.sleep(0.3)


def drain_elastic():
    """As the worker does: try again until it answers."""
    deadline = time.monotonic() + 20
    while True:
        try:
            consumer("elastic").catch_up()
        except EngineUnavailable:
            assert time.monotonic() < deadline, "Elasticsearch does not come back"
            time.sleep(0.3)
        else:
            return


def test_elasticsearch_hanging(both, attempts, node):
    node.pause()
    try:
        assert_degraded_then_whole(both, attempts, node.resume)
    finally:
        node.resume()


def test_elasticsearch_stopped(both, attempts, node):
    node.stop()
    assert_degraded_then_whole(both, attempts, node.start)
