"""Keeping solutions to compare while searching on: only when asked, taken out again, no cookie for who never does."""

import re

import pytest
from bs4 import BeautifulSoup
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import SolutionPageFactory
from tests.functional.conftest import drained
from tests.shared_fixtures import shared_fixture

pytestmark = pytest.mark.django_db
KEEP = "/vergelijken/bewaren/"


@shared_fixture
def shared(hub):
    """Six solutions of Delft that a search for "fietsenstalling" finds."""
    titles = [f"Fietsenstalling {letter}" for letter in "ABCDEF"]
    made = [SolutionPageFactory(parent=hub["delft"], title=title, slug=title[-1].lower()) for title in titles]
    drained()
    return made


def keep(client, *solutions, **more):
    return client.post(KEEP, {"o": [one.pk for one in solutions], **more})


def tray(client, address="/oplossingen/"):
    """The titles in the tray of this page."""
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    return [link.get_text() for link in soup.select(".tray__list a")]


def links(client, address):
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    return {" ".join(link.get_text().split()): link["href"] for link in soup.select(".compare-link")}


def test_every_solution_that_is_found_leads_to_the_comparison_by_a_name_of_its_own(shared, client):
    found = links(client, "/zoeken/?q=fietsenstalling")
    assert found == {f"Vergelijk {one.title}": f"/vergelijken/?o={one.pk}" for one in shared}


@pytest.mark.parametrize("address", ["/", "/organisaties/delft/"])
def test_the_card_of_a_solution_leads_there_too(address, shared, client):
    assert links(client, address)["Vergelijk Fietsenstalling F"] == f"/vergelijken/?o={shared[5].pk}"


def test_what_is_no_solution_cannot_be_compared(shared, client):
    assert links(client, "/ervaringen/?q=vergunning") == {}


def test_what_is_kept_stands_on_every_page_and_goes_along_with_the_next_one(shared, client):
    answer = keep(client, shared[0], shared[1], next="/zoeken/?q=fietsenstalling&gemeente=delft")
    assert (answer.status_code, answer.url) == (302, "/zoeken/?q=fietsenstalling&gemeente=delft")
    for address in ("/", "/zoeken/?q=fietsenstalling", shared[2].url, "/organisaties/delft/", "/bestaat-niet/"):
        assert tray(client, address) == ["Fietsenstalling A", "Fietsenstalling B"]
    for address in ("/zoeken/?q=fietsenstalling", "/organisaties/delft/"):
        found = links(client, address)
        both = f"/vergelijken/?o={shared[0].pk}&o={shared[1].pk}"
        assert found["Vergelijk Fietsenstalling C"] == f"{both}&o={shared[2].pk}"
        assert found["Vergelijk Fietsenstalling A"] == both


def test_with_four_kept_a_fifth_is_compared_alone(shared, client):
    keep(client, *shared[:5])
    assert len(tray(client)) == 4
    found = links(client, "/zoeken/?q=fietsenstalling")
    assert found["Vergelijk Fietsenstalling F"] == f"/vergelijken/?o={shared[5].pk}"


def test_keeping_twice_is_keeping_once(shared, client):
    for _time in range(2):
        keep(client, shared[0], shared[1])
    assert tray(client) == ["Fietsenstalling A", "Fietsenstalling B"]


def test_one_is_taken_out_and_the_page_says_how_to_get_it_back(shared, client):
    keep(client, shared[0], shared[1])
    keep(client, shared[0], shared[1], eraf=shared[0].pk)
    soup = BeautifulSoup(client.get("/oplossingen/").content, "html.parser")
    assert soup.select_one(".notice a")["href"] == f"/vergelijken/?o={shared[0].pk}&o={shared[1].pk}"
    assert tray(client) == ["Fietsenstalling B"]
    assert not BeautifulSoup(client.get("/oplossingen/").content, "html.parser").select(".notice a")


def test_taking_all_out_removes_the_cookie(shared, client):
    keep(client, shared[0], shared[1])
    answer = keep(client, shared[0], shared[1], leeg="1")
    assert answer.cookies[django_settings.SESSION_COOKIE_NAME]["max-age"] == 0
    assert tray(client) == []


def test_taking_all_out_leaves_the_municipality(shared, client):
    client.post("/mijn-gemeente/", {"gemeente": "GM0503"})
    keep(client, shared[0])
    keep(client, leeg="1")
    assert tray(client) == []
    assert client.get("/mijn-gemeente/").context["choice"].organisation.name == "Delft"


def test_who_searches_and_compares_without_keeping_has_no_session(shared, client):
    for address in ("/", "/zoeken/?q=fietsenstalling", shared[0].url, "/organisaties/delft/", "/vergelijken/"):
        answer = client.get(address)
        assert not answer.cookies
    client.get(f"/vergelijken/?o={shared[0].pk}&o={shared[1].pk}")
    assert django_settings.SESSION_COOKIE_NAME not in client.cookies


def test_without_anything_kept_a_page_asks_the_database_nothing_more(shared, client):
    client.get("/oplossingen/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/oplossingen/")
    assert not [query for query in queries if "solutions_solutionpage" in query["sql"] and " IN (" in query["sql"]]


def test_another_site_cannot_fill_it(shared):
    strict = Client(enforce_csrf_checks=True)
    assert keep(strict, shared[0]).status_code == 403
    html = strict.get(f"/vergelijken/?o={shared[0].pk}").content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', html)[1]
    assert keep(strict, shared[0], csrfmiddlewaretoken=token).status_code == 302
    assert tray(strict) == ["Fietsenstalling A"]
    assert strict.get(KEEP).status_code == 405


def test_what_is_withdrawn_or_never_was_public_falls_out(shared, hub, client):
    hidden = SolutionPageFactory(parent=hub["delft"], live=False)
    keep(client, shared[0], hidden, shared[1])
    assert tray(client) == ["Fietsenstalling A", "Fietsenstalling B"]
    shared[0].unpublish()
    assert tray(client) == ["Fietsenstalling B"]


@pytest.mark.parametrize("posted", [{}, {"o": "x"}, {"o": ["9" * 40, "\x00"]}, {"eraf": "1"}, {"o": "1", "leeg": "1"}])
def test_nonsense_keeps_nothing_and_is_no_error(posted, shared, client):
    assert client.post(KEEP, posted).status_code == 302
    assert tray(client) == []


@pytest.mark.parametrize("value", ["12", {"a": 1}, ["x", None, 3.5], [[1]], 7])
def test_a_session_with_something_else_in_it_is_no_error(value, shared, client):
    session = client.session
    session["vergelijken"] = value
    session.save()
    assert client.get("/oplossingen/").status_code == 200
    assert client.get(f"/vergelijken/?o={shared[0].pk}").status_code == 200


@pytest.mark.parametrize(
    "address",
    ["https://evil.example/", "//evil.example/", "///evil.example", "/\\evil.example", "\\\\evil.example",
     "javascript:alert(1)", "http://testserver@evil.example/", "http://[", "", "zoeken/", "\x00//evil.example",
     "/zoeken/?q=" + "x" * 5_000, "http://testserver//evil.example/"],
)  # fmt: skip
def test_nobody_is_sent_to_another_site(address, shared, client):
    assert keep(client, shared[0], next=address).url == "/oplossingen/"


def test_after_taking_out_one_is_where_one_was(shared, client):
    keep(client, shared[0])
    posted = {"o": [shared[0].pk], "eraf": shared[0].pk}
    came_from = "http://testserver/zoeken/?q=fietsenstalling&soort=solution"
    assert client.post(KEEP, posted, headers={"Referer": came_from}).url == "/zoeken/?q=fietsenstalling&soort=solution"
    assert client.post(KEEP, posted, headers={"Referer": "https://evil.example/zoeken/"}).url == "/oplossingen/"


@pytest.mark.parametrize(
    ("came_from", "on"),
    [
        ("http://testserver/zoeken/?q=fiets%20stalling&pagina=2", "/zoeken/?q=fiets%20stalling&pagina=2"),
        ("http://testserver/organisaties/delft/", "/oplossingen/"),
        ("https://evil.example/zoeken/", "/oplossingen/"),
        ("", "/oplossingen/"),
    ],
)
def test_keeping_goes_on_with_the_search_that_one_came_from(came_from, on, shared, client):
    html = client.get(f"/vergelijken/?o={shared[0].pk}", headers={"Referer": came_from}).content
    assert BeautifulSoup(html, "html.parser").select_one(".compare-keep input[name=next]")["value"] == on


def test_the_comparison_offers_what_was_kept_before(shared, client):
    keep(client, shared[0], shared[1])
    html = client.get(f"/vergelijken/?o={shared[1].pk}").content
    offers = BeautifulSoup(html, "html.parser").select("[aria-labelledby=eerder-bewaard] .offers__add")
    assert [link["href"] for link in offers] == [f"/vergelijken/?o={shared[1].pk}&o={shared[0].pk}"]
