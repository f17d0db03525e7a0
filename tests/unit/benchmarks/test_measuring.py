"""Percentiles, and calls that are taken in turns."""

import json
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from benchmarks.measuring import interleaved, latency, percentile, rate, wait_for_merges


@pytest.mark.parametrize(
    ("share", "expected"),
    [(0.5, 50), (0.95, 95), (1.0, 100), (0.0, 1)],
)
def test_a_percentile_is_one_of_the_values(share, expected):
    assert percentile(list(range(100, 0, -1)), share) == expected


def test_the_middle_of_two_values_is_the_lower_one():
    assert percentile([8.0, 2.0], 0.5) == 2.0


def test_one_value_is_every_percentile():
    assert percentile([7.0], 0.95) == 7.0


def test_nothing_has_no_percentile():
    with pytest.raises(ValueError, match="no values"):
        percentile([], 0.5)


def test_the_round_that_warms_up_does_not_count():
    asked = []

    found = latency(asked.append, ["parkeren", "subsidie"], rounds=3)

    assert asked == ["parkeren", "subsidie"] * 4
    assert found.calls == 6
    assert 0 <= found.p50 <= found.p95


def test_calls_take_turns_for_each_question():
    asked = []
    calls = {
        "hub": lambda question: asked.append(f"hub {question}"),
        "kaal": lambda question: asked.append(f"kaal {question}"),
    }

    found = interleaved(calls, ["afval", "BRP"], rounds=2)

    assert asked == ["hub afval", "kaal afval", "hub BRP", "kaal BRP"] * 3
    assert {name: one.calls for name, one in found.items()} == {"hub": 4, "kaal": 4}


def test_a_rate_is_what_was_done_by_the_time_it_took(monkeypatch):
    clock = iter([10.0, 12.0])
    monkeypatch.setattr("time.perf_counter", lambda: next(clock))

    assert rate(lambda: 500) == 250


@pytest.fixture
def merging():
    """A server that merges as long as there are numbers in the list."""
    under_way = []

    class Server(BaseHTTPRequestHandler):
        def do_GET(self):
            merges = {"current": under_way.pop(0) if under_way else 0}
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps({"_all": {"total": {"merges": merges}}}).encode())

        def log_message(self, *arguments):
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Server) as server:
        thread = Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield under_way, f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_an_index_is_measured_after_its_merges(merging):
    under_way, address = merging
    under_way += [2]

    assert wait_for_merges(address)
    assert under_way == []


def test_merges_that_do_not_end_are_not_waited_for_for_ever(merging):
    under_way, address = merging
    under_way += [1] * 20

    assert not wait_for_merges(address, patience=0.1)
