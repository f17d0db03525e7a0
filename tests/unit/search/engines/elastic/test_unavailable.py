"""What keeps Elasticsearch from answering: a real server on loopback that refuses, hangs or fails."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import elasticsearch
import pytest
from elasticsearch import ApiError, ConnectionTimeout

from search.engines.elastic.client import connect
from search.engines.elastic.engine import ElasticEngine
from search.engines.elastic.writes import _failure
from search.plan import Alternative, Clause, Plan
from search.query.engine import EngineUnavailable
from search.types import IndexWrite, SearchRequest, WriteFailure

PLAN = Plan((Clause("vergunning", (Alternative(("vergun",)),)),))


class Failing(BaseHTTPRequestHandler):
    """Answers every request with the status that the server carries."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.send_response(self.server.status)
        self.send_header("X-Elastic-Product", "Elasticsearch")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    do_GET = do_PUT = do_POST  # noqa: N815 - named by http.server

    def log_message(self, *_args: object) -> None:
        pass


@pytest.fixture
def failing() -> Iterator[HTTPServer]:
    with HTTPServer(("127.0.0.1", 0), Failing) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def hanging() -> Iterator[int]:
    """A port that takes connections and never answers, as a stopped process does."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def asked(engine):
    return {
        "top score": lambda: engine.top_score(PLAN),
        "search": lambda: engine.search(PLAN, SearchRequest("vergunning"), 0.0),
        "suggest": lambda: engine.suggest("verg", 5),
        "live target": engine.live_target,
        "generation": engine.generation,
        "revision": engine.revision,
        "health": engine.health,
    }


@pytest.fixture
def engines():
    made = []

    def make(port, **options):
        made.append(ElasticEngine(f"http://127.0.0.1:{port}", "hub", **options))
        return made[-1]

    yield make
    for engine in made:
        engine.close()


def test_refused_connection_is_unavailable(engines, hanging):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    for ask in asked(engines(port)).values():
        with pytest.raises(EngineUnavailable, match="did not answer"):
            ask()


def test_hanging_server_is_given_up_within_the_timeout_for_both_requests(engines, hanging, attempts):
    engine = engines(hanging, timeout=0.4)
    for ask in asked(engine).values():
        attempts.clear()
        with pytest.raises(EngineUnavailable, match="did not answer"):
            ask()
        assert 0 < sum(attempt.seconds for attempt in attempts) < 0.4


@pytest.mark.parametrize("status", [401, 429, 500, 502, 503])
def test_failing_server_is_unavailable(engines, failing, status):
    failing.status = status
    for ask in asked(engines(failing.server_port)).values():
        with pytest.raises(EngineUnavailable, match=str(status)):
            ask()


def test_failing_write_is_unavailable(engines, failing):
    failing.status = 503
    with pytest.raises(EngineUnavailable, match="503"):
        engines(failing.server_port).write("hub-1", [IndexWrite("solution-1", 1, None)])


def test_request_that_is_refused_as_wrong_is_logged_as_our_mistake(engines, failing, caplog):
    failing.status = 400
    with pytest.raises(EngineUnavailable):
        engines(failing.server_port).health()
    assert "elastic_request_refused" in caplog.text


def answered(operation, status, **more):
    return {operation: {"_id": "solution-1", "status": status, **more}}


@pytest.mark.parametrize(
    "item",
    [
        answered("index", 409, error={"type": "version_conflict_engine_exception", "reason": "newer"}),
        answered("delete", 409, error={"type": "version_conflict_engine_exception", "reason": "newer"}),
        answered("delete", 404, result="not_found"),
    ],
    ids=["older write", "older deletion", "nothing to delete"],
)
def test_write_that_came_too_late_is_done(item):
    assert _failure(item) is None


def test_refused_content_is_a_failure_with_the_server_s_own_words():
    error = {"type": "document_parsing_exception", "reason": "failed", "caused_by": {"reason": "no such date"}}
    assert _failure(answered("index", 400, error=error)) == WriteFailure("solution-1", "failed (no such date)")


@pytest.mark.parametrize("status", [429, 503])
def test_write_that_the_server_was_too_busy_for_is_no_refusal_of_its_content(status):
    with pytest.raises(EngineUnavailable, match=str(status)):
        _failure(answered("index", status, error={"reason": "queue is full"}))


def test_write_to_an_index_that_is_gone_is_no_refusal_of_its_content():
    with pytest.raises(EngineUnavailable, match="no such index"):
        _failure(answered("delete", 404, error={"reason": "no such index"}))


class TestSeveralNodes:
    """Of a cluster one node may go at any moment."""

    @pytest.fixture
    def gone(self) -> int:
        """A port on which nobody listens."""
        with socket.create_server(("127.0.0.1", 0)) as closed:
            return closed.getsockname()[1]

    @pytest.fixture
    def nodes(self):
        made = []

        def make(*ports, timeout=0.4):
            client = connect(", ".join(f"http://127.0.0.1:{port}" for port in ports), timeout)
            made.append(client)
            return client

        yield make
        for client in made:
            client.close()

    def test_every_request_is_answered_by_the_node_that_is_left(self, nodes, failing, gone, attempts):
        failing.status = 200
        client = nodes(gone, failing.server_port)
        assert [client.info().meta.status for _request in range(6)] == [200] * 6
        assert [attempt.port for attempt in attempts].count(gone) == 1

    def test_broken_connection_is_tried_once_more_and_not_for_ever(self, nodes, gone):
        with pytest.raises(elasticsearch.ConnectionError) as refused:
            nodes(gone, gone + 1, gone + 2).info()
        assert len(refused.value.errors) == 1

    def test_node_that_hangs_costs_its_timeout_once_and_is_then_left_alone(self, nodes, failing, hanging, attempts):
        failing.status = 200
        client = nodes(hanging, failing.server_port, timeout=0.3)
        outcomes = []
        for _request in range(6):
            try:
                outcomes.append(client.info().meta.status)
            except ConnectionTimeout:
                outcomes.append("too late")
        assert sorted(outcomes, key=str) == [200] * 5 + ["too late"]
        assert [attempt.port for attempt in attempts].count(hanging) == 1

    def test_answer_that_something_is_wrong_is_an_answer(self, nodes, failing, gone):
        failing.status = 503
        with pytest.raises(ApiError) as answered_:
            nodes(failing.server_port, gone).info()
        assert answered_.value.status_code == 503

    def test_one_node_is_asked_once(self, nodes, gone):
        with pytest.raises(elasticsearch.ConnectionError) as refused:
            nodes(gone).info()
        assert refused.value.errors == ()
