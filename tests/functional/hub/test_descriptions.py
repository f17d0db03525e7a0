"""What pages say of themselves in the words of schema.org."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup

from hub.structured_data.markup import known
from organisations.participation.onboarding import onboard
from solutions.descriptions import kind_of
from solutions.models import SolutionPage
from solutions.models.theme import ThemePick
from tests.factories import (
    EventPageFactory,
    ExperiencePageFactory,
    NewsPageFactory,
    OrganisationFactory,
    PublicationPageFactory,
    SolutionPageFactory,
    ThemePageFactory,
)
from tests.functional.solution_shelf import OWN_MAIL, full_solution

pytestmark = pytest.mark.django_db


@pytest.fixture
def delft(settings):
    settings.BASE_URL = "https://hub.example"
    return onboard(OrganisationFactory(name="Delft", code="GM0503", slug="delft", latitude=52.01, longitude=4.36))


def told(client, url):
    """What a page says it is, next to the way to it."""
    html = client.get(url).content.decode()
    blocks = BeautifulSoup(html, "html.parser").find_all("script", type="application/ld+json")
    data = [json.loads(block.string) for block in blocks]
    (found,) = [one for one in data if one["@type"] not in {"BreadcrumbList", "WebSite"}]
    assert found["@context"] == "https://schema.org"
    assert "@" not in "".join(texts(found)), "no e-mail address"
    return found


def texts(value):
    """Every text among the values of data."""
    if isinstance(value, dict):
        for one in value.values():
            yield from texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)
    elif isinstance(value, str):
        yield value


def test_a_solution_with_source_says_whose_it_is_and_where_the_source_stands(client, delft):
    page = full_solution(delft)
    data = told(client, page.url)
    assert data["@type"] == "SoftwareSourceCode"
    assert data["codeRepository"] == "https://github.com/delft/meldingen"
    assert data["license"] == "https://spdx.example/EUPL-1.2"
    assert data["author"]["@type"] == "GovernmentOrganization"
    assert data["author"]["url"] == "https://hub.example/organisaties/delft/"
    assert data["keywords"] == ["meldingen"]
    assert data["image"].startswith("https://hub.example/media/images/")
    assert OWN_MAIL not in json.dumps(data)


@pytest.mark.parametrize(
    ("kind", "repository", "expected"),
    [
        ("software", "", "SoftwareApplication"),
        ("component", "https://github.com/delft/x", "SoftwareSourceCode"),
        ("dataset", "https://github.com/delft/x", "Dataset"),
        ("working_method", "", "CreativeWork"),
        ("standard", "https://github.com/delft/x", "CreativeWork"),
    ],
)
def test_the_class_follows_the_kind(kind, repository, expected):
    assert kind_of(SolutionPage(kind=kind, repository_url=repository)) == expected


def test_an_experience_names_who_tells_it_and_public_solutions_only(client, delft):
    shown = SolutionPageFactory(parent=delft, slug="open", title="Open")
    hidden = SolutionPageFactory(parent=delft, slug="dicht", visibility="organisation")
    story = ExperiencePageFactory(parent=delft, slug="verhaal")
    story.solutions.add(shown, hidden)
    story.save_revision().publish()
    data = told(client, story.url)
    assert data["@type"] == "Article"
    assert [one["name"] for one in data["author"]] == ["Delft"]
    assert [one["name"] for one in data["about"]] == ["Open"]


def test_an_organisation_says_so_with_and_without_a_page_of_its_own(client, delft):
    OrganisationFactory(name="Urk", code="GM0184", slug="urk")
    OrganisationFactory(name="Bureau Noord", code="BN", slug="bureau-noord", kind="leverancier")
    own = told(client, "/organisaties/delft/")
    assert (own["@type"], own["identifier"]) == ("GovernmentOrganization", "GM0503")
    assert own["location"]["geo"]["latitude"] == 52.01
    assert told(client, "/organisaties/urk/")["name"] == "Urk"
    assert told(client, "/organisaties/bureau-noord/")["@type"] == "Organization"


def test_news_events_publications_and_themes_say_what_they_are(client, delft):
    news = told(client, NewsPageFactory(slug="nieuws-een").url)
    assert (news["@type"], "T" in news["datePublished"]) == ("NewsArticle", True)
    event = told(client, EventPageFactory(slug="middag", is_online=True, organiser="Delft").url)
    assert event["@type"] == "Event"
    assert event["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert [one["@type"] for one in event["location"]] == ["Place", "VirtualLocation"]
    assert event["startDate"] < event["endDate"]
    assert told(client, PublicationPageFactory(slug="rapport").url)["@type"] == "Report"
    theme = ThemePageFactory(slug="melden")
    theme.picks = [ThemePick(page=SolutionPageFactory(parent=delft, slug="keus", title="De keus"))]
    theme.save_revision().publish()
    collection = told(client, theme.url)
    assert collection["@type"] == "CollectionPage"
    assert [one["name"] for one in collection["hasPart"]] == ["De keus"]


@pytest.mark.parametrize(
    "text", ["Mail jan.de.vries@delft.nl.", "jan@delft.nl", "(info@sudwestfryslan.frl)", "Jan <jan@x.co.uk>"]
)
def test_an_e_mail_address_in_a_text_is_left_out(text):
    assert "@" not in known({"description": text, "author": [{"name": text}]})["description"]
    assert "@" not in known({"author": [{"name": text}]})["author"][0]["name"]


def test_what_is_empty_is_not_said():
    assert known({"name": "Delft", "image": "", "author": {}, "keywords": [], "place": None}) == {"name": "Delft"}


def test_an_address_of_a_page_with_an_at_sign_stays():
    url = "https://blog.example/@delft/meldingen.html"
    assert known({"sameAs": [url]}) == {"sameAs": [url]}
