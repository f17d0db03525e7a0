"""The search page for a visitor with a municipality: what similar ones use moves up, says so, and is a facet."""

from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organisations.models import Organisation
from organisations.similarity.table import recompute
from tests.factories import OrganisationFactory, ReuseFactory, SolutionPageFactory
from tests.functional.conftest import built_and_drained
from tests.shared_fixtures import shared_fixture

pytestmark = pytest.mark.django_db
NAMES = ("Leiden", "Schiedam", "Gouda", "Zoetermeer")


@shared_fixture
def alike(hub):
    """Two solutions that a question finds equally well; the second by name is used by four that are like Delft."""
    Organisation.objects.filter(code="GM0503").update(inhabitants=109_577)
    others = [OrganisationFactory(name=name, inhabitants=100_000 - 5_000 * place) for place, name in enumerate(NAMES)]
    distant = [OrganisationFactory(name=name, inhabitants=1_000) for name in ("Vlieland", "Schiermonnikoog")]
    for place in range(12):
        OrganisationFactory(name=f"Zwolle {place}", inhabitants=60_000)
    plain = SolutionPageFactory(parent=hub["venray"], title="Fietsenstalling A", slug="stalling-a")
    used = SolutionPageFactory(parent=hub["venray"], title="Fietsenstalling B", slug="stalling-b")
    for organisation in others:
        ReuseFactory(solution=used, organisation=organisation)
    for organisation in [*distant, OrganisationFactory(name="Urk", inhabitants=900), OrganisationFactory()]:
        ReuseFactory(solution=plain, organisation=organisation)
    recompute()
    built_and_drained()
    return {"plain": plain, "used": used}


def found(response):
    return [hit.title for hit in response.context["result"].hits]


def page(response):
    return BeautifulSoup(response.content, "html.parser")


def labels(response):
    return {facet.key: [option.label for option in facet.options] for facet in response.context["facets"]}


def test_what_similar_municipalities_use_moves_up_and_nothing_is_left_out(alike, client):
    without = client.get("/zoeken/?q=fietsenstalling")
    mine = client.get("/zoeken/?q=fietsenstalling&gemeente=GM0503")
    assert found(without)[:2] == ["Fietsenstalling A", "Fietsenstalling B"]
    assert found(mine)[:2] == ["Fietsenstalling B", "Fietsenstalling A"]
    assert sorted(found(mine)) == sorted(found(without))


def test_a_hit_says_which_similar_municipalities_use_it_and_others_say_nothing(alike, client):
    html = page(client.get("/zoeken/?q=fietsenstalling&gemeente=GM0503"))
    (text,) = [one.get_text(" ", strip=True) for one in html.select(".hit__alike")]
    assert "4" in text
    assert "Leiden, Schiedam, Gouda" in text
    assert "Delft" in text
    assert not page(client.get("/zoeken/?q=fietsenstalling")).select(".hit__alike")


def test_the_facet_is_there_only_with_a_municipality_and_carries_its_name(alike, client):
    assert "similar" not in labels(client.get("/zoeken/?q=fietsenstalling"))
    (label,) = labels(client.get("/zoeken/?q=fietsenstalling&gemeente=GM0503"))["similar"]
    assert "Delft" in label
    narrowed = client.get("/zoeken/?q=fietsenstalling&gemeente=GM0503&zoals-mijn=1")
    assert found(narrowed) == ["Fietsenstalling B"]
    (chip,) = narrowed.context["chips"]
    assert "Delft" in chip.label
    assert parse_qs(urlsplit(chip.url_without).query) == {"q": ["fietsenstalling"], "gemeente": ["GM0503"]}


def test_without_a_municipality_the_facet_filters_nothing_and_the_page_says_why(alike, client):
    response = client.get("/zoeken/?q=fietsenstalling&zoals-mijn=1")
    assert len(found(response)) == 2
    assert response.context["chips"] == []
    assert page(response).select(".mine .notice--attention")


def test_an_unknown_municipality_is_named_and_the_search_goes_on(alike, client):
    response = client.get("/zoeken/?q=fietsenstalling&gemeente=Atlantis")
    assert len(found(response)) == 2
    assert "Atlantis" in page(response).select_one(".mine .notice--attention").get_text()


def test_every_link_and_form_of_the_page_keeps_the_municipality_of_the_address(alike, client):
    response = client.get("/zoeken/?q=fietsenstalling&gemeente=GM0503&sorteer=nieuwste&provincie=Limburg")
    html = page(response)
    for form in html.select("form[method=get]"):
        assert form.select_one("input[type=hidden][name=gemeente]")["value"] == "GM0503"
    links = [link["href"] for link in html.select(".sort a, a.chip, .pagination a")]
    assert links
    assert all("gemeente=GM0503" in link for link in links)


def test_a_remembered_municipality_does_the_same_and_stays_out_of_addresses(alike, client):
    client.post("/mijn-gemeente/", {"gemeente": "GM0503"})
    response = client.get("/zoeken/?q=fietsenstalling")
    assert found(response)[0] == "Fietsenstalling B"
    assert "Cookie" in response["Vary"]
    assert not page(response).select("form[method=get] input[name=gemeente]")
    assert page(response).select_one(".mine form button[name=vergeten]")


def test_a_municipality_asks_two_questions_more(alike, client):
    addresses = ["/zoeken/?q=fietsenstalling", "/zoeken/?q=fietsenstalling&gemeente=GM0503"]
    asked = []
    for address in addresses:
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        asked.append(len(queries))
    assert asked[1] == asked[0] + 2


@pytest.mark.parametrize("address", ["/zoeken/", "/oplossingen/?q=fiets&gemeente=GM0503", "/zoeken/?gemeente=Atlantis"])
def test_searching_sets_no_cookie_for_who_never_chose(address, alike, client):
    assert not client.get(address).cookies
