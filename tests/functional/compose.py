"""The containers of docker-compose.yml as processes: same files, same environment, same commands, no Docker."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
VARIABLE = re.compile(r"(?<!\$)\$\{(\w+)(?::([-?])([^}]*))?\}")


def compose() -> dict[str, Any]:
    """The Compose file with its anchors resolved, its variables still in place."""
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))


def interpolate(text: str, values: dict[str, str]) -> str:
    """Fill in ${NAME}, ${NAME:-default} and ${NAME:?message} as Compose does; the message is a KeyError."""

    def value(match: re.Match[str]) -> str:
        name, kind, rest = match.groups()
        if values.get(name):
            return values[name]
        if kind == "?":
            raise KeyError(rest)
        return rest or ""

    return VARIABLE.sub(value, text)


class Image:
    """What the Dockerfile says about its last stage."""

    def __init__(self) -> None:
        text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
        self.instructions = [
            (line.split(maxsplit=1)[0], line.split(maxsplit=1)[1])
            for line in text.rpartition("\nFROM ")[2].splitlines()[1:]
            if line.strip() and not line.startswith("#")
        ]

    def last(self, instruction: str) -> str:
        """The text behind the last instruction of this name."""
        return [rest for name, rest in self.instructions if name == instruction][-1]

    @property
    def command(self) -> list[str]:
        return json.loads(self.last("CMD"))

    @property
    def probe(self) -> list[str]:
        return json.loads(self.last("HEALTHCHECK").partition("CMD ")[2])

    @property
    def environment(self) -> dict[str, str]:
        return dict(pair.split("=", 1) for pair in self.last("ENV").split())


def copy_context(target: Path) -> Path:
    """The files that .dockerignore lets into the image, and the built assets, in a folder of their own."""
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    for name in [line[1:] for line in lines if line.startswith("!")] + ["static-build"]:
        source, place = ROOT / name, target / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, place, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, place)
    return target


class Containers:
    """Runs the commands of the services in a copy of the image's files; `local` replaces addresses by local ones."""

    def __init__(self, folder: Path, given: dict[str, str], local: dict[str, str]) -> None:
        self.context = copy_context(folder / "app")
        self.log = folder / "log"
        self.services = compose()["services"]
        self.image = Image()
        self._given, self._local = given, local
        self._running: list[subprocess.Popen[bytes]] = []

    def environment(self, service: str) -> dict[str, str]:
        """Only what the container would have, and a PATH and addresses of this machine."""
        declared = self.services[service]["environment"]
        values = {name: interpolate(value, self._given) for name, value in declared.items()}
        path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        return {**self.image.environment, **values, **self._local, "PATH": path}

    def command(self, service: str) -> list[str]:
        return self.services[service].get("command", self.image.command)

    def run(self, service: str, command: list[str] | None = None, **changes: str) -> subprocess.CompletedProcess[str]:
        """The ended process of the service's command, or of another one in the same container."""
        return subprocess.run(
            command or self.command(service),
            cwd=self.context,
            env={**self.environment(service), **changes},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def start(self, service: str) -> subprocess.Popen[bytes]:
        """The running process of the service."""
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                self.command(service), cwd=self.context, env=self.environment(service), stdout=log, stderr=log
            )
        self._running.append(process)
        return process

    def close(self) -> None:
        """End whatever still runs."""
        for process in self._running:
            if process.poll() is None:
                process.terminate()
                process.wait(timeout=30)
