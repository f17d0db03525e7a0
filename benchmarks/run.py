"""Measures the hub against Wagtail's own search: `python -m benchmarks.run --corpus FILE --queries FILE`.

Every part runs in processes of its own, with databases, folders and indices of its own that are removed at the end;
nothing of the development site is touched. The outcome is JSON, which `python -m benchmarks.report` makes readable.
Run it on a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import urllib.request
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.measuring import wait_for_merges
from benchmarks.varied import read_rows, varied
from tools.services import elasticsearch, postgres
from tools.services.state import read_state

ROOT = Path(__file__).resolve().parent.parent
HEAP = "1g"
WARMING = 2  # rounds of indexing that do not count: a server that was just started compiles what it runs
REPEATS = 3  # rounds that do; the middle one is told
MANY = 8  # times the corpus, to see what a page takes when what starts once weighs little
SAVING_SECONDS = 60
PEER_PAGES = {"page": False, "fuzzy page": True}
PEER_VARIANTS = {
    "database": ("database", False),
    "elasticsearch": ("elasticsearch", False),
    "dutch": ("dutch", False),
    "fuzzy": ("dutch", True),
}


@dataclass(slots=True)
class Bench:
    """Where everything stands during one run."""

    corpus: Path
    queries: Path
    work: Path
    elasticsearch: str
    sizes: list[int]
    embedded_sizes: list[int]

    @property
    def prefix(self) -> str:
        """How the names of this run's indices begin; the same for every run in the same folder."""
        return f"bench-{zlib.crc32(str(self.work).encode()):08x}"

    @property
    def large(self) -> str:
        """The peer's database with the largest number of pages."""
        return f"peer-{max(self.sizes)}"

    def hub(self, stage: str, folder: str = "hub", database: str = "", **options: Any) -> dict[str, Any]:
        """One stage of `benchmarks.hub`; `--engine embedded` answers visitors from that engine too."""
        (self.work / folder / "static").mkdir(parents=True, exist_ok=True)
        variables = {
            "VAR_DIR": str(self.work / folder),
            "ELASTICSEARCH_URL": self.elasticsearch,
            "ELASTICSEARCH_INDEX_PREFIX": f"{self.prefix}-{folder}",
            "DJANGO_SETTINGS_MODULE": "hub.settings.dev",
            "DATABASE_URL": database,
            "SEARCH_ENGINE": "embedded" if options.get("engine") == "embedded" else "auto",
        }
        return self._run("benchmarks.hub", stage, variables, options)

    def peer(self, stage: str, backend: str, name: str = "peer", /, **options: Any) -> dict[str, Any]:
        """One stage of `benchmarks.peer.run`."""
        variables = {
            "PEER_DATABASE": str(self.work / f"{name}.sqlite3"),
            "PEER_BACKEND": backend,
            "PEER_ELASTICSEARCH": self.elasticsearch,
            "PEER_PREFIX": f"{self.prefix}-peer",
            "DJANGO_SETTINGS_MODULE": "benchmarks.peer.settings",
        }
        return self._run("benchmarks.peer.run", stage, variables, options)

    def _run(self, module: str, stage: str, variables: dict[str, str], options: dict[str, Any]) -> dict[str, Any]:
        command = [sys.executable, "-m", module, stage, "--corpus", str(self.corpus), "--queries", str(self.queries)]
        for name, value in options.items():
            command += ([f"--{name}"] if value else []) if isinstance(value, bool) else [f"--{name}", str(value)]
        say(f"{module} {stage} {variables.get('PEER_BACKEND', '')} {' '.join(command[8:])}")
        done = subprocess.run(  # noqa: S603 - our own modules
            command, env={**os.environ, **variables}, cwd=ROOT, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise SystemExit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr[-3000:]}")
        return dict(json.loads(done.stdout.splitlines()[-1]))


def _measured_node() -> elasticsearch.TemporaryNode:
    """A node on which Java compiles as well as it can, unlike those of the tests."""
    return elasticsearch.TemporaryNode(HEAP, java="")


def prepare(bench: Bench, *, large: bool) -> None:
    """Fill the sites, next to each other, for nothing is measured yet; databases of an earlier run are used again."""
    kept = (bench.work / "hub" / "db.sqlite3").exists()
    with ThreadPoolExecutor() as pool:
        hub = pool.submit(bench.hub, "index", engine="both") if kept else pool.submit(bench.hub, "site")
        if not (bench.work / "peer.sqlite3").exists():
            bench.peer("load", "database")
        if large and not (bench.work / f"{bench.large}.sqlite3").exists():
            bench.peer("load", "database", bench.large, count=max(bench.sizes))
        hub.result()


def relevance(bench: Bench) -> dict[str, Any]:
    """Both engines and every variant of the peer, on the same corpus and questions."""
    found = {f"hub {name}": bench.hub("relevance", engine=name) for name in ("elastic", "embedded")}
    for variant, (backend, fuzzy) in PEER_VARIANTS.items():
        if not fuzzy:
            bench.peer("index", backend)
        found[f"wagtail {variant}"] = bench.peer("relevance", backend, fuzzy=fuzzy)
    return found


def indexing(bench: Bench) -> dict[str, Any]:
    """Records a second, hub and peer in turns, each when the merges of the one before it have ended."""
    builds: dict[str, Callable[[], dict[str, Any]]] = {
        **{f"hub {name}": partial(bench.hub, "index", engine=name) for name in ("elastic", "embedded", "both")},
        **{f"wagtail {backend}": partial(bench.peer, "index", backend) for backend in ("database", "dutch")},
    }
    rates: dict[str, list[float]] = {name: [] for name in builds}
    for _round in range(WARMING + REPEATS):
        for name, build in builds.items():
            wait_for_merges(bench.elasticsearch)
            rates[name].append(build()["rate"])
    return {name: {"rate": statistics.median(all_[WARMING:]), "all": all_[WARMING:]} for name, all_ in rates.items()}


def indexing_many(bench: Bench) -> dict[str, Any]:
    """The same with the corpus and copies of it under other titles."""
    many = replace(bench, work=bench.work / "many", corpus=bench.work / "many" / "corpus.jsonl")
    many.work.mkdir(exist_ok=True)
    rows = read_rows(bench.corpus)
    copies = list(varied(rows, MANY * len(rows)))[len(rows) :]
    shared = [*rows, *(row for row in copies if row["kind"] != "organisation")]  # there is one of each of those
    many.corpus.write_text("".join(f"{json.dumps(row)}\n" for row in shared), encoding="utf-8")
    try:
        prepare(many, large=False)
        return indexing(many)
    finally:
        elasticsearch.remove_indices(many.elasticsearch, many.prefix)


def latency(bench: Bench) -> dict[str, Any]:
    """Growth of both engines, and the peer's page at the largest size."""
    database = f"sqlite:///{bench.work / 'hub' / 'db.sqlite3'}"
    found: dict[str, Any] = {
        engine: [bench.hub("latency", "latency", database, engine=engine, count=size) for size in sizes]
        for engine, sizes in (("elastic", bench.sizes), ("embedded", bench.embedded_sizes))
    }
    rate = bench.peer("index", "dutch", bench.large)["rate"]
    pages = {call: bench.peer("latency", "dutch", bench.large, fuzzy=fuzzy) for call, fuzzy in PEER_PAGES.items()}
    return {**found, "wagtail": {"count": max(bench.sizes), "rate": rate, **pages}}


def freshness(bench: Bench) -> dict[str, Any]:
    """From save to found, on PostgreSQL."""
    with _postgres() as server, postgres.temporary_database(server) as address:
        bench.hub("site", "fresh", address)
        return bench.hub("freshness", "fresh", address, count=SAVING_SECONDS)


PARTS: dict[str, Callable[[Bench], dict[str, Any]]] = {
    "relevance": relevance,
    "indexing": indexing,
    "indexing_many": indexing_many,
    "latency": latency,
    "freshness": freshness,
}


def main() -> None:
    """Run the parts asked for and write what was measured."""
    arguments = _parsed()
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    outcome = json.loads(arguments.out.read_text()) if arguments.out.exists() else {}
    with ExitStack() as stack:
        bench = Bench(
            corpus=arguments.corpus.resolve(),
            queries=arguments.queries.resolve(),
            work=stack.enter_context(_folder(arguments.work)),
            elasticsearch=arguments.elasticsearch or stack.enter_context(_measured_node()).url,
            sizes=arguments.sizes,
            embedded_sizes=arguments.embedded_sizes,
        )
        outcome["machine"] = machine(bench.elasticsearch)
        stack.callback(elasticsearch.remove_indices, bench.elasticsearch, bench.prefix)
        if {"relevance", "indexing", "latency"} & set(arguments.parts):
            prepare(bench, large="latency" in arguments.parts)
        for part in arguments.parts:
            begin = os.getloadavg()[0]
            outcome[part] = PARTS[part](bench)
            outcome.setdefault("load", {})[part] = [begin, os.getloadavg()[0]]
            arguments.out.write_text(json.dumps(outcome, indent=1), encoding="utf-8")
            say(f"{part}: written to {arguments.out.name}")


def machine(address: str) -> dict[str, Any]:
    """What it was measured on, without names."""
    with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 - our own server
        server = json.load(answer)["version"]["number"]
    packages = ("wagtail", "modelsearch", "Django", "elasticsearch", "PyStemmer")
    return {
        "date": dt.datetime.now(tz=dt.UTC).date().isoformat(),
        "cores": os.cpu_count(),
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB",
        "python": platform.python_version(),
        "system": platform.system(),
        "Elasticsearch": server,
        "PyPI packages": ", ".join(f"{name} {version(name)}" for name in packages),
    }


def say(text: str) -> None:
    """A line for whoever waits."""
    sys.stderr.write(f"{dt.datetime.now(tz=dt.UTC):%H:%M:%S} {text}\n")


@contextmanager
def _postgres() -> Iterator[str]:
    """The PostgreSQL that tests use, or one of our own for as long as it takes."""
    given = os.environ.get("TEST_POSTGRES_URL") or read_state().get("postgres", {}).get("url", "")
    if given:
        yield given
        return
    service = postgres.start()
    try:
        yield service["url"]
    finally:
        postgres.stop(service)


@contextmanager
def _folder(given: Path | None) -> Iterator[Path]:
    """A folder that is kept when it was given, so that a run can go on where another one ended."""
    if given:
        given.mkdir(parents=True, exist_ok=True)
        yield given.resolve()
        return
    made = Path(tempfile.mkdtemp(prefix="benchmark-"))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="the corpus, one JSON object a line")
    parser.add_argument("--queries", type=Path, required=True, help="judged questions, one JSON object a line")
    parser.add_argument("--out", type=Path, default=Path("var/benchmark.json"), help="what was measured, added to")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--sizes", nargs="+", type=int, default=[1_000, 10_000, 100_000])
    parser.add_argument("--embedded-sizes", nargs="+", type=int, default=[1_000, 10_000])
    parser.add_argument("--work", type=Path, help="a folder to keep databases in between runs")
    parser.add_argument("--elasticsearch", default="", help="an Elasticsearch to use; without it one is started")
    return parser.parse_args()


if __name__ == "__main__":
    main()
