"""Who asked what is read by those who may answer: the organisation's own editors, and VNG. Nobody else, by any way."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hub.models import User
from organisations.models import Role
from organisations.participation.onboarding import offboard, set_role
from solutions.contact.delivery import ask
from solutions.models import ContactRequest, ContactRequestState
from tests.functional.asking import work

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(delft):
    return ContactRequest.objects.create(
        page_id=delft.live.pk,
        page_title=delft.live.title,
        organisation=delft.organisation,
        name="Sjoukje de Vries",
        email="s.devries@example.org",
        text="Werkt dit ook met ons zaaksysteem?",
        next_try=timezone.now(),
        state=ContactRequestState.FAILED,
        error="SMTPException",
    )


def reads(client, question):
    """Whether anything of the question reaches this client, through the list or its own address."""
    answers = [client.get(reverse("question_list")), client.get(reverse("question_detail", args=[question.pk]))]
    answers.append(client.get(reverse("question_list") + "?status=failed"))
    return any("Sjoukje" in answer.content.decode() for answer in answers)


def retries(client, question):
    client.post(reverse("question_retry", args=[question.pk]))
    question.refresh_from_db()
    return question.state != ContactRequestState.FAILED


def member(organisation, role):
    user = User.objects.create_user(f"{role}-lid", f"{role}@example.org", "een lang wachtwoord")
    set_role(user, organisation, role)
    client = Client()
    client.force_login(user)
    return client


def test_the_editors_of_the_organisation_read_it_and_send_it_again(question, delft):
    assert reads(delft.client, question)
    assert retries(delft.client, question)


def test_vng_reads_it_and_sends_it_again(question, vng):
    assert reads(vng, question)
    assert retries(vng, question)


def test_an_editor_elsewhere_does_neither(question, venray):
    assert not reads(venray.client, question)
    assert venray.client.get(reverse("question_detail", args=[question.pk])).status_code == 404
    assert not retries(venray.client, question)


def test_an_editor_elsewhere_who_once_worked_here_does_neither(question, delft, venray):
    set_role(venray.editor, delft.organisation, Role.EDITOR)
    assert reads(venray.client, question)
    set_role(venray.editor, delft.organisation, Role.MEMBER)
    assert not reads(venray.client, question)
    assert not retries(venray.client, question)


def test_a_mere_member_and_an_anonymous_visitor_do_neither(question, delft):
    for client in (member(delft.organisation, Role.MEMBER), Client()):
        assert not reads(client, question)
        assert not retries(client, question)


def test_after_its_organisation_left_its_editors_no_longer_do(question, delft):
    offboard(delft.organisation)
    assert not reads(delft.client, question)
    assert not retries(delft.client, question)


def test_a_question_of_an_organisation_that_is_gone_is_only_for_vng(question, delft, vng):
    ContactRequest.objects.update(organisation=None)
    assert not reads(delft.client, question)
    assert reads(vng, question)


def test_sending_again_needs_a_post(question, delft):
    assert delft.client.get(reverse("question_retry", args=[question.pk])).status_code == 405
    question.refresh_from_db()
    assert question.state == ContactRequestState.FAILED


def test_the_menu_leads_to_the_list_for_those_who_may_read_it(question, delft, vng):
    url = reverse("question_list")
    for client in (delft.client, vng):
        assert url in client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_list_asks_no_more_questions_when_there_are_more(question, delft, django_assert_max_num_queries):
    delft.client.get(reverse("question_list"))
    for _number in range(20):
        ContactRequest.objects.create(
            page_title="Parkeren", organisation=delft.organisation, name="Jan", email="jan@example.org",
            text="Wat kost dit?", next_try=timezone.now(),
        )  # fmt: skip
    with django_assert_max_num_queries(25):
        assert delft.client.get(reverse("question_list")).status_code == 200


def erases(client, question, **form):
    client.get(reverse("question_delete", args=[question.pk]))
    client.post(reverse("question_delete", args=[question.pk]), form)
    return not ContactRequest.objects.filter(pk=question.pk).exists()


def another(question, email):
    return ContactRequest.objects.create(
        page_title="Een ander", name="Iemand", email=email, text="?", next_try=timezone.now()
    )


def test_vng_erases_one_question_or_all_of_its_sender(question, vng):
    also, not_theirs = another(question, "S.deVries@example.org"), another(question, "p.devries@example.org")
    asked = vng.get(reverse("question_delete", args=[question.pk])).content.decode()
    assert "alle 2 vragen van dit adres" in asked
    assert erases(vng, question)
    assert {*ContactRequest.objects.all()} == {also, not_theirs}
    again = another(question, "s.devries@example.org")
    assert erases(vng, again, all="")
    assert [*ContactRequest.objects.all()] == [not_theirs]


def test_a_question_that_is_erased_on_its_way_is_not_sent(delft, vng, mailoutbox):
    ask(page=delft.live, title="", name="Sjoukje", email="s@example.org", works_for="", text="?", client="")
    assert erases(vng, ContactRequest.objects.get())
    work()
    assert not mailoutbox


def test_nobody_else_erases_it(question, delft, venray):
    assert not any(erases(client, question) for client in (delft.client, venray.client, Client()))
    assert "Verwijder" not in delft.client.get(reverse("question_detail", args=[question.pk])).content.decode()
