"""Filling a target by several processes: the same outcome, and nothing is left when one of them ends."""

import os

import pytest
from django.db import transaction

from search.engines.embedded.engine import EmbeddedEngine
from search.engines.models import IndexTarget
from search.engines.registry import engine
from search.indexing import filling
from search.indexing.consumers import RebuildFailed, consumer
from search.types import WriteFailure
from tests.factories import OrganisationPageFactory, SolutionPageFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


@pytest.fixture(autouse=True)
def several_processes_on_few_records(monkeypatch):
    monkeypatch.setattr(filling, "FEWEST", 1)
    monkeypatch.setattr(filling, "BATCH", 1)
    monkeypatch.setattr(EmbeddedEngine, "takes_many_writers", True)


@pytest.fixture
def pages():
    delft = OrganisationPageFactory(organisation__name="Delft")
    return [SolutionPageFactory(parent=delft, title=f"Meldingenkaart {number}") for number in range(5)]


@pytest.fixture
def processes(monkeypatch, tmp_path):
    """The processes that a target was written by, noted in files for they share nothing else."""
    write = EmbeddedEngine.write
    ours = os.getpid()

    def note(self, target, writes):
        if os.getpid() != ours:
            (tmp_path / f"by-{os.getpid()}.note").touch()
        return write(self, target, writes)

    monkeypatch.setattr(EmbeddedEngine, "write", note)
    return lambda: list(tmp_path.glob("by-*.note"))


def held(one):
    return {stored.key: stored.version for stored in one.versions(one.live_target())}


def test_the_outcome_is_the_same_as_by_one(pages, processes):
    consumer("embedded").rebuild()
    alone = held(engine("embedded"))
    assert not processes()
    seen = []
    rebuilt = consumer("embedded").rebuild(lambda done, total: seen.append((done, total)), processes=2)
    assert held(engine("embedded")) == alone
    assert rebuilt.records == len(alone)
    assert seen == [(number, len(seen)) for number in range(1, len(seen) + 1)]
    assert processes()


def test_what_another_process_was_refused_is_told(pages, monkeypatch):
    write = EmbeddedEngine.write
    bad = f"solution-{pages[2].pk}"
    ours = os.getpid()

    def refuse(self, target, writes):
        if os.getpid() == ours:
            return write(self, target, writes)
        return [WriteFailure(one.key, "odd") for one in writes if one.key == bad] + write(
            self, target, [one for one in writes if one.key != bad]
        )

    monkeypatch.setattr(EmbeddedEngine, "write", refuse)
    assert consumer("embedded").rebuild(processes=2).refused == [WriteFailure(bad, "odd")]


def test_a_process_that_ends_halfway_ends_the_build_and_the_live_target_stays(pages, monkeypatch):
    live = consumer("embedded").rebuild().target
    ours = os.getpid()

    def die(self, target, writes):
        assert os.getpid() != ours
        os._exit(9)

    monkeypatch.setattr(EmbeddedEngine, "write", die)
    with pytest.raises(RebuildFailed):
        consumer("embedded").rebuild(processes=2)
    assert engine("embedded").live_target() == live
    assert not IndexTarget.objects.filter(state="building").exists()


def test_another_build_that_takes_over_is_told_by_any_process(pages):
    one = engine("embedded")
    with pytest.raises(RebuildFailed, match="taken over"):
        filling.fill(one, one.create_target(), ["solution-1", "solution-2"], filling.no_progress, processes=2)


@pytest.mark.django_db
def test_inside_a_transaction_one_process_does_it(pages, processes):
    with transaction.atomic():
        consumer("embedded").rebuild(processes=2)
    assert held(engine("embedded"))
    assert not processes()
