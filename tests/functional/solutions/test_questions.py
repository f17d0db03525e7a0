"""Stel een vraag: the form, and what it refuses."""

import datetime as dt
import re

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.utils import timezone

from hub.limits import Limit
from hub.links import absolute_url
from hub.models import User
from organisations.models import Role
from organisations.participation.onboarding import onboard, set_role
from solutions.contact import delivery
from solutions.models import ContactRequest, ContactRequestState
from tests.factories import ExperiencePageFactory, OrganisationFactory, SolutionPageFactory
from tests.functional.asking import ASKED, mail_to, post, url_of, work
from tests.shared_fixtures import shared_fixture

pytestmark = pytest.mark.django_db


@shared_fixture
def delft():
    return onboard(OrganisationFactory(name="Delft", code="GM0503", slug="delft"))


@shared_fixture
def solution(delft):
    return SolutionPageFactory(parent=delft, title="Meldingenformulier", contact_email="dienstverlening@delft.nl")


class TestAsking:
    def test_the_contact_gets_the_question_and_can_answer_who_asked(self, solution):
        response = post(solution)
        assert response.status_code == 302
        assert response["Location"] == f"{url_of(solution)}verstuurd/"
        assert not mail.outbox, "nobody waits for a mail server"
        work()
        (sent,) = mail_to("dienstverlening@delft.nl")
        assert sent.reply_to == [ASKED["email"]]
        assert "Werkt dit ook met ons zaaksysteem?\nEn wat kostte de koppeling?" in sent.body
        assert "Sjoukje de Vries" in sent.body
        assert solution.get_full_url() in sent.body
        assert ContactRequest.objects.get().state == ContactRequestState.DELIVERED

    def test_the_mail_to_who_answers_is_dutch_from_the_first_word_to_the_last(self, solution):
        post(solution)
        work()
        (sent,) = mail_to("dienstverlening@delft.nl")
        answer = (
            "Beantwoord deze e-mail: uw antwoord gaat rechtstreeks naar wie de vraag stelde. "
            "Uw adres heeft de site aan niemand laten zien."
        )
        assert sent.body.rstrip().split("\n") == [
            f"Sjoukje de Vries heeft een vraag over “{solution.title}”.",
            solution.get_full_url(),
            "",
            "Vraag:",
            "Werkt dit ook met ons zaaksysteem?",
            "En wat kostte de koppeling?",
            "",
            "Naam: Sjoukje de Vries",
            "Organisatie: Súdwest-Fryslân",
            "E-mail: s.devries@sudwestfryslan.nl",
            "",
            answer,
            f"Alle vragen aan uw organisatie: {absolute_url('/beheer/vragen/')}",
        ]

    def test_who_asked_gets_a_confirmation_that_repeats_nothing_and_names_no_address(self, solution):
        post(solution)
        work()
        (sent,) = mail_to(ASKED["email"])
        assert "Meldingenformulier" in sent.subject
        whole = sent.body + sent.subject + str(sent.message())
        for typed in ("zaaksysteem", "Sjoukje", "dienstverlening@delft.nl"):
            assert typed not in whole

    def test_the_thank_you_page_says_what_happens_and_no_page_shows_the_address(self, solution, client):
        for url in (solution.url, url_of(solution), f"{url_of(solution)}verstuurd/"):
            response = client.get(url)
            assert response.status_code == 200
            assert "dienstverlening@delft.nl" not in response.content.decode()
            assert "mailto:diens" not in response.content.decode()
        assert url_of(solution) in client.get(solution.url).content.decode()

    def test_an_experience_can_be_asked_about_and_goes_to_the_managers_of_its_organisation(self, delft):
        story = ExperiencePageFactory(parent=delft, title="Wat wij leerden")
        for name, role in (("fatima", Role.MANAGER), ("jan", Role.EDITOR)):
            set_role(User.objects.create_user(name, f"{name}@delft.nl"), delft.organisation, role)
        post(story)
        work()
        assert mail_to("fatima@delft.nl")
        assert not mail_to("jan@delft.nl")

    def test_who_may_only_read_here_and_manages_elsewhere_gets_nothing(self, delft):
        other = onboard(OrganisationFactory(name="Gouda", code="GM0513", slug="gouda"))
        reader = User.objects.create_user("lid", "lid@gouda.nl")
        set_role(reader, delft.organisation, Role.MEMBER)
        set_role(reader, other.organisation, Role.MANAGER)
        set_role(User.objects.create_user("jan", "jan@delft.nl"), delft.organisation, Role.EDITOR)
        post(ExperiencePageFactory(parent=delft, title="Wat wij leerden"))
        work()
        assert mail_to("jan@delft.nl")
        assert not mail_to("lid@gouda.nl")

    def test_without_anybody_at_the_organisation_the_editors_of_vng_get_it(self, delft):
        editor = User.objects.create_user("vng", "redactie@vng.nl")
        editor.groups.add(Group.objects.get(name="VNG-redactie"))
        post(SolutionPageFactory(parent=delft))
        work()
        assert mail_to("redactie@vng.nl")

    @pytest.mark.parametrize("change", [{"live": False}, {"visibility": "municipalities"}])
    def test_what_is_not_public_cannot_be_asked_about(self, change, delft, client):
        hidden = SolutionPageFactory(parent=delft, **change)
        for url in (url_of(hidden), f"{url_of(hidden)}verstuurd/", f"/stel-een-vraag/{delft.pk}/"):
            assert client.get(url).status_code == 404
        assert post(hidden).status_code == 404
        assert not ContactRequest.objects.exists()

    def test_a_form_that_came_from_elsewhere_is_refused(self, solution):
        strict = Client(enforce_csrf_checks=True)
        assert strict.post(url_of(solution), ASKED).status_code == 403
        assert not ContactRequest.objects.exists()

    def test_a_form_that_was_open_for_too_long_comes_back_with_what_was_typed_and_can_be_sent(self, solution):
        strict = Client(enforce_csrf_checks=True)
        response = strict.post(url_of(solution), ASKED)
        page = response.content.decode()
        assert response.status_code == 403
        assert "Er is nog niets verstuurd" in page
        assert "Werkt dit ook met ons zaaksysteem?" in page
        assert f'value="{ASKED["email"]}"' in page
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.split("<main", 1)[1]).group(1)
        assert strict.post(url_of(solution), {**ASKED, "csrfmiddlewaretoken": token}).status_code == 302
        assert ContactRequest.objects.count() == 1

    def test_a_second_click_sends_one_question_and_another_question_is_one_more(self, solution):
        for _click in range(2):
            assert post(solution)["Location"] == f"{url_of(solution)}verstuurd/"
        assert ContactRequest.objects.count() == 1
        post(solution, text="En werkt het ook zonder DigiD?")
        assert ContactRequest.objects.count() == 2

    def test_a_colleague_elsewhere_may_ask_the_same(self, solution):
        post(solution)
        assert Client(REMOTE_ADDR="192.0.2.7").post(url_of(solution), ASKED).status_code == 302
        assert ContactRequest.objects.count() == 2


WRONG = {
    "no name": {"name": " "},
    "no question": {"text": ""},
    "a question of one word": {"text": "Kosten?"},
    "no e-mail address": {"email": "sjoukje"},
    "a line in the name": {"name": "Sjoukje\nBcc: slachtoffer@example.org"},
    "a line in the address": {"email": "s@example.org\r\nBcc: slachtoffer@example.org"},
    "a line in the organisation": {"works_for": "Sneek\r\nSubject: anders"},
    "two addresses": {"email": "a@example.org, b@example.org"},
    "NUL": {"text": "Werkt dit\x00 ook bij ons?"},
    "an escape": {"text": "Werkt dit \x1b[31m ook bij ons?"},
    "turned direction": {"name": "Sjoukje \u202eseirV ed"},
    "a book": {"text": "a" * 4_001},
    "a long name": {"name": "a" * 121},
    "a long address": {"email": f"{'a' * 250}@example.org"},
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_right_is_refused_at_its_field_and_what_was_typed_stays(name, solution):
    response = post(solution, **WRONG[name])
    page = response.content.decode()
    (field,) = WRONG[name]
    assert response.status_code == 422
    assert f'id="id_{field}_error"' in page
    assert f'href="#id_{field}"' in page
    for other in {"name", "email", "works_for"} - {field}:
        assert f'value="{ASKED[other]}"' in page
    if field != "text":
        assert "Werkt dit ook met ons zaaksysteem?" in page
    assert not ContactRequest.objects.exists()


def test_names_in_any_script_and_markup_are_kept_as_they_are(solution):
    post(solution, name="Özlem <b>Ünal</b> & 李", works_for="'s-Hertogenbosch 🏛")
    work()
    (sent,) = mail_to("dienstverlening@delft.nl")
    assert "Özlem <b>Ünal</b> & 李" in sent.body
    assert "'s-Hertogenbosch 🏛" in sent.body


def test_a_title_with_lines_and_markup_makes_a_subject_on_one_line(solution):
    solution.title = "Meldingen\r\nBcc: x@example.org <b>&amp;</b> " + "é" * 200
    solution.save()
    post(solution)
    work()
    (sent,) = mail_to("dienstverlening@delft.nl")
    assert "\n" not in sent.subject
    assert sent.bcc == []
    assert sent.message()["Bcc"] is None


def test_a_robot_sends_nothing_and_a_person_whose_browser_filled_in_too_much_only_sends_anew(solution):
    response = post(solution, onderwerp="http://spam.example")
    page = response.content.decode()
    assert response.status_code == 422
    assert not ContactRequest.objects.exists()
    assert "spam.example" not in page
    assert ASKED["name"] in page
    assert post(solution).status_code == 302


def test_who_asks_much_must_wait_and_keeps_the_text(solution, delft):
    other = SolutionPageFactory(parent=delft)
    for number in range(5):
        assert post(other, text=f"Werkt dit ook met zaaksysteem {number}?").status_code == 302
    response = post(solution)
    assert response.status_code == 429
    assert response["Retry-After"] == "3600"
    assert "Werkt dit ook met ons zaaksysteem?" in response.content.decode()
    assert Client(REMOTE_ADDR="192.0.2.7").post(url_of(solution), ASKED).status_code == 302
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=61)):
        assert post(solution).status_code == 302


def test_a_page_that_gets_too_many_questions_holds_them_and_refuses_nobody(solution, mailoutbox):
    for number in range(21):
        asked = {**ASKED, "email": f"vrager{number}@example.org"}
        assert Client(REMOTE_ADDR=f"192.0.2.{number}").post(url_of(solution), asked).status_code == 302
    work()
    assert len(mail_to("dienstverlening@delft.nl")) == 20
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=61)):
        work()
    assert len(mail_to("dienstverlening@delft.nl")) == 21


def test_no_hour_brings_more_questions_than_a_page_may_get(solution, monkeypatch, mailoutbox):
    monkeypatch.setattr(delivery, "PER_PAGE", Limit("question.page", 2, dt.timedelta(hours=1)))
    for number in range(7):
        asked = {**ASKED, "email": f"vrager{number}@example.org"}
        assert Client(REMOTE_ADDR=f"192.0.2.{number}").post(url_of(solution), asked).status_code == 302
    delivered = []
    for hour in range(4):
        with time_machine.travel(timezone.now() + dt.timedelta(hours=hour, minutes=1)):
            work()
        delivered.append(len(mail_to("dienstverlening@delft.nl")))
    assert delivered == [2, 4, 6, 7]


def test_the_whole_site_holds_questions_when_there_are_too_many(solution, monkeypatch):
    monkeypatch.setattr(delivery, "PER_SITE", Limit("question.site", 1, dt.timedelta(hours=1)))
    for number in range(2):
        assert Client(REMOTE_ADDR=f"192.0.2.{number}").post(url_of(solution), ASKED).status_code == 302
    work()
    assert len(mail_to("dienstverlening@delft.nl")) == 1
    assert len(mail_to(ASKED["email"])) == 1


def test_nobody_fills_the_mailbox_of_another_with_confirmations(solution):
    spellings = [
        "Slachtoffer@victim.example",
        "slachtoffer+1@victim.example",
        '"slachtoffer"@victim.example',
        "SLACHTOFFER@VICTIM.example",
        "slachtoffer+twee@victim.example",
        "slachtoffer@vic\u00adtim.example",
    ]
    for number, email in enumerate(spellings):
        asked = {**ASKED, "text": f"Werkt dit ook met zaaksysteem {number}?", "email": email}
        assert Client(REMOTE_ADDR=f"2001:db8:{number}::1").post(url_of(solution), asked).status_code == 302
    work()
    assert len(mail.outbox) - len(mail_to("dienstverlening@delft.nl")) == 3
    assert len(mail_to("dienstverlening@delft.nl")) == 6


def test_a_subscriber_of_ipv6_is_one_visitor(solution, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    for number in range(6):
        asked = {**ASKED, "text": f"Werkt dit ook met zaaksysteem {number}?"}
        visitor = Client(headers={"X-Forwarded-For": f"2001:db8:0:1::{number}"})
        assert visitor.post(url_of(solution), asked, secure=True).status_code == (302 if number < 5 else 429)


def test_behind_our_proxy_the_address_that_it_added_counts_and_not_what_the_visitor_says(solution, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    for number in range(5):
        forged = {"X-Forwarded-For": f"192.0.2.{number}, 203.0.113.9"}
        asked = {**ASKED, "text": f"Werkt dit ook met zaaksysteem {number}?"}
        assert Client(headers=forged).post(url_of(solution), asked).status_code == 302
    again = Client(headers={"X-Forwarded-For": "192.0.2.99, 203.0.113.9"})
    assert again.post(url_of(solution), ASKED).status_code == 429
    assert Client(headers={"X-Forwarded-For": "203.0.113.10"}).post(url_of(solution), ASKED).status_code == 302
