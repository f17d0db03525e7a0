"""The files that describe the containers: sound, and no weaker than they look."""

import re
import subprocess
import sys

import pytest

from deploy import probe
from hub.settings.env import VARIABLES
from tests.functional.compose import ROOT, Image, compose, copy_context, interpolate

OWN = ("release", "web", "worker")
GIVEN = {
    "SECRET_KEY": "s" * 64,
    "POSTGRES_PASSWORD": "post",
    "ELASTICSEARCH_PASSWORD": "search",
    "ELASTIC_PASSWORD": "elastic",
}
SECRETS = sorted(GIVEN)
MAY_STAY_EMPTY = {"SECRET_KEY_FALLBACKS": "", "HEALTH_TOKEN": "", "SECURITY_CONTACT": "", "SOURCE_URL": ""}


def test_the_compose_file_follows_the_compose_specification():
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    done = subprocess.run([*command, str(ROOT / "docker-compose.yml")], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_services_of_the_hub_are_all_there():
    assert set(compose()["services"]) == {*OWN, "postgres", "elasticsearch", "elasticsearch-user", "mailpit"}


def test_web_and_worker_wait_for_the_release_and_the_release_for_its_services():
    services = compose()["services"]
    for name in ("web", "worker"):
        assert services[name]["depends_on"] == {"release": {"condition": "service_completed_successfully"}}
    waits_for = services["release"]["depends_on"]
    assert waits_for.pop("elasticsearch-user") == {"condition": "service_completed_successfully"}
    assert waits_for == {name: {"condition": "service_healthy"} for name in ("postgres", "elasticsearch")}
    assert all("test" in services[name]["healthcheck"] for name in waits_for)


def test_only_what_needs_the_data_reaches_it_and_the_data_reaches_nobody():
    described = compose()
    assert described["networks"]["data"] == {"internal": True}
    on_data = {name for name, service in described["services"].items() if "data" in service["networks"]}
    assert on_data == {*OWN, "postgres", "elasticsearch", "elasticsearch-user"}
    outside = {name for name, service in described["services"].items() if "outside" in service["networks"]}
    assert outside == {"web", "worker", "mailpit"}


def test_the_site_never_has_the_password_of_the_superuser_of_elasticsearch():
    with_it = {name for name, service in compose()["services"].items() if "ELASTIC_PASSWORD" in str(service)}
    assert with_it == {"elasticsearch", "elasticsearch-user"}


def test_ports_are_open_to_this_machine_only():
    ports = [port for service in compose()["services"].values() for port in service.get("ports", [])]
    assert len(ports) == 2
    assert all(port.startswith("127.0.0.1:") for port in ports)


@pytest.mark.parametrize("name", OWN)
def test_our_containers_have_no_rights_they_do_not_need(name):
    service = compose()["services"][name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert Image().last("USER") not in {"root", "0"}


@pytest.mark.parametrize("name", ["web", "worker"])
def test_what_handles_uploads_cannot_take_the_whole_machine(name):
    service = compose()["services"][name]
    assert re.fullmatch(r"[1-4]g", interpolate(service["mem_limit"], {}))
    assert 100 <= service["pids_limit"] <= 1000


def test_images_of_others_have_a_version():
    images = {service["image"] for service in compose()["services"].values()} - {"verderbouwen"}
    assert all(":" in image and not image.endswith(":latest") for image in images)


@pytest.mark.parametrize("missing", SECRETS)
def test_nothing_starts_without_its_secrets(missing):
    text = (ROOT / "docker-compose.yml").read_text()
    assert "verderbouwen:search@elasticsearch" in interpolate(text, GIVEN)
    with pytest.raises(KeyError, match=missing):
        interpolate(text, {**GIVEN, missing: ""})


def example():
    lines = (ROOT / ".env.example").read_text().splitlines()
    return dict(line.removeprefix("# ").split("=", 1) for line in lines if "=" in line and "`" not in line)


def test_the_example_names_every_setting_and_gives_away_no_secret():
    assert {variable.name for variable in VARIABLES} <= set(example())
    assert [name for name, value in example().items() if not value] == [
        "SECRET_KEY",
        "POSTGRES_PASSWORD",
        "ELASTICSEARCH_PASSWORD",
        "ELASTIC_PASSWORD",
        *MAY_STAY_EMPTY,
    ]


def test_the_example_says_what_the_compose_file_does_without_it():
    text = (ROOT / "docker-compose.yml").read_text()
    filled = {name: value or ({**GIVEN, **MAY_STAY_EMPTY})[name] for name, value in example().items()}
    assert interpolate(text, filled) == interpolate(text, GIVEN)


def test_the_image_holds_the_site_and_nothing_else(tmp_path):
    held = {path.name for path in copy_context(tmp_path).iterdir()}
    assert {"hub", "search", "templates", "locale", "manage.py", "LICENSE"} <= held
    assert not held & {"tests", "var", ".git", ".venv", ".env", "node_modules"}


@pytest.mark.parametrize(
    ("hosts", "asked"),
    [
        ("verderbouwen.example,www.verderbouwen.example", "verderbouwen.example"),
        (".gemeente.example", "gemeente.example"),
        ("*", "localhost"),
        ("", "localhost"),
    ],
)
def test_the_probe_asks_with_a_host_name_that_the_site_accepts(hosts, asked):
    question = probe.request({"ALLOWED_HOSTS": hosts, "PORT": "8123"})
    assert question.get_header("Host") == asked
    assert question.full_url == "http://127.0.0.1:8123/gezond/actief/"
