"""Measures the peer: `python -m benchmarks.peer.run STAGE ...`, with its settings from the environment; prints JSON.

load makes the pages, index runs Wagtail's `update_index`, relevance asks the judged questions, latency the page.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.peer.settings")

DEPTH = 50


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
    parser.add_argument("--count", type=int, default=0)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--fuzzy", action="store_true")
    return parser.parse_args()


def load(arguments: argparse.Namespace) -> dict[str, Any]:
    """Make the database and its pages; without --count the corpus as it is."""
    from django.conf import settings
    from django.core.management import call_command

    from benchmarks.peer.loading import load as load_rows
    from benchmarks.varied import read_rows, varied

    settings.WAGTAILSEARCH_BACKENDS = {}  # migrating and loading must not index by the way
    call_command("migrate", verbosity=0)
    rows = read_rows(arguments.corpus)
    return {"pages": load_rows(varied(rows, arguments.count or len(rows)))}


def index(arguments: argparse.Namespace) -> dict[str, Any]:
    """The rate of `update_index`, in pages a second."""
    from django.core.management import call_command
    from wagtail.search.backends import get_search_backends

    from benchmarks.measuring import rate
    from benchmarks.peer.models import EntryPage

    list(get_search_backends())  # loads the client, which is no part of the work

    def work() -> int:
        call_command("update_index", verbosity=0)
        return EntryPage.objects.count()

    return {"rate": rate(work)}


def relevance(arguments: argparse.Namespace) -> dict[str, Any]:
    """The same measures as the hub's, over the same questions."""
    from dataclasses import asdict

    from benchmarks.peer.views import results_of
    from search.evaluation import Judged, evaluate

    judged = []
    for line in arguments.queries.read_text(encoding="utf-8").splitlines():
        question = json.loads(line)
        found = results_of(question["query"], fuzzy=arguments.fuzzy)[:DEPTH]
        judged.append(Judged([page.source_id for page in found], question["judgements"]))
    return asdict(evaluate(judged))


def latency(arguments: argparse.Namespace) -> dict[str, Any]:
    """How long the page takes inside the process: view, query, database, template."""
    from django.conf import settings
    from django.test import Client

    from benchmarks.measuring import latency as measure
    from benchmarks.measuring import wait_for_merges

    for address in settings.WAGTAILSEARCH_BACKENDS["default"].get("URLS", ()):
        wait_for_merges(address)
    client = Client()
    questions = [json.loads(line)["query"] for line in arguments.queries.read_text(encoding="utf-8").splitlines()]
    extra = {"fuzzy": "1"} if arguments.fuzzy else {}

    def ask(question: str) -> None:
        response = client.get("/search/", {"q": question, **extra})
        assert response.status_code == 200, response.status_code  # noqa: PLR2004, S101 - an HTTP status

    return measure(ask, questions, rounds=arguments.rounds).as_dict()


STAGES = {"load": load, "index": index, "relevance": relevance, "latency": latency}

if __name__ == "__main__":
    main()
