"""Rebuild the search indexes."""

from __future__ import annotations

import argparse
import json
import time
from typing import Any

from django.core.management.base import BaseCommand

from search.indexing.consumers import Consumer, RebuildFailed
from search.indexing.filling import MOST_PROCESSES, cores
from search.indexing.rebuild import Rebuilt
from search.management.console import ProgressBar, add_engine_option, chosen_consumers
from search.query.engine import EngineUnavailable

EXPLANATION = """
The site goes on: the old index answers until the new one holds everything, and stays for rollback.
Elasticsearch is filled by as many processes as this machine has cores, at most 4; --processes says otherwise.
Exit code 0: all were rebuilt; 1: one was not, or refused a record.
Keys of --json: engines, a list of engine, target, records, seconds, removed, refused, error.
"""


def _number(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST_PROCESSES:
        raise argparse.ArgumentTypeError(f"give a number from 1 to {MOST_PROCESSES}")
    return int(text)


class Command(BaseCommand):
    """`search_rebuild [--engine NAME] [--processes NUMBER] [--json]`."""

    help = f"Build the index of each engine from the database. {EXPLANATION}"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        add_engine_option(parser)
        parser.add_argument("--processes", type=_number, default=cores(), help="how many read and analyze at once")
        parser.add_argument("--json", action="store_true", help="print the outcome as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        outcomes = [self._rebuild(one, options) for one in chosen_consumers(options["engine"])]
        if options["json"]:
            self.stdout.write(json.dumps({"engines": outcomes}, ensure_ascii=False))
        if any(outcome["error"] or outcome["refused"] for outcome in outcomes):
            raise SystemExit(1)

    def _rebuild(self, one: Consumer, options: dict[str, Any]) -> dict[str, Any]:
        quiet = options["json"]
        started = time.monotonic()
        try:
            rebuilt = one.rebuild(ProgressBar(one.name, self.stderr, quiet=quiet), processes=options["processes"])
        except (EngineUnavailable, RebuildFailed) as error:
            rebuilt, reason = Rebuilt(one.name, "", 0), str(error)
        else:
            reason = ""
        seconds = round(time.monotonic() - started, 2)
        if not quiet:
            self._tell(rebuilt, seconds, reason)
        return {
            "engine": one.name,
            "target": rebuilt.target,
            "records": rebuilt.records,
            "seconds": seconds,
            "removed": rebuilt.removed,
            "refused": {failure.key: failure.reason for failure in rebuilt.refused},
            "error": reason,
        }

    def _tell(self, rebuilt: Rebuilt, seconds: float, reason: str) -> None:
        if reason:
            self.stderr.write(f"{rebuilt.engine}: not rebuilt: {reason}")
            return
        self.stdout.write(f"{rebuilt.engine}: {rebuilt.records} records in {seconds} s ({rebuilt.target})")
        for failure in rebuilt.refused:
            self.stderr.write(f"{rebuilt.engine}: refused {failure.key}: {failure.reason}")
