"""The parts of the worker that need no process: pauses, the schedule, and durable tasks."""

import datetime as dt
import logging

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from hub.models import User
from operations import schedule
from operations.schedule import Schedule, last_night
from operations.tasks import do_next_task
from operations.worker import LONGEST_PAUSE, ConsumerRunner, Pause
from organisations.models import MunicipalitySimilarity, Organisation
from organisations.participation.onboarding import onboard
from search.query.engine import EngineUnavailable
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.both_databases

done = []


@task(backend="durable")
def send_reminder(place):
    done.append(place)


@task(backend="durable")
def fail_always():
    raise ValueError("no mail server")


def test_an_engine_that_stays_away_is_asked_less_often_but_never_forgotten():
    pause = Pause()
    assert [pause.grow() for _failure in range(7)] == [0.5, 1, 2, 4, 8, LONGEST_PAUSE, LONGEST_PAUSE]
    pause.end()
    assert pause.grow() == 0.5


class Watched:
    """A consumer that notes what is asked of it, and fails on demand."""

    name = "elastic"

    def __init__(self):
        self.asked = []
        self.during_verification = lambda: None

    def ensure_built(self):
        self.asked.append("build")
        return False

    def verify(self, *, repair):
        self.asked.append("verify")
        self.during_verification()

    def catch_up(self, until):
        self.asked.append("catch up")


def test_a_consumer_is_built_and_compared_once_and_again_after_it_was_away():
    feed = ConsumerRunner(Watched())
    for _round in range(2):
        feed.catch_up(lambda: False)
    assert feed.consumer.asked == ["build", "verify", "catch up", "catch up"]


def test_a_comparison_that_is_asked_for_during_one_is_made():
    feed = ConsumerRunner(Watched())
    feed.consumer.during_verification = lambda: setattr(feed, "must_verify", True)
    feed.catch_up(lambda: False)
    assert feed.must_verify


def test_a_comparison_that_failed_is_made_later():
    def fail():
        raise EngineUnavailable("no answer")

    feed = ConsumerRunner(Watched())
    feed.consumer.during_verification = fail
    with pytest.raises(EngineUnavailable):
        feed.catch_up(lambda: False)
    assert feed.must_verify


@pytest.mark.django_db
def test_durable_tasks_are_done_one_at_a_time_in_their_order():
    done.clear()
    for place in ("Delft", "Venray"):
        send_reminder.enqueue(place)
    assert do_next_task()
    assert done == ["Delft"]
    assert do_next_task()
    assert not do_next_task()
    assert done == ["Delft", "Venray"]


@pytest.mark.django_db
def test_a_task_that_fails_is_kept_with_its_error_and_does_not_stop_the_worker():
    fail_always.enqueue()
    assert do_next_task()
    assert DBTaskResult.objects.get().exception_class_path == "builtins.ValueError"
    assert not do_next_task()


class TestSchedule:
    @pytest.fixture
    def calls(self, monkeypatch):
        calls = []
        monkeypatch.setattr(schedule, "publish_scheduled", lambda now: calls.append("publish"))
        monkeypatch.setattr(schedule, "take_up_again", lambda now: None)
        monkeypatch.setattr(schedule, "set_rights", lambda: calls.append("rights"))
        monkeypatch.setattr(schedule, "verify_engines", lambda: calls.append("verify"))
        monkeypatch.setattr(schedule, "compute_similarity", lambda: calls.append("similarity"))
        monkeypatch.setattr(schedule, "forget_questions", lambda: calls.append("forget"))
        monkeypatch.setattr(schedule, "forget_tasks", lambda: calls.append("tasks"))
        monkeypatch.setattr(schedule, "enqueue_unread", lambda: calls.append("documents"))
        return calls

    def test_publishing_happens_each_minute(self, calls):
        with time_machine.travel(dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC), tick=False) as clock:
            table = Schedule()
            for _look in range(25):
                table.do_what_is_due()
                clock.shift(5)
        assert calls == ["publish"] * 3

    def test_verification_happens_once_each_night_and_not_at_the_start(self, calls):
        with time_machine.travel(dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC), tick=False) as clock:
            table = Schedule()
            for _hour in range(48):
                table.do_what_is_due()
                clock.shift(dt.timedelta(hours=1))
        assert [calls.count(name) for name in ("rights", "verify", "forget", "tasks", "similarity", "documents")] == [
            2
        ] * 6

    def test_a_nightly_job_that_fails_keeps_no_other_from_running(self, calls, monkeypatch, caplog):
        monkeypatch.setattr(schedule, "forget_tasks", lambda: 1 / 0)
        with time_machine.travel(dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC), tick=False) as clock:
            table = Schedule()
            clock.shift(dt.timedelta(hours=24))
            table.do_what_is_due()
        assert {"rights", "verify", "forget", "similarity", "documents"} <= set(calls)
        assert "nightly_job_failed" in caplog.text

    def test_the_night_is_local(self):
        summer = dt.datetime(2026, 7, 1, 1, 29, tzinfo=dt.UTC)  # 3:29 in Amsterdam
        assert timezone.localtime(last_night(summer)).date() == dt.date(2026, 6, 30)
        assert timezone.localtime(last_night(summer + dt.timedelta(minutes=1))).date() == dt.date(2026, 7, 1)


@pytest.mark.django_db
def test_the_night_forgets_tasks_that_ended_and_sessions_that_are_over():
    """Their arguments hold mail addresses; what failed stays two weeks, to look at."""
    send_reminder.enqueue("Delft")
    fail_always.enqueue()
    while do_next_task():
        pass
    send_reminder.enqueue("Venray")
    Session.objects.create(session_key="oud", expire_date=timezone.now())
    schedule.forget_tasks()
    assert DBTaskResult.objects.count() == 3
    with time_machine.travel(timezone.now() + dt.timedelta(days=2)):
        schedule.forget_tasks()
    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == ["FAILED", "READY"]
    assert not Session.objects.exists()
    with time_machine.travel(timezone.now() + dt.timedelta(days=15)):
        schedule.forget_tasks()
    assert DBTaskResult.objects.get().status == "READY"


@pytest.mark.django_db
def test_the_night_reports_an_engine_that_was_never_built(caplog):
    assert schedule.verify_engines() is False
    assert "search_verification_failed" in caplog.text


@pytest.mark.django_db
def test_the_night_works_out_which_municipalities_are_alike():
    for name in ("Delft", "Gouda"):
        OrganisationFactory(name=name, inhabitants=80_000)
    schedule.compute_similarity()
    assert MunicipalitySimilarity.objects.count() == 2


@pytest.mark.django_db
def test_the_night_takes_back_rights_that_were_given_by_hand(home, caplog):
    caplog.set_level(logging.INFO)
    organisation = OrganisationFactory(name="Delft", code="GM0503")
    onboard(organisation)
    schedule.set_rights()
    assert caplog.records[-1].differed == []
    stranger = User.objects.create_user("vreemd", "vreemd@example.org")
    stranger.groups.add(Organisation.objects.get(pk=organisation.pk).access.group)
    schedule.set_rights()
    assert not stranger.groups.exists()
    assert caplog.records[-1].differed == ["GM0503"]
