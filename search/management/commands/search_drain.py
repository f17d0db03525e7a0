"""Process pending outbox events now."""

from __future__ import annotations

import argparse
import json
from typing import Any

from django.core.management.base import BaseCommand

from search.indexing import outbox
from search.indexing.consumers import Consumer
from search.indexing.status import queue_of
from search.management.console import add_engine_option, chosen_consumers
from search.query.engine import EngineUnavailable

EXPLANATION = """
The worker does this all the time; by hand it helps after a repair. Other hosts complete their own indexes.
Exit code 0: nothing waits any more; 1: something does, was given up, or an engine is away.
Keys of --json: engines, a list of engine, written, failed, waiting, dead, error.
"""


class Command(BaseCommand):
    """`search_drain [--engine NAME] [--retry-dead-letters] [--json]`."""

    help = f"Let the engines take in every change that is due. {EXPLANATION}"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        add_engine_option(parser)
        parser.add_argument(
            "--retry-dead-letters", action="store_true", help="first give what was given up a new chance"
        )
        parser.add_argument("--json", action="store_true", help="print the outcome as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        chosen = chosen_consumers(options["engine"])
        if options["retry_dead_letters"]:
            for one in chosen:
                outbox.retry_dead_letters(one.name)
        outcomes = [self._catch_up(one) for one in chosen]
        if options["json"]:
            self.stdout.write(json.dumps({"engines": outcomes}, ensure_ascii=False))
        else:
            for outcome in outcomes:
                self.stdout.write(
                    "{engine}: {written} done, {failed} failed, {waiting} waiting, {dead} given up. {error}".format(
                        **outcome
                    )
                )
        if any(outcome["waiting"] or outcome["dead"] or outcome["error"] for outcome in outcomes):
            raise SystemExit(1)

    @staticmethod
    def _catch_up(one: Consumer) -> dict[str, Any]:
        written = failed = 0
        error = ""
        try:
            caught_up = one.catch_up()
            written, failed = caught_up.written, caught_up.failed
        except EngineUnavailable as problem:
            error = str(problem)
        queue = queue_of(one)
        return {
            "engine": one.name,
            "written": written,
            "failed": failed,
            "waiting": queue.waiting,
            "dead": queue.dead,
            "error": error,
        }
