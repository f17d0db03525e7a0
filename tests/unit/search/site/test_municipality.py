"""What "mijn gemeente" does to a search: it lifts, names and offers, and hides nothing."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.template.loader import render_to_string
from django.test import RequestFactory

from organisations.similarity.table import recompute
from search.site.municipality import SimilarUse, VisitorMunicipality
from search.types import SearchRequest
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def municipalities():
    """Delft and five that are ever less like it, with codes that do not follow that order."""
    named = {
        name: OrganisationFactory(name=name, code=code, slug=name.lower(), inhabitants=inhabitants)
        for name, code, inhabitants in [
            ("Delft", "GM0503", 109_577),
            ("Leiden", "GM0546", 112_000),
            ("Schiedam", "GM0606", 95_000),
            ("Gouda", "GM0513", 76_000),
            ("Gorinchem", "GM0512", 39_000),
            ("Urk", "GM0184", 22_000),
        ]
    }
    recompute()
    return named


def mine(address="/zoeken/", *, session=None):
    request = RequestFactory().get(address)
    request.user = AnonymousUser()
    request.session = SessionStore()
    request.session.update(session or {})
    return VisitorMunicipality.from_request(request)


def test_without_a_choice_nothing_is_lifted_and_nothing_asked(django_assert_num_queries):
    asked = SearchRequest("parkeren", filters={"province": ("Limburg",)})
    with django_assert_num_queries(0):
        found = mine("/zoeken/?q=parkeren")
    assert found.applied_to(asked) == asked
    assert (found.name, found.codes, found.labels(), found.uses(("GM0546",))) == ("", (), {}, None)


def test_a_choice_brings_its_similar_municipalities_in_two_queries(municipalities, django_assert_num_queries):
    with django_assert_num_queries(2):
        found = mine("/zoeken/?gemeente=delft")
    assert found.codes == ("GM0546", "GM0606", "GM0513", "GM0512", "GM0184")
    asked = SearchRequest("parkeren", filters={"similar": ("1",)})
    applied = found.applied_to(asked)
    assert (applied.question, applied.filters, applied.similar) == ("parkeren", asked.filters, found.codes)


def test_the_facet_falls_away_when_it_is_not_known_who_is_alike(municipalities):
    asked = SearchRequest(filters={"similar": ("1",), "province": ("Limburg",)})
    for address in ("/zoeken/?zoals-mijn=1", "/zoeken/?zoals-mijn=1&gemeente=GM9999"):
        found = mine(address)
        assert found.applied_to(asked).filters == {"province": ("Limburg",)}
        assert found.wants_facet
    assert not mine("/zoeken/?zoals-mijn=1&gemeente=delft").wants_facet


@pytest.mark.parametrize(
    ("adopters", "expected"),
    [
        ((), None),
        (("GM0503", "GM9999"), None),
        (("GM0512", "GM0546"), SimilarUse(2, ["Leiden", "Gorinchem"], 0)),
        (("GM0184", "GM0512", "GM0513", "GM0546", "GM0606"), SimilarUse(5, ["Leiden", "Schiedam", "Gouda"], 2)),
    ],
)
def test_a_hit_names_the_first_three_similar_municipalities_that_use_it_most_alike_first(
    municipalities, adopters, expected
):
    assert mine("/zoeken/?gemeente=delft").uses(adopters) == expected


def test_addresses_lead_to_the_choice_and_back_and_to_the_same_search_without(municipalities):
    found = mine("/zoeken/?q=zaak&gemeente=GM0503&domein=zorg&pagina=3")
    assert found.without_url == "/zoeken/?q=zaak&domein=zorg"
    change = urlsplit(found.change_url)
    assert change.path == "/mijn-gemeente/"
    assert parse_qs(change.query) == {
        "gemeente": ["delft"],
        "next": ["/zoeken/?q=zaak&gemeente=GM0503&domein=zorg&pagina=3"],
    }
    assert (found.form_code, found.can_forget) == ("GM0503", False)


def test_a_remembered_choice_does_not_travel_in_addresses_and_can_be_forgotten(municipalities):
    found = mine(session={"gemeente": "GM0503"})
    assert (found.name, found.form_code, found.can_forget) == ("Delft", "", True)
    assert "gemeente" not in parse_qs(urlsplit(found.change_url).query)


def test_the_panel_names_an_unknown_municipality_as_text_only(municipalities):
    html = render_to_string("search/_municipality.html", {"mine": mine("/zoeken/?gemeente=<b>Atlantis</b>")})
    assert "&lt;b&gt;Atlantis&lt;/b&gt;" in html
    assert "<b>Atlantis" not in html


def test_a_municipality_of_which_too_little_is_known_lifts_nothing():
    OrganisationFactory(name="Bergen (NH.)", slug="bergen-nh", inhabitants=None)
    found = mine("/zoeken/?gemeente=bergen-nh")
    assert (found.name, found.codes) == ("Bergen (NH.)", ())
    assert found.applied_to(SearchRequest(filters={"similar": ("1",)})).filters == {}


def test_a_municipality_may_be_named_without_a_visit(municipalities):
    assert (
        VisitorMunicipality.from_code("gm0503").codes
        == VisitorMunicipality.from_code(" delft\x00").codes
        == mine("/?gemeente=delft").codes
    )
    assert [one.name for one in VisitorMunicipality.from_code("delft").users(("GM0512", "GM0546", "GM9999"))] == [
        "Leiden",
        "Gorinchem",
    ]
    assert VisitorMunicipality.from_code("Atlantis") is None
    assert (VisitorMunicipality.from_code("").codes, VisitorMunicipality.from_code("").name) == ((), "")
