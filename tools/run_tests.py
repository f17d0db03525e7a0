"""The whole suite, each test on the database where it can fail: PostgreSQL, on which the product runs, and SQLite.

Without arguments: on PostgreSQL every test that touches the database; on SQLite, where the demo runs, what touches no
database, what only looks in a browser, and again what depends on SQLite. `--all` runs everything on both. Other
arguments are for pytest, once, for a file or a test that one works on. Without PostgreSQL everything runs on SQLite,
and the last line says so.
"""

from __future__ import annotations

import os
import subprocess
import sys

from tools.services.state import read_state, service_environment

PYTEST = [sys.executable, "-m", "pytest", "-q"]
PROCESSES = ["-n", os.environ.get("TEST_PROCESSES", "2"), "--dist", "loadfile", "--no-loadscope-reorder"]
SERVICES = ("postgres", "elasticsearch", "chromium")


def environment(database_url: str = "") -> dict[str, str]:
    """The environment of one run: the services, and the database to use."""
    inherited = {name: value for name, value in os.environ.items() if name not in {"VAR_DIR", "DATABASE_URL", "PORT"}}
    return {**inherited, **service_environment(), **({"DATABASE_URL": database_url} if database_url else {})}


def own_database(server: str) -> str:
    """An address on the server that no other run uses; the tests make the database and remove it."""
    return f"{server.rpartition('/')[0]}/verderbouwen_{os.getpid()}"


def pytest(arguments: list[str], database_url: str = "") -> int:
    """The exit code of one run of pytest."""
    print(f"--- {' '.join(arguments)} on {'PostgreSQL' if database_url else 'SQLite'}", flush=True)
    return subprocess.run([*PYTEST, *arguments], env=environment(database_url), check=False).returncode


def suite(database_url: str, *, everything: bool) -> int:
    """The exit code of the first run of the suite that failed, or 0."""
    if not database_url:
        return pytest(PROCESSES)
    return pytest([*PROCESSES, "--part=postgresql"], database_url) or pytest(
        [*PROCESSES, *([] if everything else ["--part=sqlite"])]
    )


def main(arguments: list[str]) -> int:
    """The exit code of the first run that failed, or 0; in CI a missing service is a failure."""
    state = read_state()
    server = state.get("postgres", {}).get("url", "")
    database_url = own_database(server) if server else ""
    if arguments and arguments != ["--all"]:
        code = pytest(arguments, database_url)
    else:
        code = suite(database_url, everything=arguments == ["--all"])
    if missing := [name for name in SERVICES if name not in state]:
        print(f"NOT TESTED: what needs {' and '.join(missing)}; `tools/install-missing` names what to install.")
        code = code or int(os.environ.get("CI") == "true")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
