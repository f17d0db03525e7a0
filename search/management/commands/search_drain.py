"""Handle what waits in the outbox now."""

from __future__ import annotations

import argparse
import json
from typing import Any

from django.core.management.base import BaseCommand

from search.indexing import outbox
from search.indexing.indexer import drain
from search.indexing.models import IndexEvent
from search.management.console import add_engine_option, chosen_engines
from search.query.engine import EngineUnavailable

EXPLANATION = """
The worker does this all the time; by hand it helps after a repair.
Exit code 0: nothing waits any more; 1: something does, was given up, or an engine is away.
Keys of --json: engines, a list of engine, settled, failed, waiting, dead, error.
"""


class Command(BaseCommand):
    """`search_drain [--engine NAME] [--revive] [--json]`."""

    help = f"Let the engines take in every change that is due. {EXPLANATION}"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        add_engine_option(parser)
        parser.add_argument("--revive", action="store_true", help="first give what was given up a new chance")
        parser.add_argument("--json", action="store_true", help="print the outcome as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        names = chosen_engines(options["engine"])
        if options["revive"]:
            for name in names:
                outbox.revive(name)
        outcomes = [self._drain(name) for name in names]
        if options["json"]:
            self.stdout.write(json.dumps({"engines": outcomes}, ensure_ascii=False))
        else:
            for outcome in outcomes:
                self.stdout.write(
                    "{engine}: {settled} done, {failed} failed, {waiting} waiting, {dead} given up. {error}".format(
                        **outcome
                    )
                )
        if any(outcome["waiting"] or outcome["dead"] or outcome["error"] for outcome in outcomes):
            raise SystemExit(1)

    @staticmethod
    def _drain(name: str) -> dict[str, Any]:
        settled = failed = 0
        error = ""
        try:
            drained = drain(name)
            settled, failed = drained.settled, drained.failed
        except EngineUnavailable as problem:
            error = str(problem)
        return {
            "engine": name,
            "settled": settled,
            "failed": failed,
            "waiting": outbox.pending(name).count(),
            "dead": IndexEvent.objects.filter(engine=name, dead=True).count(),
            "error": error,
        }
