"""Where the tests' services come from, and what is said when one is missing."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools.services import docker, elasticsearch, state
from tools.services.__main__ import main
from tools.services.cluster import Cluster, TemporaryCluster
from tools.services.state import MissingServiceError

ROOT = Path(__file__).resolve().parents[3]

FAKE_DOCKER = """#!/bin/sh
echo "$@" >> "$(dirname "$0")/calls"
case "$1" in
  version) exit {engine} ;;
  start) exit 1 ;;
esac
"""


@pytest.fixture
def path(tmp_path, monkeypatch):
    """A PATH with nothing on it but what a test puts there."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("sh", "dirname"):
        (folder / name).symlink_to(Path("/bin") / name)
    monkeypatch.setenv("PATH", str(folder))
    return folder


@pytest.fixture
def fake_docker(path):
    """Puts a `docker` on the PATH whose engine answers or not, and returns what it was asked."""

    def put(*, engine):
        (path / "docker").write_text(FAKE_DOCKER.format(engine=0 if engine else 1))
        (path / "docker").chmod(0o755)
        return lambda: (path / "calls").read_text().splitlines()

    return put


def test_a_docker_engine_comes_before_the_archive(fake_docker):
    fake_docker(engine=True)
    assert isinstance(elasticsearch.new_node("256m"), docker.Container)


def test_a_docker_client_without_an_engine_counts_for_nothing(fake_docker, monkeypatch, tmp_path):
    monkeypatch.setattr(elasticsearch, "CACHE", tmp_path)
    fake_docker(engine=False)
    assert isinstance(elasticsearch.new_node("256m"), elasticsearch.Node)


def test_a_node_that_ends_at_once_says_why_and_leaves_nothing(monkeypatch, tmp_path):
    cli = tmp_path / "home" / "bin" / "elasticsearch-cli"
    cli.parent.mkdir(parents=True)
    cli.write_text("#!/bin/sh\necho fatal exception\necho 'Caused by: IOException: Mount point not found'\nexit 1\n")
    cli.chmod(0o755)
    (tmp_path / "home" / "config").mkdir()
    (tmp_path / "home" / "config" / "jvm.options").touch()
    monkeypatch.setattr(elasticsearch, "HOME", tmp_path / "home")
    monkeypatch.setattr(elasticsearch, "java_home", lambda: "")
    monkeypatch.setattr(elasticsearch, "as_ordinary_user", list)
    monkeypatch.setattr(elasticsearch, "give_to_ordinary_user", lambda folder: None)
    node = elasticsearch.Node(tmp_path / "node")
    with pytest.raises(MissingServiceError, match="Mount point not found"):
        node.start()
    node.remove()
    assert not (tmp_path / "node").exists()


def test_the_container_is_the_image_of_the_compose_file_on_loopback(fake_docker, monkeypatch):
    calls = fake_docker(engine=True)
    monkeypatch.setattr(docker, "answers", lambda url: True)
    node = docker.Container("256m")
    node.start()
    node.pause()
    node.resume()
    node.stop()
    node.remove()
    started, made, *rest = calls()
    assert started == f"start {node.name}"
    assert f"--publish=127.0.0.1:{node.port}:9200" in made
    assert "-Xms256m -Xmx256m" in made
    assert made.endswith(" elasticsearch:8.19.17")
    assert [call.split()[0] for call in rest] == ["pause", "unpause", "stop", "rm"]
    assert all(call.endswith(node.name) for call in rest)


def test_a_cluster_of_containers_shares_a_network_and_leaves_nothing(fake_docker, monkeypatch):
    calls = fake_docker(engine=True)
    monkeypatch.setattr(docker, "answers", lambda url: True)
    monkeypatch.setattr(Cluster, "_told", lambda cluster, what: [{"node": name} for name in cluster.nodes])
    with TemporaryCluster(3) as cluster:
        names = [node.name for node in cluster.nodes.values()]
        assert [address.split(":")[:2] for address in cluster.url.split(",")] == [["http", "//127.0.0.1"]] * 3
        cluster.nodes["node-2"].kill()
    made = [call for call in calls() if call.startswith("run ")]
    network = next(call.split()[2] for call in calls() if call.startswith("network create"))
    assert len(made) == 3
    assert all(f"--network={network}" in call and "single-node" not in call for call in made)
    assert all(f"--env=discovery.seed_hosts={','.join(names)}" in call for call in made)
    assert {f"--env=node.name={name}" in call for name, call in zip(cluster.nodes, sorted(made), strict=True)} == {True}
    assert f"kill {names[1]}" in calls()
    assert calls()[-4:] == [*(f"rm --force --volumes {name}" for name in names), f"network rm {network}"]


def test_a_cluster_of_processes_has_ports_and_folders_of_its_own(path, monkeypatch, tmp_path):
    monkeypatch.setattr("tools.services.cluster.CACHE", tmp_path)
    monkeypatch.setattr("tools.services.cluster.installed", lambda: tmp_path)
    monkeypatch.setattr(Cluster, "start", lambda cluster: None)
    with TemporaryCluster(3) as cluster:
        nodes = list(cluster.nodes.values())
        seeds = {node.settings["discovery.seed_hosts"] for node in nodes}
        assert seeds == {",".join(f"127.0.0.1:{node.transport}" for node in nodes)}
        assert len({port for node in nodes for port in (node.port, node.transport)}) == 6
        assert len({node.folder for node in nodes}) == 3
    assert not list(tmp_path.glob("cluster-*"))


def test_without_java_and_maven_it_says_what_to_install(path, monkeypatch, tmp_path):
    monkeypatch.setattr(elasticsearch, "HOME", tmp_path / "nothing")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.delenv("ES_JAVA_HOME", raising=False)
    with pytest.raises(MissingServiceError, match="install Maven"):
        elasticsearch.installed()
    with pytest.raises(MissingServiceError, match="install Java 17"):
        elasticsearch.java_home()


@pytest.mark.parametrize(("release", "version"), [('"17.0.15"', 17), ('"1.8.0_402"', 8), ('"25"', 25), (None, 0)])
def test_an_unsuitable_java_is_refused_by_its_version(tmp_path, monkeypatch, release, version):
    if release:
        (tmp_path / "release").write_text(f"IMPLEMENTOR=Debian\nJAVA_VERSION={release}\n")
    monkeypatch.setenv("ES_JAVA_HOME", str(tmp_path))
    assert elasticsearch.java_version(tmp_path) == version
    if version == 17:
        assert elasticsearch.java_home() == str(tmp_path)
    else:
        with pytest.raises(MissingServiceError, match=f"is {version}; set JAVA_HOME"):
            elasticsearch.java_home()


def test_the_services_of_root_stand_where_their_user_can_come(monkeypatch):
    assert state.cache_folder({}, root=True) == Path("/var/cache/verderbouwen")
    assert state.cache_folder({}, root=False) == Path.home() / ".cache" / "verderbouwen"
    assert state.cache_folder({"XDG_CACHE_HOME": "/opt/cache"}, root=True) == Path("/opt/cache/verderbouwen")


@pytest.mark.parametrize(("ci", "code"), [("true", 1), ("", 0)])
def test_a_missing_service_is_named_and_fails_only_in_ci(tmp_path, ci, code):
    nobody = {"ELASTICSEARCH_URL": "http://127.0.0.1:9", "TEST_POSTGRES_URL": "postgres://127.0.0.1:9/x"}
    done = subprocess.run(
        [sys.executable, "-m", "tools.services", "start"],
        cwd=ROOT,
        env={**os.environ, **nobody, "CHROMIUM": "/usr/bin/chromium", "XDG_CACHE_HOME": str(tmp_path), "CI": ci},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code
    assert [line.partition(":")[0] for line in done.stderr.splitlines()] == [
        "MISSING postgres",
        "MISSING elasticsearch",
    ]
    assert "chromium: /usr/bin/chromium" in done.stdout


def test_a_stop_leaves_a_process_alone_whose_service_is_gone(tmp_path, monkeypatch):
    monkeypatch.setattr(state, "CACHE", tmp_path)
    monkeypatch.setattr(state, "STATE", tmp_path / "services.json")
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        gone = {"url": "http://127.0.0.1:9", "pid": str(other.pid), "folder": str(tmp_path / "node")}
        state.write_state({"elasticsearch": gone})
        main(["stop"])
        assert other.poll() is None
        other.communicate(b"\n")
    assert state.read_state() == {}


def test_the_environment_is_printed_for_a_shell(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(state, "STATE", tmp_path / "services.json")
    state.STATE.write_text(json.dumps({"chromium": {"url": "/Applications/Google Chrome"}}))
    assert main(["env"]) == 0
    assert capsys.readouterr().out == "export CHROMIUM='/Applications/Google Chrome'\n"
