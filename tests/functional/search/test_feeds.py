"""Atom feeds: what is in them, and what must never be."""

from xml.etree import ElementTree as ET

import pytest

from tests.factories import (
    EventPageFactory,
    ExperiencePageFactory,
    NewsPageFactory,
    PublicationPageFactory,
    SolutionPageFactory,
    ThemePageFactory,
)
from tests.functional.conftest import built_and_drained

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}
KINDS = {
    "/feeds/nieuws/": NewsPageFactory,
    "/feeds/agenda/": EventPageFactory,
    "/feeds/publicaties/": PublicationPageFactory,
    "/feeds/oplossingen/": SolutionPageFactory,
    "/feeds/ervaringen/": ExperiencePageFactory,
}


def entries(response):
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = ET.fromstring(response.content)  # noqa: S314 - our own feed
    return [entry.findtext("a:title", namespaces=ATOM) for entry in feed.findall("a:entry", ATOM)]


@pytest.mark.parametrize("address", KINDS)
def test_feed_of_a_kind_holds_what_is_public_and_nothing_else(client, address):
    make = KINDS[address]
    assert entries(client.get(address)) == []
    make(title="Voor iedereen")
    make(title="Alleen voor ons", visibility="organisation")
    make(title="Nog niet klaar", live=False)
    (found,) = entries(client.get(address))
    assert found.endswith("Voor iedereen")


def test_feed_of_a_theme_holds_everything_with_its_tags(client):
    ThemePageFactory(slug="melden", tags=["Meldingen"])
    SolutionPageFactory(title="Meldapp", tags=["Meldingen"])
    NewsPageFactory(title="Nieuws over melden", tags=["Meldingen"])
    NewsPageFactory(title="Nieuws over parkeren", tags=["Parkeren"])
    assert set(entries(client.get("/feeds/thema/melden/"))) == {"Meldapp", "Nieuws over melden"}


def test_feed_of_an_organisation_holds_what_it_shares(client):
    solution = SolutionPageFactory(title="Meldapp")
    SolutionPageFactory(title="Van een ander")
    assert entries(client.get(f"/feeds/organisatie/{solution.organisation.slug}/")) == ["Meldapp"]


def test_closed_theme_and_unknown_organisation_have_no_feed(client):
    ThemePageFactory(slug="besloten", visibility="organisation")
    assert client.get("/feeds/thema/besloten/").status_code == 404
    assert client.get("/feeds/organisatie/atlantis/").status_code == 404


def test_feed_of_a_search_takes_the_parameters_of_the_search_page(hub, client):
    assert entries(client.get("/feeds/zoeken/?q=parkeervergunning")) == ["Parkeervergunningen online aanvragen"]
    assert "Handleiding zaaksysteem" in entries(client.get("/feeds/zoeken/?soort=article"))
    assert entries(client.get("/feeds/zoeken/?q=ruimtevaart&letterlijk=1")) == []


def test_new_kinds_are_found_and_can_be_filtered_by(client):
    NewsPageFactory(title="Zonnepanelen op het stadhuis")
    ThemePageFactory(title="Energie en zonnepanelen")
    EventPageFactory(title="Webinar zonnepanelen")
    PublicationPageFactory(title="Rapport zonnepanelen")
    built_and_drained()
    assert len(entries(client.get("/feeds/zoeken/?q=zonnepanelen"))) == 4
    response = client.get("/zoeken/?q=zonnepanelen&soort=event")
    assert [hit.title for hit in response.context["result"].hits] == ["Webinar zonnepanelen"]


def test_a_feed_holds_all_that_is_recent(client):
    for _number in range(8):
        SolutionPageFactory()
    assert len(entries(client.get("/feeds/oplossingen/"))) == 8


@pytest.mark.parametrize("kind", ["nieuws", "agenda", "publicaties"])
def test_list_leads_to_its_feed(client, kind):
    html = client.get(f"/{kind}/").content.decode()
    assert f'type="application/atom+xml" title="{kind.capitalize()}" href="/feeds/{kind}/"' in html


@pytest.mark.parametrize("address", KINDS)
def test_a_character_that_xml_cannot_hold_breaks_no_feed(client, address):
    KINDS[address](title="Regel een\x0bregel twee \x1b\ufffe", summary="Geplakt\x0cuit een presentatie")
    (found,) = entries(client.get(address))
    assert "Regel een regel twee" in found


def test_no_question_breaks_the_feed_of_a_search(hub, client):
    for question in ("a\x0bb", "\x1b", "<script>", "]]>", "\ufffe", "&amp;", '"'):
        entries(client.get("/feeds/zoeken/", {"q": question}))  # answers with 200, in XML that can be read
