"""`make serve`: the web process and the worker together; when one ends, the other ends too."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from types import FrameType

BOOT_SECONDS = 60
STOP_SECONDS = 15


def commands(port: str) -> dict[str, list[str]]:
    """The two processes, as they run in the demo."""
    gunicorn = [sys.executable, "-m", "gunicorn", "hub.wsgi:application", "--bind", f"127.0.0.1:{port}"]
    return {
        "web": [*gunicorn, "--workers", "2", "--threads", "4", "--graceful-timeout", "5", "--log-level", "warning"],
        "worker": [sys.executable, "manage.py", "worker"],
    }


def is_taken(port: int) -> bool:
    """Whether some other program listens on this port of loopback."""
    with socket.socket() as ours:
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            ours.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def main() -> int:
    """Run both until Ctrl-C or until one ends; the exit code is 0 only when we were asked to stop."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.dev")
    port = os.environ.get("PORT", "8000")
    if is_taken(int(port)):
        print(f"Port {port} is in use by another program. Try another: make serve PORT=8001", file=sys.stderr)  # noqa: T201
        return 1
    asked: list[int] = []

    def stop(number: int, frame: FrameType | None) -> None:
        asked.append(number)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    # In sessions of their own: Ctrl-C reaches only us, and each process is told once.
    running = {
        name: subprocess.Popen(command, start_new_session=True)  # noqa: S603 - our own two commands
        for name, command in commands(port).items()
    }
    _announce(port, running["web"], asked)
    while not asked and all(process.poll() is None for process in running.values()):
        time.sleep(0.2)
    for name, process in running.items():
        if process.poll() is not None and not asked:
            print(f"{name} ended with code {process.returncode}; see above.", file=sys.stderr)  # noqa: T201
        elif process.poll() is None:
            process.terminate()
    for process in running.values():
        _end(process)
    return 0 if asked else 1


def _end(process: subprocess.Popen[bytes]) -> None:
    """Wait until it has ended; one that does not is not waited for any longer."""
    try:
        process.wait(timeout=STOP_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _announce(port: str, web: subprocess.Popen[bytes], asked: list[int]) -> None:
    """Print the address as soon as the site answers, unless it ends or we are asked to stop."""
    address = f"http://localhost:{port}/"
    deadline = time.monotonic() + BOOT_SECONDS
    while not asked and web.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=5):
                print(f"Verderbouwen: {address}  (beheer: {address}beheer/)  Stop: Ctrl-C", flush=True)  # noqa: T201
                return
        except OSError:
            time.sleep(0.2)


if __name__ == "__main__":
    sys.exit(main())
