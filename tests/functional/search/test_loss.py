"""Nothing is lost: writers, rollbacks, deletes, kill -9, slow workers, a second host and a rebuild in the middle end
without a difference.
"""

import os
import signal

import psycopg
import pytest

from tests.functional.site import OwnSite
from tests.template_database import migrated_database
from tools.services.state import wait_for

pytestmark = [pytest.mark.own_database, pytest.mark.slow]

SECONDS = "8"  # that each writer works, and longer until it has as many commits
COMMITS = "25"
FIRST_COMMITS = 5  # before anything else happens


@pytest.fixture
def make_site(tmp_path):
    """A site with organisations to write below, its engines built once."""
    sites = []

    def make(database="", elasticsearch=""):
        site = OwnSite(tmp_path, database, elasticsearch)
        sites.append(site)
        assert site.start("-m", "tests.functional.loss_site").wait(timeout=180) == 0
        return site

    yield make
    for site in sites:
        site.close()


def assert_nothing_lost(site):
    drained = site.drain(30)
    assert {one["engine"]: (one["waiting"], one["dead"], one["error"]) for one in drained["engines"]} == {
        one["engine"]: (0, 0, "") for one in drained["engines"]
    }
    verified = site.json("search_verify")
    assert verified["ok"], verified
    records = {one["engine"]: one["records"] for one in verified["engines"]}
    assert len(set(records.values())) == 1, records
    assert {(one["missing"], one["ghost"], one["stale"]) for one in verified["engines"]} == {(0, 0, 0)}
    return records


def is_complete_elsewhere(site):
    """Whether the one other host found that its index lacks nothing."""
    found = [one for one in site.json("search_verify", "--engine", "embedded")["engines"] if one["host"]]
    return [(one["waiting"], one["error"]) for one in found] == [(0, "")]


def is_rebuilding(connection):
    """Whether a process builds a target beside the one in use."""
    return bool(connection.execute("SELECT 1 FROM search_indextarget WHERE state = 'building'").fetchone())


@pytest.mark.postgres
@pytest.mark.elastic
def test_nothing_is_lost_on_postgresql_with_both_engines_and_two_hosts(
    make_site, postgres_url, elasticsearch_url, tmp_path_factory
):
    with migrated_database(postgres_url) as database:
        site = make_site(database, elasticsearch_url)
        other = site.another_host(tmp_path_factory.mktemp("other"))
        workers = site.start("-m", "tests.functional.loss_workers", "1", "2", "--slow")
        workers_there = other.start("-m", "tests.functional.loss_workers", "2", "1")
        writers = [site.start("-m", "tests.functional.loss_writer", str(seed), SECONDS, COMMITS) for seed in (11, 12)]
        wait_for(lambda: site.done("commits") >= FIRST_COMMITS, 60, "The writers")
        crashed = site.start("manage.py", "search_rebuild", "--json")
        with psycopg.connect(database, autocommit=True) as connection:
            wait_for(lambda: is_rebuilding(connection) or crashed.poll() is not None, 60, "A rebuild", pause=0.01)
        os.kill(crashed.pid, signal.SIGKILL)
        assert crashed.wait() == -signal.SIGKILL, "it did not end by itself"
        rebuilt = site.json("search_rebuild")
        outcomes = [site.outcome(writer) for writer in writers]
        wait_for(lambda: site.done("kills") > 10, 60, "The kills")
        wait_for(lambda: other.done("kills") > 5, 60, "The kills on the other host")
        for killing, host in ((workers, site), (workers_there, other)):
            killing.terminate()
            host.outcome(killing)
        site.let_a_minute_pass()
        working = other.start("manage.py", "worker")

        assert [one["error"] for one in rebuilt["engines"]] == ["", "", ""]
        assert sum(one["committed"] for one in outcomes) >= 2 * int(COMMITS), outcomes
        assert sum(one["rolled_back"] for one in outcomes) > 0, outcomes
        wait_for(lambda: is_complete_elsewhere(site), 60, "The index of the other host", pause=0.5)
        assert_nothing_lost(site)
        working.terminate()
        assert working.wait(timeout=20) == 0
        assert site.json("search_status")["ok"], "a host that stopped in order is no problem"
        site.close()


def test_nothing_is_lost_on_sqlite_with_rollbacks_and_restarts(make_site):
    site = make_site()
    workers = site.start("-m", "tests.functional.loss_workers", "2", "1")
    writer = site.start("-m", "tests.functional.loss_writer", "21", SECONDS, COMMITS)
    wait_for(lambda: site.done("commits") >= FIRST_COMMITS, 60, "The writer")
    rebuilt = site.json("search_rebuild")
    outcome = site.outcome(writer)
    wait_for(lambda: site.done("kills") > 5, 60, "The kills")
    workers.terminate()
    site.outcome(workers)
    site.let_a_minute_pass()

    assert [one["error"] for one in rebuilt["engines"]] == ["", ""]
    assert outcome["committed"] >= int(COMMITS), outcome
    assert outcome["rolled_back"] > 0, outcome
    assert_nothing_lost(site)
