"""A cluster of three nodes loses the one that leads it, under reading and writing: nobody notices, nothing is lost."""

import json
import logging

import pytest

from tests.functional.site import OwnSite
from tools.services.cluster import TemporaryCluster
from tools.services.state import wait_for

logger = logging.getLogger(__name__)

pytestmark = [
    pytest.mark.own_database,
    pytest.mark.elastic,
    pytest.mark.slow,
    # The nodes outlive the objects that started them, by design; they are ended by their ids.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

ACTS = {"visits": 16, "saves": 11}  # of reading and of writing, before the end of a node and again after it
VISITORS = EDITORS = 2
PEOPLE = "tests.functional.cluster_people"


@pytest.fixture
def spread(tmp_path, elasticsearch_url):
    """A site whose index has three parts with a copy each, and its cluster; the site is made while that starts."""
    site = OwnSite(tmp_path)
    made = site.start("-m", "tests.functional.loss_site")
    try:
        with TemporaryCluster(3) as cluster:
            assert made.wait(timeout=120) == 0
            site.environment |= {
                "ELASTICSEARCH_URL": cluster.url,
                "ELASTICSEARCH_SHARDS": "3",
                "ELASTICSEARCH_REPLICAS": "1",
            }
            assert site.json("search_rebuild")["engines"]
            wait_for(lambda: cluster.is_whole(site.prefix), 30, "A copy of every part")
            yield site, cluster
            site.end_processes()
    finally:
        site.environment["ELASTICSEARCH_URL"] = ""  # the indices went with the cluster
        site.close()


def wait_for_acts(site):
    """Let visitors and editors go on until they have done as much again."""
    wanted = {what: site.done(what) + more for what, more in ACTS.items()}
    for what, count in wanted.items():
        wait_for(lambda what=what, count=count: site.done(what) >= count, 60, f"{count} {what}")


def outcomes(processes, site):
    for process in processes:
        process.terminate()
    return [site.outcome(process) for process in processes]


def test_nobody_notices_that_a_node_is_killed_and_nothing_is_lost(spread, tmp_path, record_property):
    site, cluster = spread
    victim = cluster.master()
    assert victim in cluster.holders(site.prefix), "it leads, and holds a first copy"

    worker = site.start("manage.py", "worker")
    visitors = [site.start("-m", PEOPLE, "visit", str(seed)) for seed in range(VISITORS)]
    editors = [site.start("-m", PEOPLE, "edit", str(seed)) for seed in range(EDITORS)]
    wait_for_acts(site)
    cluster.nodes[victim].kill()
    wait_for_acts(site)
    wait_for(lambda: cluster.master() not in {"", victim}, 60, "A new leader")
    wait_for_acts(site)
    saved, asked = outcomes(editors, site), outcomes(visitors, site)

    drained = site.drain(40)
    worker.terminate()
    assert [(one["waiting"], one["dead"]) for one in drained["engines"]] == [(0, 0)] * 3
    words = {word: key for one in saved for word, key in one["words"].items()}
    (tmp_path / "words.json").write_text(json.dumps(words))
    found = site.outcome(site.start("-m", PEOPLE, "find", str(tmp_path / "words.json")))

    figures = {
        "requests sent": sum(one["sent"] for one in asked),
        "requests failed": sum(len(one["failed"]) for one in asked),
        "answered by the other engine": sum(one["degraded"] for one in asked),
        "slowest answer in seconds": max(one["slowest"] for one in asked),
        "saves": sum(one["saves"] for one in saved),
        "pages looked for": found["looked_for"],
        "pages lost": len(found["lost"]),
    }
    record_property("cluster", figures)
    logger.info("cluster_node_killed %s", json.dumps(figures))

    assert [failure for one in asked for failure in one["failed"]] == []
    assert found["lost"] == []
    assert site.json("search_verify")["ok"]
    assert figures["requests sent"] > 30
    assert figures["saves"] > 20
