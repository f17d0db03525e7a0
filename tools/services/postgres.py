"""A real PostgreSQL on loopback: a cluster of its own, made for speed and not for keeping."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg

from tools.services.state import CACHE, MissingServiceError, free_port, read_state
from tools.services.users import as_ordinary_user, give_to_ordinary_user

OPTIONS = (
    "-c listen_addresses=127.0.0.1 -c fsync=off -c synchronous_commit=off -c full_page_writes=off "
    "-c max_connections=200"
)


def binaries() -> Path:
    """The folder of initdb and pg_ctl."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    raise MissingServiceError("PostgreSQL: install the package postgresql, or set TEST_POSTGRES_URL.")


def answers(url: str) -> bool:
    """Whether a PostgreSQL accepts connections at this address."""
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.Error:
        return False
    return True


def start() -> dict[str, str]:
    """A fresh cluster on a free port; its url and folder."""
    tools, port = binaries(), free_port()
    CACHE.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="postgres-", dir=CACHE))
    give_to_ordinary_user(folder)
    data = str(folder / "data")
    initdb = [
        str(tools / "initdb"),
        "-D",
        data,
        "-U",
        "postgres",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "-N",
    ]
    options = f"-p {port} -k {folder} {OPTIONS}"
    up = [str(tools / "pg_ctl"), "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start"]
    for command in (initdb, up):
        subprocess.run(
            as_ordinary_user(command), check=True, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        )
    return {"url": f"postgres://postgres@127.0.0.1:{port}/postgres", "folder": str(folder)}


def stop(service: dict[str, str]) -> None:
    """End the cluster and remove it."""
    folder = Path(service["folder"])
    down = [str(binaries() / "pg_ctl"), "-D", str(folder / "data"), "-m", "immediate", "stop"]
    subprocess.run(as_ordinary_user(down), check=False, cwd="/", stdout=subprocess.DEVNULL)
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def temporary_database(url: str | None = None, template: str = "") -> Iterator[str]:
    """The address of a database that is gone afterwards: empty, or a copy of this template."""
    server = url or read_state()["postgres"]["url"]
    name = f"test_{uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else ""))
    try:
        yield f"{server.rpartition('/')[0]}/{name}"
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
