"""The whole suite: everything on SQLite, then every test that depends on the database on PostgreSQL.

Two runs of pytest; the exit code is that of the first that failed. Arguments go to both.
"""

from __future__ import annotations

import os
import subprocess
import sys

from tests.services.state import read_state, service_environment

PROCESSES = ["-n", os.environ.get("TEST_PROCESSES", "2"), "--dist", "loadfile", "--no-loadscope-reorder"]
PYTEST = [sys.executable, "-m", "pytest", "-q", *PROCESSES]


def environment(database_url: str = "") -> dict[str, str]:
    """The environment of one run: the services, and the database to use."""
    inherited = {name: value for name, value in os.environ.items() if name not in {"VAR_DIR", "DATABASE_URL", "PORT"}}
    return {**inherited, **service_environment(), **({"DATABASE_URL": database_url} if database_url else {})}


def own_database(server: str) -> str:
    """An address on the server that no other run uses; the tests make the database and remove it."""
    return f"{server.rpartition('/')[0]}/verderbouwen_{os.getpid()}"


def main(arguments: list[str]) -> int:
    """The exit code of the first run that failed, or 0."""
    postgres = read_state().get("postgres", {}).get("url", "")
    print("--- on SQLite: everything", flush=True)
    code = subprocess.run([*PYTEST, *arguments], env=environment(), check=False).returncode
    if code:
        return code
    if not postgres:
        print("MISSING postgres: the tests were not repeated on PostgreSQL.", file=sys.stderr)
        return int(os.environ.get("CI") == "true")
    print("--- on PostgreSQL: every test that depends on the database", flush=True)
    again = [*PYTEST, "--only-database", *arguments]
    return subprocess.run(again, env=environment(own_database(postgres)), check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
