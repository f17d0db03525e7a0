"""Addresses that nobody types by accident: answered with what is there, or with nothing, and never with an error."""

from itertools import product

import pytest

from tests.factories import EventPageFactory, SolutionPageFactory

pytestmark = pytest.mark.django_db

HUGE = "99999999999999999999999"
BY_NUMBER = ["/stel-een-vraag/{}/", "/stel-een-vraag/{}/verstuurd/", "/feeds/agenda/{}.ics"]
JUNK = [HUGE, "-1", "0", "1 OR 1=1", "1\x00", "\x00", "²", "١", "'; DROP TABLE hub_user;--", "<script>", "%ff", "1e5"]
LISTS = {
    "/vergelijken/": ("o", "gemeente", "zoek", "verschil"),
    "/vergelijken/csv/": ("o", "gemeente", "verschil"),
    "/kaart/": ("provincie", "domein", "sorteer"),
    "/cijfers/": ("voorbeelden",),
    "/mijn-gemeente/": ("next", "gemeente"),
}


@pytest.fixture(autouse=True)
def site(db):
    SolutionPageFactory(title="Parkeervergunning zonder papier")


@pytest.mark.parametrize("address", BY_NUMBER)
def test_a_page_with_an_impossible_number_is_not_there(address, client):
    for number in (HUGE, "0", "4294967296", "999999999"):
        assert client.get(address.format(number)).status_code == 404, number


def test_the_event_of_that_number_is_there(client):
    event = EventPageFactory()
    assert client.get(f"/feeds/agenda/{event.pk}.ics").status_code == 200


@pytest.mark.parametrize("path", LISTS)
def test_junk_in_the_address_of_a_list_is_no_error_and_comes_back_only_as_text(path, client):
    for name, junk in product(LISTS[path], JUNK):
        response = client.get(path, {name: [junk, junk], f"{name}[]": junk})
        assert response.status_code == 200, (path, name, junk)
        assert "<script>" not in response.content.decode().replace('<script type="', "")


def test_a_map_of_a_solution_that_cannot_be_is_not_there(client):
    for junk in JUNK:
        assert client.get("/kaart/", {"o": junk}).status_code == 404, junk


def test_thousands_of_solutions_to_compare_cost_no_more_than_a_few(client, django_assert_max_num_queries):
    client.get("/vergelijken/?o=1")
    with django_assert_max_num_queries(25):
        response = client.get("/vergelijken/?" + "&".join(f"o={number}" for number in range(1, 900)))
    assert response.status_code == 200
