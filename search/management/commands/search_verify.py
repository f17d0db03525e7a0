"""Compare every engine with the database."""

from __future__ import annotations

import argparse
import json
from typing import Any

from django.core.management.base import BaseCommand

from search.indexing.consumers import Consumer, verify_other_hosts
from search.indexing.hosts import HostVerifyResult
from search.management.console import add_engine_option, chosen_consumers
from search.query.engine import EngineUnavailable

EXPLANATION = """
Without --repair nothing changes. Exit code 0: no difference; 1: there is one, or an engine or host is away.
Objects whose change is still on its way count as waiting, not as a difference. A host that has an index of its own is
asked to compare that itself, by its worker; what it finds on other hosts the workers there complete by themselves.
Keys of --json: ok, engines: a list of engine, host (empty for this host and what all share), records, missing, ghost,
stale, waiting, ahead (an engine that knows later versions than the database: a backup was restored), examples, error.
"""


class Command(BaseCommand):
    """`search_verify [--engine NAME] [--repair] [--json]`."""

    help = f"Report what is missing from an engine, should not be in it, or is out of date. {EXPLANATION}"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        add_engine_option(parser)
        parser.add_argument("--repair", action="store_true", help="let every engine take in again what differs")
        parser.add_argument("--json", action="store_true", help="print the outcome as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        outcomes = []
        for one in chosen_consumers(options["engine"]):
            outcomes += [self._verify(one, repair=options["repair"]), *map(_elsewhere, verify_other_hosts(one))]
        ok = not any(
            outcome["missing"] or outcome["ghost"] or outcome["stale"] or outcome["error"] for outcome in outcomes
        )
        if options["json"]:
            self.stdout.write(json.dumps({"ok": ok, "engines": outcomes}, ensure_ascii=False))
        else:
            for outcome in outcomes:
                self.stdout.write(_line(outcome))
        if not ok:
            raise SystemExit(1)

    @staticmethod
    def _verify(one: Consumer, *, repair: bool) -> dict[str, Any]:
        try:
            verified = one.verify(repair=repair)
        except EngineUnavailable as error:
            return _outcome(one.name, error=str(error))
        drift = verified.drift
        return _outcome(
            one.name,
            records=verified.records,
            missing=len(drift.missing),
            ghost=len(drift.ghost),
            stale=len(drift.stale),
            waiting=verified.waiting,
            ahead=len(drift.ahead),
            examples=sorted(drift.keys)[:10],
        )


def _elsewhere(found: HostVerifyResult) -> dict[str, Any]:
    host = found.host
    if not found.in_time:
        return _outcome(host.engine, host=host.name, error="its worker did not answer in time")
    counts = {"missing": host.missing, "ghost": host.ghost, "stale": host.stale}
    return _outcome(host.engine, host=host.name, records=host.records, waiting=host.waiting, error=host.error, **counts)


def _outcome(engine: str, **found: Any) -> dict[str, Any]:
    nothing = dict.fromkeys(("records", "missing", "ghost", "stale", "waiting", "ahead"), 0)
    return {"engine": engine, "host": "", **nothing, "examples": [], "error": "", **found}


def _line(outcome: dict[str, Any]) -> str:
    where = f"{outcome['engine']} on {outcome['host']}" if outcome["host"] else outcome["engine"]
    line = "{records} records, {missing} missing, {ghost} ghost, {stale} stale, {waiting} waiting.".format(**outcome)
    ahead = " It is newer than the database, as after a restored backup." if outcome["ahead"] else ""
    return f"{where}: {line}{ahead} {outcome['error']}".rstrip()
