"""Measures this hub: `python -m benchmarks.hub STAGE ...` on a site of its own in VAR_DIR; prints JSON.

site brings the corpus in as pages, relevance asks the judged questions, index builds the engines anew, latency
fills an index with a varied corpus and asks for pages. ELASTICSEARCH_URL and the like come from the environment.
"""

from __future__ import annotations

import argparse
import datetime as dt
import io
import json
import os
import sys
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.dev")

WRITES = 500
AHEAD = 3  # batches that wait to be written
PATIENCE = 60.0  # seconds; what is measured is how long an answer takes, not when a visitor would give up
PREFIX_LENGTHS = (2, 3, 4, 6)
"""How much of a question somebody has typed when suggestions are asked for."""

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
"""Who asks: the questions of robots are not kept, and keeping one is part of what a page does."""


def main() -> None:
    """Run one stage."""
    import django

    django.setup()
    arguments = _parsed()
    outcome = STAGES[arguments.stage](arguments)
    sys.stdout.write(json.dumps(outcome) + "\n")


def _parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stage", choices=STAGES)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--queries", type=Path)
    parser.add_argument("--engine", default="elastic")
    parser.add_argument("--count", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=5)
    return parser.parse_args()


def site(arguments: argparse.Namespace) -> dict[str, Any]:
    """A site with the corpus as pages and everything indexed."""
    _command("migrate")
    _command("setup_site")
    _command("import_corpus", str(arguments.corpus))
    _command("search_rebuild", "--engine", "all")
    from wagtail.models import Page

    return {"pages": Page.objects.count()}


def relevance(arguments: argparse.Namespace) -> dict[str, Any]:
    """nDCG and the like of one engine."""
    answer = _command("search_evaluate", "--queries", str(arguments.queries), "--engine", arguments.engine, "--json")
    return dict(json.loads(answer))


def index(arguments: argparse.Namespace) -> dict[str, Any]:
    """Records a second of a rebuild as `search_rebuild` does it, the gate and the switch included.

    `both` is one engine after the other.
    """
    from benchmarks.measuring import rate
    from search.engines.registry import engine
    from search.indexing.consumers import consumer
    from search.indexing.filling import cores

    names = ["elastic", "embedded"] if arguments.engine == "both" else [arguments.engine]

    for name in names:
        engine(name)  # loads its client, which is no part of the work

    def work() -> int:
        return min(consumer(name).rebuild(processes=cores()).records for name in names)

    return {"rate": rate(work)}


def latency(arguments: argparse.Namespace) -> dict[str, Any]:
    """How long pages, suggestions and the bare query take on an index of `--count` records; older ones go."""
    from django.conf import settings

    from benchmarks.measuring import wait_for_merges
    from search.engines.registry import engine, forget_engines

    settings.ELASTICSEARCH_TIMEOUT = PATIENCE
    forget_engines()
    one = engine(arguments.engine)
    target = one.create_target()
    filled = _fill(one, target, arguments)
    one.promote(target)
    one.prune([target])
    if one.name == "elastic":
        wait_for_merges(settings.ELASTICSEARCH_URL)
    questions = [json.loads(line)["query"] for line in arguments.queries.read_text(encoding="utf-8").splitlines()]
    return {"count": arguments.count, "rate": filled, "bytes": _size(one, target), **_timed(one, questions, arguments)}


def _fill(one: Any, target: str, arguments: argparse.Namespace) -> float:
    """Write the varied corpus, to Elasticsearch two batches at a time; returns records a second."""
    from benchmarks.measuring import rate
    from benchmarks.varied import as_record, read_rows, varied
    from search.types import IndexWrite, WriteFailure

    rows = varied(read_rows(arguments.corpus), arguments.count)

    def batches() -> Iterator[list[IndexWrite]]:
        records = (as_record(row, number) for number, row in enumerate(rows))
        writes = (IndexWrite(record.key, 1, record) for record in records)
        while batch := list(islice(writes, WRITES)):
            yield batch

    def work() -> int:
        with ThreadPoolExecutor(max_workers=2 if one.name == "elastic" else 1) as pool:
            waiting: deque[Future[list[WriteFailure]]] = deque()
            refused: list[WriteFailure] = []
            for batch in batches():
                waiting.append(pool.submit(one.write, target, batch))
                if len(waiting) > AHEAD:
                    refused += waiting.popleft().result()
            refused += [failure for done in waiting for failure in done.result()]
        if refused:
            raise RuntimeError(f"{len(refused)} records were refused: {refused[0].reason}")
        return arguments.count

    return rate(work)


def _timed(one: Any, questions: list[str], arguments: argparse.Namespace) -> dict[str, Any]:
    """The page through its view, what the page shows without the view, and on Elasticsearch the query alone."""
    from django.test import Client

    from benchmarks.measuring import interleaved
    from benchmarks.measuring import latency as measure
    from search.answering.service import search, suggest
    from search.types import SearchRequest

    client = Client(headers={"host": "localhost", "user-agent": BROWSER})

    def page(question: str) -> None:
        with _asked_first():
            _check(client.get("/zoeken/", {"q": question}))

    def again(question: str) -> None:
        _check(client.get("/zoeken/", {"q": question}))

    def known(question: str) -> None:
        with _answered_before():
            _check(client.get("/zoeken/", {"q": question}))

    def filtered(question: str) -> None:
        _check(client.get("/zoeken/", {"q": question, "soort": ["solution", "article"], "provincie": "Utrecht"}))

    def results(question: str) -> None:
        with _asked_first():
            answer(question)

    def answer(question: str) -> None:
        if search(SearchRequest(question)).engine != one.name:
            raise RuntimeError(f"{one.name} did not answer")

    def offers(prefix: str) -> None:
        _check(client.get("/zoeken/suggesties/", {"q": prefix}))

    calls = {
        "page": page,
        "known": known,
        "again": again,
        "filtered": filtered,
        "results": results,
        "results_again": answer,
        **({"bare": _bare(one)} if one.name == "elastic" else {}),
    }
    prefixes = [question[:length] for question in questions for length in PREFIX_LENGTHS]
    return {
        **{name: found.as_dict() for name, found in interleaved(calls, questions, rounds=arguments.rounds).items()},
        "suggestions": measure(offers, prefixes, rounds=1).as_dict(),
        "suggestions_engine": measure(suggest, prefixes, rounds=1).as_dict(),
    }


@contextmanager
def _asked_first() -> Iterator[None]:
    """As if nobody asked the question in the last minute: neither its best score nor its answer is remembered."""
    from django.core.cache.backends.dummy import DummyCache

    from search.answering import service

    remembered, service.cache = service.cache, DummyCache("", {})
    try:
        with _answered_before():
            yield
    finally:
        service.cache = remembered


@contextmanager
def _answered_before() -> Iterator[None]:
    """As if the index changed since the question was asked: its best score is remembered, and its answer is not."""
    from search.answering import service
    from search.answering.result_cache import Answers

    remembered, service._answers = service._answers, Answers()  # noqa: SLF001 - there is no other way to forget for once
    try:
        yield
    finally:
        service._answers = remembered  # noqa: SLF001


def _bare(one: Any) -> Any:
    """The scoring clause with its cut, ten hits, nothing else; the plan is made beforehand."""
    from search.answering.service import plan_for
    from search.engines.elastic.compile import ranked_query
    from search.ranking import WEIGHTS

    today = dt.datetime.now(tz=dt.UTC).date()
    asked: dict[str, Any] = {}

    def ask(question: str) -> None:
        if question not in asked:
            plan = plan_for(question)
            asked[question] = ranked_query(plan, WEIGHTS.cut * one.top_score(plan), today)
        one._searching.search(  # noqa: SLF001 - the same client as the page's
            index=one._watching.alias,  # noqa: SLF001
            query=asked[question],
            size=10,
            request_cache=False,
        )

    return ask


def freshness(arguments: argparse.Namespace) -> dict[str, Any]:
    """How long after a save a page is found: two writers, ten saves a second together, with a worker at work."""
    from benchmarks.freshness import measure

    return measure(seconds=arguments.count)


def _size(one: Any, target: str) -> int:
    """How large the index is on disk."""
    if one.name == "elastic":
        indices = one._managing.indices  # noqa: SLF001 - only the engine knows its server
        indices.flush(index=target)
        return int(indices.stats(index=target, metric="store")["_all"]["primaries"]["store"]["size_in_bytes"])
    return int(one._targets.path(target).stat().st_size)  # noqa: SLF001 - only the engine knows its files


def _check(response: Any) -> None:
    if response.status_code != 200:  # noqa: PLR2004 - an HTTP status
        raise RuntimeError(f"the page answered {response.status_code}")
    response.content  # noqa: B018 - rendered by now


def _command(*arguments: str) -> str:
    from django.core.management import call_command

    output = io.StringIO()
    call_command(*arguments, stdout=output, stderr=io.StringIO())
    return output.getvalue()


STAGES = {"site": site, "relevance": relevance, "index": index, "latency": latency, "freshness": freshness}

if __name__ == "__main__":
    main()
