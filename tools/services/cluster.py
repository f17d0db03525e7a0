"""Several real Elasticsearch nodes on loopback that form one cluster, as processes or as containers."""

from __future__ import annotations

import json
import shutil
import tempfile
import urllib.request
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

from tools.services import docker
from tools.services.elasticsearch import QUICK_START, Node, installed
from tools.services.state import CACHE, free_port, wait_for

JOIN_SECONDS = 60


class Cluster:
    """Nodes by name. `url` names them all, as ELASTICSEARCH_URL does."""

    def __init__(self, nodes: dict[str, Node | docker.Container]) -> None:
        self.nodes = nodes

    @property
    def url(self) -> str:
        return ",".join(node.url for node in self.nodes.values())

    def start(self) -> None:
        """Start all at once, for none answers before most are there, and wait until they are together."""
        with ThreadPoolExecutor(len(self.nodes)) as pool:
            list(pool.map(lambda node: node.start(), self.nodes.values()))
        wait_for(lambda: len(self._told("nodes")) == len(self.nodes), JOIN_SECONDS, "Elasticsearch as a cluster")

    def master(self) -> str:
        """The name of the node that was elected to lead; an empty text while there is none."""
        return next((one["node"] for one in self._told("master")), "")

    def holders(self, prefix: str) -> list[str]:
        """The names of the nodes that hold a first copy of a part of these indices."""
        shards = self._told(f"shards/{prefix}-*")
        return sorted({shard["node"] for shard in shards if shard["prirep"] == "p" and shard["node"]})

    def is_whole(self, prefix: str) -> bool:
        """Whether every copy of every part of these indices is in use."""
        shards = self._told(f"shards/{prefix}-*")
        return bool(shards) and all(shard["state"] == "STARTED" for shard in shards)

    def remove(self) -> None:
        """End all nodes and throw away what they hold."""
        for node in self.nodes.values():
            node.remove()

    def _told(self, what: str) -> list[dict[str, Any]]:
        """What the first node that answers tells of the cluster; nothing while they choose a leader."""
        for node in self.nodes.values():
            address = f"{node.url}/_cat/{what}?format=json"
            with suppress(OSError), urllib.request.urlopen(address, timeout=10) as response:  # noqa: S310
                return json.load(response)
        return []


class TemporaryCluster:
    """A cluster for one test, gone afterwards: `with TemporaryCluster(3) as cluster: cluster.url, cluster.nodes`."""

    def __init__(self, size: int, heap: str = "256m") -> None:
        self._names = [f"node-{number}" for number in range(1, size + 1)]
        self._heap = heap
        self._id = uuid4().hex[:8]
        self._network = ""
        self._folder: Path | None = None

    def __enter__(self) -> Cluster:
        self._cluster = Cluster(self._in_containers() if docker.engine_answers() else self._as_processes())
        try:
            self._cluster.start()
        except BaseException:
            self.__exit__()
            raise
        return self._cluster

    def __exit__(self, *details: object) -> None:
        self._cluster.remove()
        if self._network:
            docker.remove_network(self._network)
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _discovery(self, name: str, seeds: Iterable[str]) -> dict[str, str]:
        return {
            "cluster.name": f"verderbouwen-test-{self._id}",
            "node.name": name,
            "discovery.seed_hosts": ",".join(seeds),
            "cluster.initial_master_nodes": ",".join(self._names),
        }

    def _as_processes(self) -> dict[str, Node | docker.Container]:
        installed()
        CACHE.mkdir(parents=True, exist_ok=True)
        self._folder = Path(tempfile.mkdtemp(prefix="cluster-", dir=CACHE))
        self._folder.chmod(0o755)  # each node is an ordinary user's, and lives below it
        ports = _free_ports(len(self._names))
        seeds = [f"127.0.0.1:{port}" for port in ports]
        nodes: dict[str, Node | docker.Container] = {}
        for name, port in zip(self._names, ports, strict=True):
            (self._folder / name).mkdir()
            node = Node(self._folder / name, self._heap, self._discovery(name, seeds))
            node.transport = port
            nodes[name] = node
        return nodes

    def _in_containers(self) -> dict[str, Node | docker.Container]:
        self._network = f"verderbouwen-test-{self._id}"
        docker.make_network(self._network)
        hosts = {name: f"verderbouwen-test-{self._id}-{name}" for name in self._names}
        return {
            name: docker.Container(self._heap, host, self._discovery(name, hosts.values()), self._network, QUICK_START)
            for name, host in hosts.items()
        }


def _free_ports(count: int) -> Sequence[int]:
    """Ports that differ: one that is not listened on may be offered twice."""
    ports: dict[int, None] = {}
    while len(ports) < count:
        ports[free_port()] = None
    return list(ports)
