"""Compare every engine with the database."""

from __future__ import annotations

import argparse
import json
from typing import Any

from django.core.management.base import BaseCommand

from search.indexing.verify import verify
from search.management.console import add_engine_option, chosen_engines
from search.query.engine import EngineUnavailable

EXPLANATION = """
Without --repair nothing changes. Exit code 0: no difference; 1: there is one, or an engine is away.
Objects whose change is still on its way count as waiting, not as a difference.
Keys of --json: ok, engines: a list of engine, records, missing, ghost, stale, waiting, examples, error.
"""


class Command(BaseCommand):
    """`search_verify [--engine NAME] [--repair] [--json]`."""

    help = f"Report what is missing from an engine, should not be in it, or is out of date. {EXPLANATION}"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        add_engine_option(parser)
        parser.add_argument("--repair", action="store_true", help="put what differs in the outbox")
        parser.add_argument("--json", action="store_true", help="print the outcome as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        outcomes = [self._verify(name, repair=options["repair"]) for name in chosen_engines(options["engine"])]
        ok = not any(outcome["examples"] or outcome["error"] for outcome in outcomes)
        if options["json"]:
            self.stdout.write(json.dumps({"ok": ok, "engines": outcomes}, ensure_ascii=False))
        else:
            for outcome in outcomes:
                self.stdout.write(
                    "{engine}: {records} records, {missing} missing, {ghost} ghost, {stale} stale, "
                    "{waiting} waiting. {error}".format(**outcome)
                )
        if not ok:
            raise SystemExit(1)

    @staticmethod
    def _verify(name: str, *, repair: bool) -> dict[str, Any]:
        nothing = {"records": 0, "missing": 0, "ghost": 0, "stale": 0, "waiting": 0, "examples": [], "error": ""}
        try:
            verified = verify(name, repair=repair)
        except EngineUnavailable as error:
            return {"engine": name, **nothing, "error": str(error)}
        drift = verified.drift
        return {
            "engine": name,
            "records": verified.records,
            "missing": len(drift.missing),
            "ghost": len(drift.ghost),
            "stale": len(drift.stale),
            "waiting": verified.waiting,
            "examples": sorted(drift.keys)[:10],
            "error": "",
        }
