"""Before and after asking, the page says who really receives the question, and so does the confirmation."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.urls import reverse

from hub.models import BrandSettings, User
from organisations.models import Role
from organisations.participation.onboarding import onboard, set_role
from solutions.models import ContactRequest, ContactRequestState
from tests.factories import ExperiencePageFactory, OrganisationFactory, SolutionPageFactory
from tests.functional.asking import ASKED, mail_to, post, url_of, work
from tests.shared_fixtures import shared_fixture

pytestmark = pytest.mark.django_db


@shared_fixture
def delft():
    return onboard(OrganisationFactory(name="Delft", code="GM0503", slug="delft"))


@pytest.fixture
def editors():
    editor = User.objects.create_user("vng", "redactie@vng.nl")
    editor.groups.add(Group.objects.get(name="VNG-redactie"))


def text_of(client, url):
    return " ".join(BeautifulSoup(client.get(url).content, "html.parser").main.get_text(" ").split())


def a_contact(page):
    page.contact_email, page.contact_name = "dienstverlening@delft.nl", "team Dienstverlening"
    page.save()
    return "Uw vraag gaat naar team Dienstverlening bij Delft.", "dienstverlening@delft.nl"


def an_unnamed_contact(page):
    page.contact_email = "dienstverlening@delft.nl"
    page.save()
    return "Uw vraag gaat naar de contactpersoon voor deze pagina bij Delft.", "dienstverlening@delft.nl"


def somebody_at_the_organisation(page):
    set_role(User.objects.create_user("jan", "jan@delft.nl"), page.organisation, Role.EDITOR)
    return "Uw vraag gaat naar wie op deze site voor Delft werkt.", "jan@delft.nl"


def only_a_name(page):
    page.contact_name = "team Dienstverlening"
    page.save()
    return nobody_there(page)


def nobody_there(page):
    goes = "Uw vraag gaat naar de redactie van deze site, bij de VNG; die zoekt iemand die het weet."
    return f"Delft beantwoordt hier nog geen vragen. {goes}", "redactie@vng.nl"


@pytest.mark.parametrize("factory", [SolutionPageFactory, ExperiencePageFactory])
@pytest.mark.parametrize(
    "situation", [a_contact, an_unnamed_contact, somebody_at_the_organisation, only_a_name, nobody_there]
)
def test_every_page_says_who_receives_it_and_they_do(client, delft, editors, factory, situation):
    if factory is ExperiencePageFactory and situation in {a_contact, an_unnamed_contact, only_a_name}:
        pytest.skip("an experience has no contact of its own")
    page = factory(parent=delft)
    says, address = situation(page)
    for url in (page.url, url_of(page), reverse("ask_sent", args=[page.pk])):
        assert says in text_of(client, url)
        assert "rechtstreeks naar hen" not in text_of(client, url)
        assert address not in text_of(client, url)
    post(page)
    work()
    assert mail_to(address)
    assert says in " ".join(mail_to(ASKED["email"])[0].body.split())


def test_when_nobody_receives_it_the_page_says_so(client, delft):
    page = SolutionPageFactory(parent=delft)
    assert "Op dit moment ontvangt niemand vragen." in text_of(client, url_of(page))


class TestTheSiteItself:
    def test_a_question_about_the_site_goes_to_its_editors(self, client, editors):
        form = BeautifulSoup(client.get("/stel-een-vraag/").content, "html.parser")
        assert "Uw vraag gaat naar de redactie van deze site, bij de VNG." in " ".join(form.main.get_text(" ").split())
        response = client.post(form.main.form["action"], ASKED)
        assert (response.status_code, response["Location"]) == (302, "/stel-een-vraag/verstuurd/")
        assert "Uw vraag gaat naar de redactie" in text_of(client, response["Location"])
        work()
        question = ContactRequest.objects.get()
        assert (question.page, question.organisation, question.state) == (None, None, ContactRequestState.DELIVERED)
        assert "Verderbouwen" in mail_to("redactie@vng.nl")[0].subject
        assert "Uw vraag gaat naar de redactie" in mail_to(ASKED["email"])[0].body

    def test_a_second_click_sends_one_question(self, editors, client):
        for _time in range(2):
            assert client.post("/stel-een-vraag/", ASKED).status_code == 302
        assert ContactRequest.objects.count() == 1

    def test_what_is_wrong_is_refused(self, client):
        refused = client.post("/stel-een-vraag/", {**ASKED, "text": "x"})
        assert refused.status_code == 422
        assert "Dit is te kort: typ minstens 10 tekens (nu: 1)." in refused.content.decode()

    @pytest.mark.parametrize("address", ["", "post@verderbouwen.example"])
    def test_the_call_to_take_part_leads_to_somebody(self, client, address):
        BrandSettings.objects.create(contact_email=address)
        call = BeautifulSoup(client.get("/over/").content, "html.parser").find(id="meedoen")
        links = [link["href"] for link in call.find_all_next("a", limit=1)]
        assert links == ([f"mailto:{address}"] if address else ["/stel-een-vraag/"])
