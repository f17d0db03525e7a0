"""A whole site in processes of its own, with its own database, folder and index names."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

from elasticsearch import Elasticsearch

from tests import template_database

ROOT = Path(__file__).parents[2]
A_MINUTE_PASSED = """
import datetime as dt
from django.db.models import F
from search.engines.models import IndexTarget
from search.indexing.models import OutboxEvent
minute = dt.timedelta(minutes=1)
OutboxEvent.objects.filter(claimed_until__isnull=False).update(claimed_until=F("claimed_until") - minute)
IndexTarget.objects.update(progressed=F("progressed") - minute)
"""


class OwnSite:
    """Runs commands and modules against one site; what it starts, it ends."""

    def __init__(self, folder: Path, database: str = "", elasticsearch: str = "") -> None:
        self.folder = folder
        if not database and not (folder / "db.sqlite3").exists():
            template_database.copy_file(folder / "db.sqlite3")
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "hub.settings.dev",
            "VAR_DIR": str(folder),
            "DATABASE_URL": database,
            "ELASTICSEARCH_URL": elasticsearch,
            "ELASTICSEARCH_INDEX_PREFIX": f"test{uuid4().hex[:8]}",
            "SEARCH_ENGINE": "auto",
            "BASE_URL": "http://localhost",
        }
        self._started: list[subprocess.Popen[str]] = []
        self._console: subprocess.Popen[str] | None = None
        self._hosts: list[OwnSite] = []

    def another_host(self, folder: Path) -> OwnSite:
        """The same site on another host: one database and Elasticsearch, a folder of its own."""
        host = OwnSite(folder, self.environment["DATABASE_URL"], self.environment["ELASTICSEARCH_URL"])
        host.environment["ELASTICSEARCH_INDEX_PREFIX"] = self.prefix
        self._hosts.append(host)
        return host

    def manage(self, *arguments: str, check: bool = True) -> str:
        """The output of a management command; its log goes elsewhere."""
        if self._console is None:
            self._console = self.start("-m", "tests.functional.console", stdin=subprocess.PIPE)
        print(json.dumps(arguments), file=self._console.stdin, flush=True)
        answer = self._console.stdout.readline()
        if not answer:
            raise AssertionError(f"{' '.join(arguments)} ended its process:\n{self.log[-3000:]}")
        done = json.loads(answer)
        if check and done["code"]:
            raise AssertionError(
                f"{' '.join(arguments)} ended with {done['code']}:\n{done['output']}\n{self.log[-3000:]}"
            )
        return done["output"]

    @property
    def log(self) -> str:
        """What all processes of the site logged so far."""
        return (self.folder / "processes.log").read_text()

    def json(self, *arguments: str) -> dict[str, Any]:
        """What a command prints with --json, whatever its exit code: the last line that is an object."""
        lines = self.manage(*arguments, "--json", check=False).splitlines()
        return json.loads(next(line for line in reversed(lines) if line.startswith("{")))

    def start(self, *arguments: str, stdin: int | None = None) -> subprocess.Popen[str]:
        """A Python process of this site that goes on by itself."""
        with (self.folder / "processes.log").open("a") as log:
            process = subprocess.Popen(
                [sys.executable, *arguments],
                cwd=ROOT,
                env=self.environment,
                stdin=stdin,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        self._started.append(process)
        return process

    def outcome(self, process: subprocess.Popen[str]) -> dict[str, Any]:
        """What a module of ours printed when it ended."""
        output, _nothing = process.communicate(timeout=120)
        return json.loads(next(line for line in reversed(output.splitlines()) if line.startswith("{")))

    def done(self, what: str) -> int:
        """How many acts the processes that `report` under this name have done together."""
        return sum(int(file.read_text() or 0) for file in self.folder.glob(f"{what}-*.done"))

    def drain(self, seconds: float) -> dict[str, Any]:
        """Let the engines take in everything, leases of killed workers included; the last outcome."""
        deadline = time.monotonic() + seconds
        while True:
            drained = self.json("search_drain")
            if not any(one["waiting"] for one in drained["engines"]) or time.monotonic() > deadline:
                return drained

    def let_a_minute_pass(self) -> None:
        """What killed workers held is free: their leases and unfinished builds are as old as after a minute."""
        self.manage("shell", "-v0", "-c", A_MINUTE_PASSED)

    @property
    def prefix(self) -> str:
        """How the names of its indices begin."""
        return self.environment["ELASTICSEARCH_INDEX_PREFIX"]

    def close(self) -> None:
        """End what still runs, and remove the indices."""
        self.end_processes()
        if self.environment["ELASTICSEARCH_URL"]:
            self._remove_indices()

    def end_processes(self) -> None:
        """End what still runs, on other hosts too."""
        for host in self._hosts:
            host.end_processes()
        for process in self._started:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe:
                    pipe.close()
        self._started.clear()

    def _remove_indices(self) -> None:
        with Elasticsearch(self.environment["ELASTICSEARCH_URL"]) as client:
            for name in client.indices.get(index=f"{self.prefix}-*"):
                client.indices.delete(index=name)
