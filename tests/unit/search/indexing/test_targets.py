"""What the database knows of the targets, and what the engine says: agreed on whatever happened in between."""

import pytest
from django.utils import timezone

from search.engines.models import IndexTarget
from search.engines.registry import engine
from search.indexing import filling
from search.indexing.consumers import RebuildFailed, consumer
from search.indexing.targets import adopt_live_target
from search.query.engine import EngineUnavailable
from tests.factories import OrganisationPageFactory, SolutionPageFactory
from tests.shared_fixtures import shared_fixture

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@shared_fixture
def solution():
    return SolutionPageFactory(parent=OrganisationPageFactory(organisation__name="Delft"))


@pytest.fixture
def built(solution):
    consumer("embedded").rebuild()
    consumer("embedded").catch_up()
    return engine("embedded")


def states():
    return {target.name: target.state for target in IndexTarget.objects.filter(engine="embedded")}


def test_a_crash_between_the_switch_and_its_note_is_put_right(built):
    former, promoted = built.live_target(), built.create_target()
    IndexTarget.objects.create(engine="embedded", host=built.host, name=promoted)
    built.promote(promoted)
    adopt_live_target(built)
    assert states() == {former: "old", promoted: "live"}


def test_a_switch_whose_answer_never_came_keeps_its_target(built, monkeypatch):
    promote = type(built).promote

    def promote_and_hang(self, target):
        promote(self, target)
        raise EngineUnavailable("no answer in time")

    monkeypatch.setattr(type(built), "promote", promote_and_hang)
    with pytest.raises(EngineUnavailable):
        consumer("embedded").rebuild()
    assert states()[built.live_target()] == "building", "it goes on receiving writes"
    monkeypatch.undo()
    consumer("embedded").verify()
    assert states()[built.live_target()] == "live"


def test_a_live_target_that_the_database_forgot_is_written_all_the_same(built, solution):
    IndexTarget.objects.all().delete()
    solution.save()
    consumer("embedded").catch_up()
    assert not consumer("embedded").lag().waiting
    assert states() == {built.live_target(): "live"}


def test_nobody_builds_what_another_process_is_building_unless_that_one_stands_still(built, monkeypatch):
    monkeypatch.setattr(type(built), "is_outdated", lambda self: True)
    target = built.create_target()
    row = IndexTarget.objects.create(engine="embedded", host=built.host, name=target)
    with pytest.raises(RebuildFailed, match="another process"):
        consumer("embedded").ensure_built()
    IndexTarget.objects.filter(pk=row.pk).update(progressed=timezone.now() - filling.PROGRESS_WITHIN * 2)
    assert consumer("embedded").ensure_built()
