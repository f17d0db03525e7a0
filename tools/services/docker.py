"""A real Elasticsearch in a container, where a Docker engine answers: the image of docker-compose.yml."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from uuid import uuid4

import yaml

from tools.services.state import MissingServiceError, answers, free_port, wait_for

COMPOSE = Path(__file__).resolve().parents[2] / "docker-compose.yml"
START_SECONDS = 90
ALONE = {"discovery.type": "single-node"}


def engine_answers() -> bool:
    """Whether a Docker engine can be used, and not only its client."""
    if not shutil.which("docker"):
        return False
    try:
        return _docker("version", "--format", "{{.Server.Version}}", seconds=5).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def _docker(*arguments: str, seconds: float = 60) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["docker", *arguments], capture_output=True, text=True, timeout=seconds, check=False)


def make_network(name: str) -> None:
    """A network on which containers know each other by name; raises MissingServiceError."""
    made = _docker("network", "create", name)
    if made.returncode:
        raise MissingServiceError(f"Docker could not make a network: {made.stderr.strip()}")


def remove_network(name: str) -> None:
    """Remove a network that no container uses any more."""
    _docker("network", "rm", name)


class Container:
    """One node that can be stopped, started, paused, resumed and killed; its name is all that is kept of it.

    `settings` are more settings than every node has, such as how it finds the others on the network they share.
    """

    def __init__(
        self, heap: str, name: str = "", settings: Mapping[str, str] = ALONE, network: str = "", java: str = ""
    ) -> None:
        self.heap = heap
        self.settings = dict(settings)
        self.java = java
        self.network = network
        self.name = name or f"verderbouwen-test-{uuid4().hex[:8]}"
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Make the container, or start it again, and wait until it answers."""
        again = _docker("start", self.name)
        if again.returncode:
            made = _docker("run", "--detach", *self._options(), self._image(), seconds=600)
            if made.returncode:
                raise MissingServiceError(f"Elasticsearch: Docker could not start it: {made.stderr.strip()}")
        wait_for(lambda: answers(self.url), START_SECONDS, f"Elasticsearch in container {self.name}")

    def _options(self) -> list[str]:
        environment = {
            "xpack.security.enabled": "false",
            "cluster.routing.allocation.disk.threshold_enabled": "false",
            **self.settings,
            "ES_JAVA_OPTS": f"-Xms{self.heap} -Xmx{self.heap} {self.java}".strip(),
        }
        variables = [f"--env={name}={value}" for name, value in environment.items()]
        network = [f"--network={self.network}"] if self.network else []
        return [f"--name={self.name}", f"--publish=127.0.0.1:{self.port}:9200", *network, *variables]

    @staticmethod
    def _image() -> str:
        return yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))["services"]["elasticsearch"]["image"]

    def stop(self) -> None:
        """End the node; its data stays in the container."""
        _docker("stop", "--time=20", self.name)

    def kill(self) -> None:
        """End the node at once, as a machine that loses its power does."""
        _docker("kill", self.name)

    def pause(self) -> None:
        """Let the node hang."""
        _docker("pause", self.name)

    def resume(self) -> None:
        """Let a hanging node go on."""
        _docker("unpause", self.name)

    def remove(self) -> None:
        """End the node and throw away its data, also when it hangs or was never made."""
        _docker("rm", "--force", "--volumes", self.name)
