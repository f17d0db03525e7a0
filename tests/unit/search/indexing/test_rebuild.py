"""Rebuilding and verifying, on the embedded engine: the site goes on, and nothing is taken on trust."""

import itertools
from dataclasses import replace

import pytest
import time_machine
from django.utils import timezone

from search.engines.models import IndexTarget
from search.engines.registry import engine, forget_engines
from search.indexing import filling, outbox, rebuild
from search.indexing.consumers import IN_FLIGHT_GRACE, RebuildFailed, consumer
from search.indexing.indexer import CaughtUp
from search.indexing.models import ObjectVersion
from search.indexing.records import all_keys, key_of, records_for
from search.lexicon.models import LexiconRecord
from search.lexicon.store import LEXICON
from search.query.engine import EngineUnavailable
from search.types import IndexWrite, WriteFailure
from solutions.models import SolutionPage
from tests.factories import OrganisationFactory, OrganisationPageFactory, SolutionPageFactory
from tests.shared_fixtures import shared_fixture

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@shared_fixture
def delft():
    return OrganisationPageFactory(organisation__name="Delft")


@shared_fixture
def solution(delft):
    return SolutionPageFactory(parent=delft)


@pytest.fixture
def built(solution):
    """The engine after a first build, with nothing waiting."""
    consumer("embedded").rebuild()
    consumer("embedded").catch_up()
    return engine("embedded")


def held(one):
    return {stored.key: stored.version for stored in one.versions(one.live_target())}


def states():
    return {target.name: target.state for target in IndexTarget.objects.filter(engine="embedded")}


def test_the_first_build_makes_everything(solution):
    seen = []
    rebuilt = consumer("embedded").rebuild(lambda done, total: seen.append((done, total)))
    assert key_of(solution) in held(engine("embedded"))
    assert states() == {rebuilt.target: "live"}
    assert rebuilt.records == len(held(engine("embedded")))
    assert seen[-1][0] == seen[-1][1] > 0


def test_a_change_during_the_build_arrives(built, delft, monkeypatch):
    """Written by the drain to the new target as well, or mended by the comparison; never lost."""
    fill = rebuild._fill

    def fill_while_editors_work(*args):
        refused = fill(*args)
        page = SolutionPage.objects.get()
        page.title = "Gewijzigd tijdens de opbouw"
        page.save()
        consumer("embedded").catch_up()
        SolutionPageFactory(parent=delft)
        return refused

    monkeypatch.setattr(rebuild, "_fill", fill_while_editors_work)
    consumer("embedded").rebuild()
    consumer("embedded").catch_up()
    assert not consumer("embedded").verify().drift
    assert len([key for key in held(built) if key.startswith("solution-")]) == 2


def test_editors_who_never_rest_do_not_keep_a_build_from_ending(built, solution, monkeypatch):
    """What they change while the target is compared comes after the switch."""
    monkeypatch.setattr(outbox, "now", itertools.count(outbox.now()).__next__)  # no two moments are the same
    deliver, changed = rebuild.deliver, []

    def deliver_while_editors_work(*args):
        changed.append(OrganisationFactory())
        solution.save()
        return deliver(*args)

    fill = rebuild._fill

    def fill_while_editors_work(*args):
        refused = fill(*args)
        OrganisationFactory()
        return refused

    monkeypatch.setattr(rebuild, "_fill", fill_while_editors_work)
    monkeypatch.setattr(rebuild, "deliver", deliver_while_editors_work)
    consumer("embedded").rebuild()
    assert changed
    consumer("embedded").catch_up()
    assert not consumer("embedded").verify().drift


def test_a_withdrawal_during_the_build_is_not_undone_by_the_snapshot(built, solution, monkeypatch):
    write = filling._WriteBehindBuffer.write

    def withdraw_first(self, writes):
        if SolutionPage.objects.get().live:
            SolutionPage.objects.get().unpublish()
            consumer("embedded").catch_up()
        return write(self, writes)

    monkeypatch.setattr(filling._WriteBehindBuffer, "write", withdraw_first)
    consumer("embedded").rebuild()
    assert key_of(solution) not in held(built)
    assert not consumer("embedded").verify().drift


def test_what_was_never_built_is_built_once(solution):
    assert consumer("embedded").ensure_built()
    live = engine("embedded").live_target()
    assert not consumer("embedded").ensure_built()
    assert engine("embedded").live_target() == live
    assert consumer("lexicon").ensure_built()
    assert not consumer("lexicon").ensure_built()


def test_a_search_folder_that_was_lost_is_built_again(built, solution, settings, tmp_path):
    settings.EMBEDDED_SEARCH_DIR = tmp_path / "new disk"
    solution.save()
    with pytest.raises(EngineUnavailable):
        consumer("embedded").catch_up()
    assert consumer("embedded").ensure_built()
    consumer("embedded").catch_up()
    assert not consumer("embedded").verify().drift
    assert key_of(solution) in held(engine("embedded"))


def test_the_former_target_is_kept_and_the_one_before_it_removed(built):
    first = built.live_target()
    second = consumer("embedded").rebuild().target
    rebuilt = consumer("embedded").rebuild()
    assert states() == {second: "old", rebuilt.target: "live"}
    assert rebuilt.removed == [first]


def test_what_a_killed_build_left_behind_is_removed_by_the_next(built):
    left = built.create_target()
    IndexTarget.objects.create(engine="embedded", host=built.host, name=left)
    unregistered = built.create_target()
    consumer("embedded").rebuild()
    assert left not in states()
    for name in (left, unregistered):
        with pytest.raises(EngineUnavailable):
            built.count(name)


def test_of_two_builds_the_later_one_wins(built, monkeypatch):
    fill = rebuild._fill
    later = []

    def start_another(*args):
        if not later:
            later.append(None)
            later[0] = consumer("embedded").rebuild().target
        return fill(*args)

    monkeypatch.setattr(rebuild, "_fill", start_another)
    with pytest.raises(RebuildFailed, match="taken over"):
        consumer("embedded").rebuild()
    assert built.live_target() == later[0]


def test_a_target_that_is_not_right_does_not_take_over(built, monkeypatch):
    live = built.live_target()
    monkeypatch.setattr(type(built), "write", lambda self, target, writes: [])
    with pytest.raises(RebuildFailed, match="missing"):
        consumer("embedded").rebuild()
    assert built.live_target() == live
    assert list(states().values()) == ["live"]


def test_a_refused_record_does_not_stop_the_build_and_is_tried_again(built, solution, monkeypatch):
    write, refused = type(built).write, key_of(solution)

    def refuse(self, target, writes):
        accepted = [one for one in writes if one.key != refused]
        failures = [WriteFailure(refused, "too long")] if len(accepted) < len(writes) else []
        return write(self, target, accepted) + failures

    monkeypatch.setattr(type(built), "write", refuse)
    rebuilt = consumer("embedded").rebuild()
    assert [failure.key for failure in rebuilt.refused] == [refused]
    assert refused not in held(built)
    monkeypatch.undo()
    consumer("embedded").catch_up()
    assert refused in held(built)


class TestVerify:
    def test_an_engine_that_was_never_built_says_so(self):
        with pytest.raises(EngineUnavailable, match="never built"):
            consumer("embedded").verify()

    def test_what_the_database_changed_behind_our_back_is_missing_or_a_ghost(self, built, delft, solution):
        SolutionPage.objects.filter(pk=solution.pk).update(live=False)
        unseen = SolutionPageFactory(parent=delft)
        ObjectVersion.objects.filter(key=key_of(unseen)).update(version=1)  # long ago
        drift = consumer("embedded").verify().drift
        assert drift.ghost == {key_of(solution)}
        assert drift.missing == {key_of(unseen)}

    def test_an_older_version_is_stale(self, built, solution):
        solution.save()
        with time_machine.travel(timezone.now() + IN_FLIGHT_GRACE * 2):
            drift = consumer("embedded").verify().drift
        assert (drift.missing, drift.ghost, drift.stale) == (frozenset(), frozenset(), {key_of(solution)})

    def test_a_change_on_its_way_is_no_drift(self, built, delft, solution):
        solution.save()
        SolutionPageFactory(parent=delft)
        verified = consumer("embedded").verify()
        assert not verified.drift
        assert verified.waiting == 2  # the solution, and the new one

    def test_reporting_changes_nothing_and_repairing_mends(self, built, delft, solution):
        SolutionPage.objects.filter(pk=solution.pk).update(live=False)
        consumer("embedded").verify()
        assert consumer("embedded").catch_up() == CaughtUp()
        consumer("embedded").verify(repair=True)
        consumer("embedded").catch_up()
        assert not consumer("embedded").verify().drift
        assert key_of(solution) not in held(built)

    def test_a_ghost_that_nothing_knows_of_is_found_and_removed(self, built):
        built.write(built.live_target(), [IndexWrite("solution-999", 0, next(iter_records(built)))])
        assert consumer("embedded").verify(repair=True).drift.ghost == {"solution-999"}
        consumer("embedded").catch_up()
        assert not consumer("embedded").verify().drift


def iter_records(built):
    for record in records_for(all_keys()).values():
        if record:
            yield replace(record, key="solution-999")


class TestLexicon:
    def test_what_a_rebuild_counted_does_not_wait_any_more(self, solution):
        solution.save()
        assert outbox.pending("lexicon").exists()
        consumer("lexicon").rebuild()
        assert not outbox.pending("lexicon").exists()

    def test_rebuilding_counts_everything_once_and_forgets_what_is_gone(self, solution):
        consumer("lexicon").rebuild()
        consumer("lexicon").rebuild()
        assert not consumer("lexicon").verify().drift
        LEXICON.clear()
        assert LEXICON.current().document_frequency("meldingenformulier") == 1
        LexiconRecord.objects.create(key="article-999", version=0, words="spookwoord")
        consumer("lexicon").rebuild()
        assert not consumer("lexicon").verify().drift


def test_a_file_of_an_older_version_is_built_anew(built, solution, monkeypatch):
    with built._connection(built.live_target()) as connection:
        connection.execute("PRAGMA user_version = 1")
    forget_engines()
    assert engine("embedded").is_outdated()
    with pytest.raises(EngineUnavailable):
        engine("embedded").health()
    assert consumer("embedded").ensure_built()
    assert not engine("embedded").is_outdated()
    assert key_of(solution) in held(engine("embedded"))


def test_a_file_that_another_analysis_filled_answers_until_it_is_built_anew(built, solution, monkeypatch):
    before = engine("embedded").live_target()
    monkeypatch.setattr("search.engines.embedded.schema.record_fingerprint", lambda: "f" * 15)
    assert engine("embedded").is_outdated()
    engine("embedded").health()
    assert consumer("embedded").ensure_built()
    assert engine("embedded").live_target() != before
    assert not engine("embedded").is_outdated()
    assert not consumer("embedded").ensure_built()
    assert key_of(solution) in held(engine("embedded"))
