"""What is running: a small file in the cache folder, and the folder itself."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import socket
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from pathlib import Path


def cache_folder(environment: dict[str, str], *, root: bool) -> Path:
    """Where services are kept between runs; not in root's home, where the ordinary user they run as cannot come."""
    home = Path("/var/cache") if root else Path.home() / ".cache"
    return Path(environment.get("XDG_CACHE_HOME") or home) / "verderbouwen"


CACHE = cache_folder(dict(os.environ), root=os.geteuid() == 0)
STATE = CACHE / "services.json"
ENVIRONMENT = {"elasticsearch": "ELASTICSEARCH_URL", "postgres": "TEST_POSTGRES_URL", "chromium": "CHROMIUM"}


class MissingServiceError(Exception):
    """A service cannot be started; the message says what is missing and what to install."""


def read_state() -> dict[str, dict[str, str]]:
    """Per service what is known of it (`url`, `pid`), as the last start wrote it."""
    try:
        return json.loads(STATE.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def write_state(state: dict[str, dict[str, str]]) -> None:
    """Keep what is running for the next command."""
    CACHE.mkdir(parents=True, exist_ok=True)
    STATE.write_text(json.dumps(state, indent=2), encoding="utf-8")


@contextmanager
def alone() -> Iterator[None]:
    """One start or stop at a time: a second one waits, and then finds what the first has done."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def service_environment() -> dict[str, str]:
    """The variables that tell tests where the services are."""
    return {ENVIRONMENT[name]: service["url"] for name, service in read_state().items()}


def answers(url: str, timeout: float = 2) -> bool:
    """Whether a web service answers well at this address."""
    try:
        with urllib.request.urlopen(url, timeout=timeout) as response:  # noqa: S310 - an address of our own
            return response.status == HTTPStatus.OK
    except OSError:
        return False


def free_port() -> int:
    """A TCP port on loopback that nobody listens on now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_for(ready: Callable[[], bool], seconds: float, what: str, pause: float = 0.2) -> None:
    """Return as soon as `ready`, asked after every pause; raises MissingServiceError when it takes longer."""
    deadline = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > deadline:
            raise MissingServiceError(f"{what} did not answer within {seconds:.0f} seconds.")
        time.sleep(pause)


def stop_process(pid: int, seconds: float = 20) -> None:
    """End a process that we started, by its id, kindly first."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGCONT)
        os.kill(pid, signal.SIGTERM)
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and _alive(pid):
            time.sleep(0.1)
        os.kill(pid, signal.SIGKILL)


def _alive(pid: int) -> bool:
    with suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
