"""The user that the site has in an Elasticsearch that asks for passwords: enough for the site, and no more."""

import json
import os
import subprocess
import urllib.error
import urllib.request
from base64 import b64encode

import pytest

from tests.functional.compose import ROOT, compose
from tests.functional.site import OwnSite
from tools.services import docker
from tools.services.docker import ALONE
from tools.services.elasticsearch import TemporaryNode

pytestmark = [
    pytest.mark.own_database,
    pytest.mark.elastic,
    pytest.mark.slow,
    # The node outlives the object that started it, by design; it is ended by its id.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

PASSWORDS = {"elastic": "geheim-van-de-baas", "verderbouwen": "geheim-van-de-site"}
ANONYMOUS = "xpack.security.authc.anonymous.roles"
ASKS_FOR_PASSWORDS = {**ALONE, "xpack.security.enabled": "true", ANONYMOUS: "superuser"}
"""For its first start only, in the place of the container, which gives the superuser a password when it starts."""


def ask(url, path, user="", method="GET", body=None):
    """The status of a request to Elasticsearch."""
    headers = {"Content-Type": "application/json"}
    if user:
        headers["Authorization"] = f"Basic {b64encode(f'{user}:{PASSWORDS[user]}'.encode()).decode()}"
    data = json.dumps(body).encode() if body is not None else None
    question = urllib.request.Request(f"{url}/{path}", data, headers, method=method)  # noqa: S310 - an address of our own
    try:
        with urllib.request.urlopen(question, timeout=20) as response:  # noqa: S310
            return response.status
    except urllib.error.HTTPError as error:
        with error:
            return error.code


@pytest.fixture(scope="module")
def guarded():
    if docker.engine_answers():
        pytest.skip("the settings of a container cannot be changed for its second start")
    with TemporaryNode(settings=ASKS_FOR_PASSWORDS) as node:
        # Who asks whether the node answers has no password; and what is anonymous, every user may do too.
        assert ask(node.url, "_security/role/greeter", "", "PUT", {"cluster": ["cluster:monitor/main"]}) == 200
        assert ask(node.url, "_security/user/elastic/_password", "", "PUT", {"password": PASSWORDS["elastic"]}) == 200
        node.stop()
        node.settings[ANONYMOUS] = "greeter"
        node.start()
        yield node


def make_user(url, prefix):
    declared = compose()["services"]["elasticsearch-user"]
    assert "deploy/elasticsearch_user.sh" in declared["volumes"][0]
    given = {
        "ELASTICSEARCH_ADDRESS": url,
        "ELASTICSEARCH_INDEX_PREFIX": prefix,
        "ELASTIC_PASSWORD": PASSWORDS["elastic"],
        "ELASTICSEARCH_PASSWORD": PASSWORDS["verderbouwen"],
    }
    assert set(given) == set(declared["environment"])
    command = ["sh", str(ROOT / "deploy" / "elasticsearch_user.sh")]
    done = subprocess.run(command, env={**os.environ, **given}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_site_searches_with_its_own_user_who_may_do_nothing_else(guarded, tmp_path):
    site = OwnSite(tmp_path)
    try:
        made = site.start("-m", "tests.functional.loss_site")
        make_user(guarded.url, site.prefix)
        make_user(guarded.url, site.prefix)
        assert made.wait(timeout=120) == 0
        site.environment["ELASTICSEARCH_URL"] = guarded.url.replace(
            "//", f"//verderbouwen:{PASSWORDS['verderbouwen']}@"
        )
        built = site.json("search_rebuild")
        assert [engine["error"] for engine in built["engines"] if engine.get("error")] == []
        status = site.json("search_status")
        assert [engine["error"] for engine in status["engines"]] == [""] * len(status["engines"])
        assert site.json("search_verify")
    finally:
        site.environment["ELASTICSEARCH_URL"] = ""  # the indices go with the node
        site.close()
    assert ask(guarded.url, "anders", "elastic", "PUT") == 200
    for path, method in (
        ("anders/_search", "GET"),
        ("anders", "DELETE"),
        ("_security/user", "GET"),
    ):
        assert ask(guarded.url, path, "verderbouwen", method) == 403, path
