"""`make serve`: both processes, one Ctrl-C, and a word when something is wrong."""

import signal
import socket
import subprocess
import sys
import urllib.request

import pytest

from demo.serve import is_taken
from tests.functional.site import ROOT, OwnSite
from tools.services.state import free_port, wait_for

pytestmark = pytest.mark.own_database


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    site = OwnSite(tmp_path_factory.mktemp("served"))
    assert site.start("-m", "tests.functional.loss_site").wait(timeout=60) == 0
    yield site
    site.close()


@pytest.fixture
def serve(site):
    """Starts `make serve` on a port, its output in a pipe."""
    started = []

    def start(port):
        environment = {**site.environment, "PORT": str(port)}
        process = subprocess.Popen(
            [sys.executable, "-m", "demo.serve"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=30)


def children(process):
    """The ids of the two processes by what they run."""
    command = ["ps", "-o", "pid=,args=", "--ppid", str(process.pid)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    rows = [line.split(maxsplit=1) for line in told.stdout.splitlines()]
    return {"worker" if arguments.endswith("manage.py worker") else "web": int(pid) for pid, arguments in rows}


def until_announced(process):
    lines = iter(process.stdout.readline, "")
    return next(line for line in lines if line.startswith("Verderbouwen:"))


@pytest.mark.slow
def test_it_prints_the_address_and_one_ctrl_c_ends_both(serve):
    port = free_port()
    process = serve(port)
    assert until_announced(process).startswith(f"Verderbouwen: http://localhost:{port}/")
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/zoeken/") as response:
        assert response.status == 200
    both = children(process)
    assert set(both) == {"web", "worker"}
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)
    assert process.returncode == 0
    assert not children(process)
    wait_for(lambda: not is_taken(port), 5, "The end of the web process")


@pytest.mark.slow
def test_a_worker_that_dies_is_told_and_ends_the_web_process_too(serve):
    process = serve(free_port())
    until_announced(process)
    subprocess.run(["kill", "-9", str(children(process)["worker"])], check=True)
    told, _nothing = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "worker ended with code -9" in told


def test_a_port_in_use_is_told_before_anything_starts(serve):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        told, _nothing = serve(port).communicate(timeout=30)
    assert told == f"Port {port} is in use by another program. Try another: make serve PORT=8001\n"
