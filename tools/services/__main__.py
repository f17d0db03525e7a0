"""Start, stop and show the services of the tests.

`start` reuses what runs already. What cannot be started is said in a line; with CI=true that is an error.
`env` prints lines for a shell: `eval "$(python -m tools.services env)"`.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable

from tools.services import docker, elasticsearch, postgres
from tools.services.state import (
    MissingServiceError,
    alone,
    answers,
    read_state,
    service_environment,
    stop_process,
    write_state,
)

HEAP = "512m"
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""Chromium without what draws windows comes first: it draws the same pages with two thirds of the work."""


def _start_elasticsearch() -> dict[str, str]:
    if url := os.environ.get("ELASTICSEARCH_URL"):
        if not answers(url):
            raise MissingServiceError(f"Elasticsearch: nothing answers at ELASTICSEARCH_URL ({url}).")
        return {"url": url}
    known = read_state().get("elasticsearch", {})
    if known and answers(known["url"]):
        return known
    node = elasticsearch.new_node(HEAP)
    try:
        node.start()
    except MissingServiceError:
        node.remove()
        raise
    if isinstance(node, docker.Container):
        return {"url": node.url, "container": node.name}
    return {"url": node.url, "pid": str(node.pid), "folder": str(node.folder)}


def _start_postgres() -> dict[str, str]:
    if url := os.environ.get("TEST_POSTGRES_URL"):
        if not postgres.answers(url):
            raise MissingServiceError(f"PostgreSQL: nothing answers at TEST_POSTGRES_URL ({url}).")
        return {"url": url}
    known = read_state().get("postgres", {})
    return known if known and postgres.answers(known["url"]) else postgres.start()


def _find_chromium() -> dict[str, str]:
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), "")
    if not path:
        raise MissingServiceError("Chromium: install the package chromium-headless-shell, or set CHROMIUM to a path.")
    return {"url": path}


SERVICES: dict[str, Callable[[], dict[str, str]]] = {
    "postgres": _start_postgres,
    "elasticsearch": _start_elasticsearch,
    "chromium": _find_chromium,
}


def start() -> int:
    """Start what is not running; the number of services that are missing."""
    state: dict[str, dict[str, str]] = {}
    missing = 0
    for name, starter in SERVICES.items():
        try:
            state[name] = starter()
            print(f"{name}: {state[name]['url']}")
        except (MissingServiceError, subprocess.CalledProcessError, OSError) as error:
            missing += 1
            print(f"MISSING {name}: {error}", file=sys.stderr)
        write_state({**read_state(), **state})
    return missing


def stop() -> None:
    """End what we started; what was given by address stays."""
    state = read_state()
    node, cluster = state.get("elasticsearch", {}), state.get("postgres", {})
    if "container" in node:
        docker.Container(HEAP, node["container"]).remove()
    elif "pid" in node:
        if answers(node["url"]):  # else it ended by itself, and its number may be another's by now
            stop_process(int(node["pid"]))
        shutil.rmtree(node["folder"], ignore_errors=True)
    if "folder" in cluster:
        postgres.stop(cluster)
    write_state({})


def main(arguments: list[str] | None = None) -> int:
    """The exit code: 0, or 1 when a service is missing and CI=true."""
    parser = argparse.ArgumentParser(prog="python -m tools.services", description=__doc__)
    parser.add_argument("action", choices=["start", "stop", "status", "env"])
    action = parser.parse_args(arguments).action
    if action == "start":
        with alone():
            return int(start() > 0 and os.environ.get("CI") == "true")
    if action == "stop":
        with alone():
            stop()
    elif action == "status":
        print(json.dumps(read_state(), indent=2))
    else:
        for name, value in service_environment().items():
            print(f"export {name}={shlex.quote(value)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
