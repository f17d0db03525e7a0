"""The way of a question to its contact, whatever the mail server does, and its end."""

import datetime as dt
import smtplib

import pytest
import time_machine
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from hub.models import User
from operations.schedule import forget_questions
from organisations.models import Role
from organisations.participation.onboarding import onboard, set_role
from solutions.contact import delivery as questions
from solutions.models import ContactRequest, ContactRequestState
from tests.factories import OrganisationFactory, SolutionPageFactory
from tests.functional.asking import ASKED, mail_to, post, work
from tests.shared_fixtures import shared_fixture

pytestmark = pytest.mark.django_db


@shared_fixture
def delft():
    return onboard(OrganisationFactory(name="Delft", code="GM0503", slug="delft"))


@shared_fixture
def solution(delft):
    return SolutionPageFactory(parent=delft, title="Meldingenformulier", contact_email="dienstverlening@delft.nl")


@pytest.fixture
def outage():
    """A mail server that does not answer, until `end()`."""

    class Outage:
        def __init__(self):
            self.patch = pytest.MonkeyPatch()
            self.patch.setattr(EmailBackend, "send_messages", self.refuse)

        def refuse(self, *args):
            raise smtplib.SMTPServerDisconnected("Connection unexpectedly closed")

        def end(self):
            self.patch.undo()

    outage = Outage()
    yield outage
    outage.end()


class TestDelivery:
    def test_a_mail_server_that_is_down_loses_nothing(self, solution, outage):
        assert post(solution).status_code == 302
        work()
        question = ContactRequest.objects.get()
        assert question.state == ContactRequestState.WAITING
        assert "SMTPServerDisconnected" in question.error
        outage.end()
        with time_machine.travel(timezone.now() + dt.timedelta(minutes=2)):
            work()
        assert ContactRequest.objects.get().state == ContactRequestState.DELIVERED
        assert len(mail_to("dienstverlening@delft.nl")) == 1
        assert len(mail_to(ASKED["email"])) == 1

    def test_after_the_last_try_it_waits_for_an_editor_who_can_send_it_again(self, solution, outage):
        post(solution)
        with time_machine.travel(timezone.now(), tick=False) as clock:
            for _try in range(questions.MOST_TRIES):
                work()
                clock.shift(questions.LONGEST_WAIT + dt.timedelta(minutes=1))
            question = ContactRequest.objects.get()
            assert question.state == ContactRequestState.FAILED
            assert question.tries == questions.MOST_TRIES
            outage.end()
            assert questions.try_again(question)
            work()
        assert ContactRequest.objects.get().state == ContactRequestState.DELIVERED
        assert not questions.try_again(question)

    def test_a_refused_confirmation_does_not_hold_back_the_question(self, solution, monkeypatch):
        sound = EmailBackend.send_messages

        def refuse_visitors(self, messages):
            if ASKED["email"] in messages[0].to:
                raise smtplib.SMTPRecipientsRefused({})
            return sound(self, messages)

        monkeypatch.setattr(EmailBackend, "send_messages", refuse_visitors)
        post(solution)
        with time_machine.travel(timezone.now(), tick=False) as clock:
            for _try in range(questions.MOST_CONFIRMATIONS + 2):
                work()
                clock.shift(questions.LONGEST_WAIT)
        question = ContactRequest.objects.get()
        assert question.state == ContactRequestState.DELIVERED
        assert question.acknowledged_at is None

    def test_two_workers_send_it_once(self, solution):
        post(solution)
        question = ContactRequest.objects.get()
        questions.deliver_question.enqueue(question.pk)
        questions.confirm_question.enqueue(question.pk, 1)
        work()
        assert len(mail_to("dienstverlening@delft.nl")) == 1
        assert len(mail_to(ASKED["email"])) == 1

    def test_a_try_that_was_broken_off_is_taken_up_again(self, solution):
        post(solution)
        DBTaskResult.objects.all().delete()
        assert questions.take_up_again() == 0
        later = timezone.now() + questions.LEASE + dt.timedelta(minutes=1)
        with time_machine.travel(later):
            assert questions.take_up_again() == 1
            assert questions.take_up_again() == 0
            work()
        assert mail_to("dienstverlening@delft.nl")

    def test_with_nobody_to_ask_the_question_says_so(self, delft):
        post(SolutionPageFactory(parent=delft))
        work()
        question = ContactRequest.objects.get()
        assert question.state == ContactRequestState.WAITING
        assert "NobodyToAsk" in question.error

    def test_a_page_that_is_gone_still_gets_its_question_to_the_organisation(self, solution, delft):
        set_role(User.objects.create_user("jan", "jan@delft.nl"), delft.organisation, Role.EDITOR)
        post(solution)
        solution.delete()
        work()
        assert "Meldingenformulier" in mail_to("jan@delft.nl")[0].subject

    def test_the_log_holds_no_personal_data(self, solution, caplog):
        caplog.set_level("INFO")
        post(solution)
        work()
        assert "question_delivered" in caplog.text
        for typed in ("Sjoukje", "devries", "zaaksysteem", "dienstverlening@"):
            assert typed not in caplog.text


def test_old_questions_are_deleted_at_night_and_what_is_on_its_way_is_kept(solution, settings):
    settings.QUESTION_DAYS = 30
    for number in range(3):
        post(solution, text=f"Werkt dit ook met zaaksysteem {number}?")
    first, second, third = ContactRequest.objects.order_by("pk")
    old = timezone.now() - dt.timedelta(days=31)
    ContactRequest.objects.filter(pk=first.pk).update(asked_at=old, state=ContactRequestState.DELIVERED)
    ContactRequest.objects.filter(pk=second.pk).update(asked_at=old)
    forget_questions()
    assert list(ContactRequest.objects.order_by("pk")) == [second, third]
    assert ContactRequest.objects.get(pk=second.pk).client == ""
    assert ContactRequest.objects.get(pk=third.pk).client != ""


def test_the_mark_of_a_visitor_differs_each_day_and_is_no_address(solution):
    with time_machine.travel(dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)) as clock:
        post(solution)
        clock.shift(dt.timedelta(days=1))
        post(solution)
    marks = set(ContactRequest.objects.values_list("client", flat=True))
    assert len(marks) == 2
    assert not [mark for mark in marks if "127" in mark and "." in mark]


def test_what_went_wrong_is_told_without_addresses():
    refused = smtplib.SMTPRecipientsRefused({"jan@delft.nl": (550, b"no such user <jan@delft.nl>")})
    reason = questions._reason(refused)
    assert reason.startswith("SMTPRecipientsRefused: ")
    assert "550" in reason
    assert "jan" not in reason
