"""The start commands of the containers, with production settings, against a real PostgreSQL and Elasticsearch.

They begin with the database that the first release left, which a release upgrades, and once with nothing.
"""

import json
import time
import urllib.error
import urllib.request
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from tests import release_dump
from tests.functional.compose import Containers
from tests.functional.operations.test_containers import GIVEN
from tools.services.elasticsearch import remove_indices
from tools.services.postgres import temporary_database
from tools.services.state import free_port, wait_for

pytestmark = [pytest.mark.own_database, pytest.mark.elastic, pytest.mark.postgres, pytest.mark.slow]

HEALTH_TOKEN = "t" * 40
ADD_ORGANISATION = """
from organisations.models import Organisation
Organisation.objects.create(name="Gemeente Zuiderwoude", kind="gemeente", code="GM9901", source="manual")
"""


@pytest.fixture(scope="module")
def containers(tmp_path_factory, elasticsearch_url, postgres_url):
    """Release done, web and worker running, as `docker compose up` leaves them."""
    folder = tmp_path_factory.mktemp("containers")
    port, prefix = str(free_port()), f"test-{uuid4().hex[:10]}"
    with temporary_database(postgres_url) as database:
        release_dump.restore_postgresql(release_dump.versions()[0], database)
        local = {
            "DATABASE_URL": database,
            "ELASTICSEARCH_URL": elasticsearch_url,
            "ELASTICSEARCH_INDEX_PREFIX": prefix,
            "VAR_DIR": str(folder / "var"),
            "HEALTH_TOKEN": HEALTH_TOKEN,
            "PORT": port,
            "GUNICORN_CMD_ARGS": f"--bind=127.0.0.1:{port}",
        }
        (folder / "var").mkdir()
        started = Containers(folder, GIVEN, local)
        try:
            yield started
        finally:
            started.close()
            remove_indices(elasticsearch_url, prefix)


@pytest.fixture(scope="module")
def released(containers):
    done = containers.run("release")
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def web(containers, released):
    process = containers.start("web")
    wait_for(lambda: containers.run("web", containers.image.probe).returncode == 0, 30, "The web process")
    return process


@pytest.fixture(scope="module")
def worker(containers, released):
    return containers.start("worker")


def ask(containers, path, **headers):
    """Status, headers and body of an address of the site."""
    address = f"http://127.0.0.1:{containers.environment('web')['PORT']}{path}"
    try:
        with urllib.request.urlopen(
            urllib.request.Request(address, headers={"Host": "localhost", **headers})
        ) as response:
            return response.status, response.headers, response.read().decode(errors="replace")
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read().decode()


def found(containers, question):
    return json.loads(ask(containers, f"/api/v1/zoeken?q={question}")[2])


def test_a_release_builds_the_search_once_and_may_be_repeated(containers, released):
    again = containers.run("release")
    assert again.returncode == 0, again.stdout + again.stderr
    assert "needs attention" not in released.stderr + again.stderr
    status = containers.run("web", ["python", "manage.py", "search_status", "--json"])
    told = json.loads(status.stdout.splitlines()[-1])
    assert (status.returncode, told["preferred"]) == (0, "elastic")
    assert [engine["error"] for engine in told["engines"]] == [""] * len(told["engines"])
    assert all(len(engine["targets"].get("live", [])) <= 1 for engine in told["engines"])


def test_the_first_release_makes_a_site_out_of_nothing(containers, postgres_url, elasticsearch_url, tmp_path):
    prefix = f"test-{uuid4().hex[:10]}"
    with temporary_database(postgres_url) as empty:
        own = {"DATABASE_URL": empty, "ELASTICSEARCH_INDEX_PREFIX": prefix, "VAR_DIR": str(tmp_path)}
        try:
            done = containers.run("release", **own)
            assert done.returncode == 0, done.stdout + done.stderr
            assert "needs attention" not in done.stderr
            status = containers.run("web", ["python", "manage.py", "search_status"], **own)
            assert status.returncode == 0, status.stdout
        finally:
            remove_indices(elasticsearch_url, prefix)


def test_the_site_is_well(containers, web):
    status, _headers, body = ask(containers, "/gezond/?format=json", Authorization=f"Bearer {HEALTH_TOKEN}")
    assert (status, set(json.loads(body).values())) == (200, {"OK"})


def test_pages_come_with_their_style_sheets_under_lasting_names(containers, web):
    status, headers, body = ask(containers, "/")
    assert status == 200
    assert "unsafe-inline" not in headers["Content-Security-Policy"]
    sheets = [part.partition('"')[0] for part in body.split('href="') if part.startswith("/static/")]
    assert sheets
    for sheet in sheets:
        code, sheet_headers, _body = ask(containers, sheet)
        assert (code, "immutable" in sheet_headers["Cache-Control"]) == (200, True), sheet


def test_visitors_search_with_elasticsearch(containers, web):
    """At once on a quiet machine; on a busy one after the breaker has let Elasticsearch rest."""

    def by_elasticsearch():
        answer = found(containers, "gemeente")
        return (answer["engine"], answer["degraded"]) == ("elastic", False)

    assert ask(containers, "/zoeken/?q=gemeente")[0] == 200
    wait_for(by_elasticsearch, 90, "An answer of Elasticsearch", pause=1)


def test_what_the_first_release_held_is_found_and_served(containers, web):
    first = found(containers, "signalen")["results"][0]
    assert first["title"] == "Signalen"
    status, _headers, body = ask(containers, urlsplit(first["url"]).path)
    assert (status, "<h1>Signalen</h1>" in body) == (200, True)


def test_the_worker_makes_a_change_findable(containers, web, worker):
    before = found(containers, "zuiderwoude")["count"]
    done = containers.run("web", ["python", "manage.py", "shell", "-c", ADD_ORGANISATION])
    assert done.returncode == 0, done.stderr
    wait_for(lambda: found(containers, "zuiderwoude")["count"] == before + 1, 15, "The worker")


@pytest.mark.parametrize(
    ("service", "name", "value"),
    [
        ("web", "SECRET_KEY", ""),
        ("worker", "SECRET_KEY", ""),
        ("web", "BASE_URL", "verderbouwen.nl"),
        ("worker", "SEARCH_ENGINE", "solr"),
    ],
)
def test_a_wrong_setting_stops_the_start_by_its_name(containers, released, service, name, value):
    elsewhere = {"GUNICORN_CMD_ARGS": f"--bind=127.0.0.1:{free_port()}"}
    done = containers.run(service, **elsewhere, **{name: value})
    assert done.returncode != 0
    assert name in done.stderr


def test_web_and_worker_end_quietly_when_told_to(containers, web, worker):
    assert (web.poll(), worker.poll()) == (None, None)
    started = time.monotonic()
    for process in (web, worker):
        process.terminate()
    assert [process.wait(timeout=30) for process in (web, worker)] == [0, 0]
    assert time.monotonic() - started < 15
