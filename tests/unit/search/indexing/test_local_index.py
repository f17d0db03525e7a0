"""An index of one host: completed by comparing versions, whatever other hosts do, and after a backup was restored."""

import datetime as dt
from contextlib import suppress

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from search.engines.embedded.engine import EmbeddedEngine
from search.engines.models import IndexHost, IndexTarget
from search.engines.registry import engine
from search.indexing import outbox
from search.indexing.consumers import consumer, verify_other_hosts
from search.indexing.hosts import FORGET_AFTER, REPORT_EVERY, SILENT_AFTER, ask_other_hosts
from search.indexing.indexer import CaughtUp
from search.indexing.records import key_of
from search.indexing.status import status
from search.query.engine import EngineUnavailable
from search.types import WriteFailure
from solutions.models import SolutionPage
from tests.factories import OrganisationPageFactory, SolutionPageFactory
from tests.shared_fixtures import shared_fixture

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@shared_fixture
def solution():
    return SolutionPageFactory(parent=OrganisationPageFactory(organisation__name="Delft"))


@pytest.fixture
def hosts(solution, settings, tmp_path):
    """Makes this process one host or another, each with a built index; returns how it keeps up."""
    known = {}

    def be(name):
        settings.EMBEDDED_SEARCH_DIR = tmp_path / name
        if name not in known:
            known[name] = consumer("embedded")
            known[name].ensure_built()
        return known[name]

    return be


@pytest.fixture
def here(hosts):
    one = hosts("here")
    one.catch_up()
    return one


def title_held(page):
    one = engine("embedded")
    with one._reader.view() as view:
        row = view.connection.execute("SELECT record FROM document WHERE key = ?", (key_of(page),)).fetchone()
    return None if row is None or row[0] is None else page.title in row[0]


def test_each_host_completes_its_own_index(hosts, solution):
    for name in ("one", "two"):
        hosts(name).catch_up()
    solution.title = "Meldingen en klachten"
    solution.save()
    assert hosts("one").catch_up().written > 0
    assert hosts("two").lag().waiting > 0
    assert hosts("two").catch_up().written > 0
    for name in ("one", "two"):
        assert not hosts(name).verify().drift
        assert title_held(solution)
    assert len({engine("embedded").host, *IndexTarget.objects.values_list("host", flat=True)}) == 2


def test_a_host_that_was_away_completes_what_it_missed_withdrawals_too(hosts, solution):
    hosts("two").catch_up()
    hosts("one")
    solution.unpublish()
    hosts("one").catch_up()
    hosts("two").catch_up()
    assert title_held(solution) is None


def test_nothing_is_read_while_nothing_changes(here, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert here.catch_up() == CaughtUp()


def test_it_compares_once_a_minute_all_the_same(here, solution, monkeypatch):
    outbox.enqueue([key_of(solution)])
    marker = outbox.change_marker()
    monkeypatch.setattr(outbox, "change_marker", lambda: marker)
    assert here.catch_up().written == 1
    outbox.enqueue([key_of(solution)])
    assert here.catch_up().written == 0
    monkeypatch.setattr("search.indexing.local_index.COMPARE_EVERY", 0)
    assert here.catch_up().written == 1


class Restored(Exception):
    """Rolls the database back."""


def restore_after(change):
    """Make a change and put back the database of before; the files of the engine stay as the change left them."""
    with suppress(Restored), transaction.atomic():
        change()
        raise Restored


def test_a_restored_backup_is_noticed_though_the_index_is_newer(here, solution):
    made = []

    def change():
        SolutionPage.objects.get(pk=solution.pk).unpublish()
        made.append(SolutionPageFactory(parent=solution.get_parent(), title="Van na de reservekopie"))
        here.catch_up()

    restore_after(change)
    (gone,) = made
    assert title_held(gone)
    drift = here.verify().drift
    assert drift.ahead >= {key_of(gone)}
    assert here.verify(repair=True).drift
    here.catch_up()
    assert not here.verify().drift
    assert title_held(solution)
    assert title_held(gone) is None


def test_catching_up_brings_back_what_a_restored_database_says(here, solution):
    def change():
        SolutionPage.objects.get(pk=solution.pk).unpublish()
        here.catch_up()

    restore_after(change)
    assert title_held(solution) is None
    here.catch_up()
    assert title_held(solution)


def test_a_change_after_the_restore_wins_from_the_newer_one_before_it(here, solution):
    def change():
        page = SolutionPage.objects.get(pk=solution.pk)
        for number in range(3):
            page.title = f"Versie {number}"
            page.save()
        here.catch_up()

    restore_after(change)
    solution.title = "Na de reservekopie"
    solution.save()
    here.catch_up()
    assert title_held(solution)
    assert not here.verify().drift


def test_a_refused_record_is_tried_ever_later_and_holds_back_no_other(here, solution, monkeypatch):
    write = EmbeddedEngine.write
    tries = []

    def refuse(self, target, writes):
        tries.extend(one.key for one in writes if one.key == key_of(solution))
        accepted = [one for one in writes if one.key != key_of(solution)]
        return write(self, target, accepted) + [WriteFailure(key_of(solution), "odd")] * (len(accepted) < len(writes))

    monkeypatch.setattr(EmbeddedEngine, "write", refuse)
    outbox.enqueue([key_of(solution), "article-404"])
    assert here.catch_up() == CaughtUp(1, 1)
    assert here.catch_up() == CaughtUp()
    with time_machine.travel(timezone.now()):  # the clock of the retries is monotonic, and stands beside it
        monkeypatch.setattr("search.indexing.local_index.time.monotonic", lambda: 10.0**9)
        assert here.catch_up() == CaughtUp(0, 1)
    outbox.enqueue([key_of(solution)])
    assert here.catch_up() == CaughtUp(0, 1), "a new version is tried at once"
    assert len(tries) == 3
    monkeypatch.setattr(EmbeddedEngine, "write", write)
    outbox.enqueue([key_of(solution)])
    assert here.catch_up() == CaughtUp(1, 0)


def test_a_host_without_an_index_says_so(solution):
    with pytest.raises(EngineUnavailable, match="never built on this host"):
        consumer("embedded").catch_up()


class TestReports:
    def test_a_host_tells_how_it_is_doing_and_others_read_it(self, hosts, solution):
        two = hosts("two")
        assert two.report() is False
        solution.save()
        with time_machine.travel(timezone.now() + dt.timedelta(seconds=90)):
            two.report()
            hosts("one").catch_up()
            elsewhere = [found for found in status() if found.host]
        assert [(found.name, found.queue.waiting > 0, found.is_well) for found in elsewhere] == [
            ("embedded", True, False)
        ]
        assert elsewhere[0].queue.oldest > dt.timedelta(seconds=60)

    def test_a_silent_host_is_a_problem_unless_it_stopped_in_order(self, hosts):
        hosts("two").report()
        hosts("one")
        with time_machine.travel(timezone.now() + SILENT_AFTER * 2):
            (elsewhere,) = (found for found in status() if found.host)
            assert "last seen" in elsewhere.error
            hosts("two").report(stopped=True)
            hosts("one")
            assert not [found for found in status() if found.host]

    def test_a_host_that_left_is_forgotten_with_its_targets(self, hosts):
        hosts("two").report()
        gone = engine("embedded").host
        one = hosts("one")
        with time_machine.travel(timezone.now() + FORGET_AFTER * 2):
            one.report()
        assert not IndexHost.objects.filter(pk=gone).exists()
        assert set(IndexTarget.objects.values_list("host", flat=True)) == {engine("embedded").host}

    def test_a_comparison_is_made_by_the_host_that_is_asked(self, hosts, solution):
        two = hosts("two")
        two.catch_up()
        two.report()
        SolutionPage.objects.filter(pk=solution.pk).update(live=False)  # behind everybody's back
        one = hosts("one")

        def let_the_other_work(seconds):
            hosts("two")._checked_at = float("-inf")
            hosts("two").report()
            hosts("one")

        (found,) = ask_other_hosts(one.local_engine, sleep=let_the_other_work)
        assert found.in_time
        assert (found.host.ghost, found.host.missing, found.host.stale) == (1, 0, 0)

    def test_a_host_that_does_not_answer_is_named_and_a_silent_one_not_waited_for(self, hosts):
        hosts("two").report()
        one = hosts("one")
        with time_machine.travel(timezone.now() + SILENT_AFTER * 2):
            assert [found.in_time for found in verify_other_hosts(one)] == [False]

    def test_what_it_told_is_gone_when_a_backup_was_restored(self, hosts):
        one = hosts("one")
        one.report()
        with time_machine.travel(timezone.now() + REPORT_EVERY) as clock:
            restore_after(one.report)
            clock.shift(REPORT_EVERY)
            assert one.report() is True
            clock.shift(REPORT_EVERY)
            assert one.report() is False
