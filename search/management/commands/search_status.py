"""Show the status of the search engines."""

from __future__ import annotations

import argparse
import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from search.engines.registry import configured_engines
from search.indexing.status import EngineStatus, status

EXPLANATION = """
Exit code 0: all is well; 1: an engine is away, was made with other settings and needs a rebuild, has changes
older than a minute, or gave some up.
Keys of --json: ok, mode, preferred, engines: a list of engine, host (empty for this host and what all share), ok,
records, waiting, oldest_seconds, dead, targets (names by state), outdated, error. Of another host it is what its worker
told last.
"""


class Command(BaseCommand):
    """`search_status [--json]`."""

    help = f"Show the engines, what waits for them, and what was given up. {EXPLANATION}"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print the outcome as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        found = status()
        ok = all(one.is_well for one in found)
        if options["json"]:
            mode = {"mode": settings.SEARCH_ENGINE, "preferred": configured_engines()[0]}
            self.stdout.write(json.dumps({"ok": ok, **mode, "engines": [_keys(one) for one in found]}))
        else:
            for one in found:
                self.stdout.write(_line(one))
        if not ok:
            raise SystemExit(1)


def _keys(one: EngineStatus) -> dict[str, Any]:
    return {
        "engine": one.name,
        "host": one.host,
        "ok": one.is_well,
        "records": one.records,
        "waiting": one.queue.waiting,
        "oldest_seconds": round(one.queue.oldest.total_seconds(), 1),
        "dead": one.queue.dead,
        "targets": one.targets,
        "outdated": one.outdated,
        "error": one.error,
    }


def _line(one: EngineStatus) -> str:
    queue = one.queue
    age = f", the oldest for {queue.oldest.total_seconds():.0f} s" if queue.waiting else ""
    where = f"{one.name} on {one.host}" if one.host else one.name
    line = f"{where}: {one.records} records, {queue.waiting} waiting{age}, {queue.dead} given up."
    if one.outdated:
        line += " Made with other settings: run search_rebuild."
    return f"{line} {one.error}".rstrip()
