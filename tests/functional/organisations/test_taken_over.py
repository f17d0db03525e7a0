"""Whoever did not put anything here itself does not take part and shares nothing: its facts were taken from a file."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from hub.models import Source, User
from organisations.models import Organisation, Role
from organisations.participation.onboarding import onboard, set_role
from search.indexing.records import to_record
from solutions.descriptions import describe_solution
from solutions.impact.counts import headline
from solutions.impact.figures import impact
from solutions.models import SolutionPage
from tests.factories import ExperiencePageFactory, OrganisationFactory, SolutionPageFactory
from tests.functional.conftest import built_and_drained
from tests.shared_fixtures import shared_fixture

pytestmark = pytest.mark.django_db


@shared_fixture
def amsterdam():
    """An organisation of which only a publiccode.yml is known."""
    page = onboard(OrganisationFactory(name="Amsterdam", code="GM0363", slug="amsterdam"))
    SolutionPageFactory(parent=page, title="Signalen", source=Source.PUBLICCODE, provenance={"title": {}})
    return page


@shared_fixture
def delft():
    """An organisation that shares something itself."""
    page = onboard(OrganisationFactory(name="Delft", code="GM0503", slug="delft"))
    SolutionPageFactory(parent=page, title="Meldwijzer")
    return page


def text_of(client, url):
    return " ".join(BeautifulSoup(client.get(url).content, "html.parser").main.get_text(" ").split())


def taking_part():
    return set(Organisation.objects.participating().values_list("name", flat=True))


@pytest.mark.both_databases
def test_who_takes_part(amsterdam, delft):
    onboard(OrganisationFactory(name="Urk"))
    OrganisationFactory(name="Zwolle")
    assert taking_part() == {"Delft", "Urk"}
    ExperiencePageFactory(parent=amsterdam)
    assert taking_part() == {"Amsterdam", "Delft", "Urk"}


@pytest.mark.both_databases
@pytest.mark.parametrize(("role", "active", "takes_part"), [
    (Role.EDITOR, True, True), (Role.MANAGER, True, True), (Role.EDITOR, False, False), (Role.MEMBER, True, False),
])  # fmt: skip
def test_who_has_people_here_that_write_takes_part(amsterdam, role, active, takes_part):
    user = User.objects.create_user("sanne", "sanne@amsterdam.nl", is_active=active)
    set_role(user, amsterdam.organisation, role)
    assert (taking_part() == {"Amsterdam"}) is takes_part


def test_the_list_and_the_profile_say_so(client, amsterdam, delft):
    listed = text_of(client, "/organisaties/")
    assert "Amsterdam (bekend uit openbare bronnen)" in listed
    assert "Delft (doet mee)" in listed
    profile = text_of(client, "/organisaties/amsterdam/")
    assert "Deelt" not in profile
    assert "Amsterdam heeft ze hier niet zelf geplaatst." in profile
    assert "Deze gemeente doet nog niet mee" in profile
    assert "doet nog niet mee" not in text_of(client, "/organisaties/delft/")


def test_the_page_and_the_card_of_a_solution_say_so(client, amsterdam, delft):
    taken, own = SolutionPage.objects.get(title="Signalen"), SolutionPage.objects.get(title="Meldwijzer")
    assert "Van Amsterdam , overgenomen uit publiccode.yml" in text_of(client, taken.url)
    assert "Gedeeld door" not in text_of(client, taken.url)
    assert "Gedeeld door Delft" in text_of(client, own.url)
    assert text_of(client, "/").count("overgenomen uit publiccode.yml") == 1
    taken.source = Source.IMPORT
    taken.save()
    assert "overgenomen uit openbare bronnen. De organisatie heeft" in text_of(client, taken.url)


def test_hits_and_the_api_say_so(client, amsterdam, delft):
    built_and_drained()
    found = text_of(client, "/zoeken/?soort=solution")
    assert found.count("overgenomen uit publiccode.yml") == 1
    assert "Gedeeld door" not in found
    hits = client.get("/api/v1/zoeken?soort=solution").json()["results"]
    assert {hit["title"]: hit["takenFrom"] for hit in hits} == {"Signalen": "publiccode", "Meldwijzer": ""}


def test_counts_and_figures_say_so(amsterdam, delft):
    _reused, participating, solutions = headline()
    assert (participating, solutions) == (1, 2)
    totals = {str(label): number for label, number in impact().totals}
    assert totals["oplossingen, gedeeld door organisaties"] == 1
    assert totals["oplossingen, overgenomen uit publiccode.yml en andere bronnen"] == 1
    assert totals["organisaties die meedoen"] == 1


def test_machines_are_told_that_its_owner_did_not_publish_it(amsterdam, delft):
    publishers = {page.title: describe_solution(page)["publisher"]["name"] for page in SolutionPage.objects.all()}
    assert publishers["Meldwijzer"] == "Delft"
    assert publishers["Signalen"] != "Amsterdam"
    assert to_record(SolutionPage.objects.get(title="Signalen")).taken_from == "publiccode"
