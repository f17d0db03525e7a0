"""The pages about the site itself: they are there, link to each other, and say what the site does."""

import datetime as dt
import re
import tomllib
from pathlib import Path

import django
import elasticsearch
import pytest
import wagtail
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.checks import run_checks

import hub
from home.required_pages import REQUIRED_PAGES, blocks_of
from hub.blocks import paragraphs
from hub.models import BrandSettings, ContentPage
from solutions.evidence import LABELS
from tests.factories import ContentPageFactory, OrganisationPageFactory, SolutionPageFactory

ROOT = Path(__file__).resolve().parents[3]
SECURITY_TXT = "/.well-known/security.txt"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(db):
    cache.clear()


def seen(client, url):
    return BeautifulSoup(client.get(url).content, "html.parser")


def fields(client):
    text = client.get(SECURITY_TXT).content.decode()
    return dict(line.split(": ", 1) for line in text.splitlines())


def test_every_link_at_the_bottom_leads_somewhere(client):
    places = [link["href"] for link in seen(client, "/over/").footer("a")]
    assert "/colofon/" in places
    assert {place: client.get(place).status_code for place in places if place != "/beheer/"} == {
        place: 200 for place in places if place != "/beheer/"
    }


def test_how_evidence_is_determined_is_explained_where_the_ladder_leads(client):
    solution = SolutionPageFactory(parent=OrganisationPageFactory(slug="delft"))
    place = seen(client, solution.url).select_one(".ladder + details p a")["href"]
    url, anchor = place.split("#")
    heading = seen(client, url).find(id=anchor)
    assert heading.name == "h2"
    told = " ".join(steps.get_text() for steps in heading.find_all_next("ul", limit=2))
    assert [label for label in LABELS.values() if str(label) not in told] == []


def test_the_call_to_share_leads_to_how_one_takes_part(client):
    assert seen(client, "/over/").find(id="meedoen")


@pytest.mark.parametrize("required", REQUIRED_PAGES, ids=lambda required: required.slug)
def test_a_required_page_opens_for_editing_as_it_is_shown(required, admin_client):
    page = ContentPage.objects.get(slug=required.slug)
    assert [block.block_type for block in page.body] == [block["type"] for block in blocks_of(required.text)]
    assert admin_client.get(f"/beheer/pages/{page.pk}/edit/").status_code == 200


def test_privacy_names_the_days_of_the_settings(client, settings):
    settings.SEARCH_LOG_DAYS, settings.QUESTION_DAYS = 30, 90
    text = seen(client, "/privacy/").main.get_text()
    assert "Vragen aan de zoekmachine: 30 dagen." in text
    assert "met naam en adres: 90 dagen." in text
    settings.SEARCH_LOG_DAYS = 0
    assert "Vragen aan de zoekmachine: helemaal niet." in seen(client, "/privacy/").main.get_text()


def test_privacy_names_every_cookie_that_the_site_sets(settings, client):
    text = seen(client, "/privacy/").main.get_text()
    assert settings.SESSION_COOKIE_NAME in text
    assert settings.CSRF_COOKIE_NAME in text
    assert dt.timedelta(seconds=settings.SESSION_COOKIE_AGE) == dt.timedelta(weeks=2)


def test_reading_and_searching_sets_no_cookie(client):
    for url in ("/", "/privacy/", "/colofon/", "/organisaties/"):
        client.get(url)
    assert not client.cookies


def test_the_address_for_visitors_stands_where_they_need_it(client):
    assert seen(client, "/toegankelijkheid/").main.find("a", href="/stel-een-vraag/")
    BrandSettings.objects.create(contact_email="hulp@verderbouwen.example")
    for url in ("/over/", "/toegankelijkheid/", "/privacy/", "/kwetsbaarheid-melden/"):
        assert seen(client, url).main.find("a", href="mailto:hulp@verderbouwen.example")


def test_the_accessibility_statement_is_named_only_when_it_is_in_the_register(client):
    assert "nog geen toegankelijkheidsverklaring" in seen(client, "/toegankelijkheid/").main.get_text()
    register = "https://www.toegankelijkheidsverklaring.nl/register/1"
    BrandSettings.objects.create(accessibility_register_url=register)
    page = seen(client, "/toegankelijkheid/")
    assert page.main.find("a", href=register)
    assert page.footer.find("a", href=register)
    assert "nog geen toegankelijkheidsverklaring" not in page.main.get_text()


def test_headings_of_a_text_can_be_linked_to_and_never_share_an_address(client):
    body = blocks_of("## Kosten\n\nEens.\n\n## Inhoud\n\nTwee.\n\n## Kosten\n\nDrie.\n\n## €€€")
    page = ContentPageFactory(parent=OrganisationPageFactory(slug="delft"), title="Handleiding", body=body)
    soup = seen(client, page.url)
    anchors = [heading["id"] for heading in soup.select(".prose h2")]
    assert anchors == ["kosten", "inhoud-2", "kosten-2", "kop"]
    assert [link["href"] for link in soup.select(".on-this-page a")] == [f"#{anchor}" for anchor in anchors]


def test_a_short_text_has_no_list_of_its_headings(client):
    page = ContentPageFactory(parent=OrganisationPageFactory(slug="delft"), body=blocks_of("## Kosten\n\nGeen."))
    assert not seen(client, page.url).select(".on-this-page")


def test_texts_are_escaped_and_lists_are_lists():
    assert blocks_of("## A & B\n\n- eerst <b>\n- dan\n\ngewoon\nverder") == [
        {"type": "heading", "value": "A & B"},
        {"type": "paragraph", "value": "<ul><li>eerst &lt;b&gt;</li><li>dan</li></ul>"},
        *paragraphs("gewoon verder"),
    ]


def test_the_colophon_names_the_series_that_run_without_their_patches_and_thanks_with_licences(client, settings):
    settings.SOURCE_URL = "https://git.example/verderbouwen"
    main = seen(client, "/colofon/").main
    text = main.get_text()
    for version in (hub.__version__, django.get_version(), wagtail.__version__, elasticsearch.__versionstr__):
        series = ".".join(version.split(".")[:2])
        assert re.search(rf"versie {re.escape(series)}(?![.\d])", text)
    for name in ("Source Sans 3", "Tabler Icons", "OpenTaal", "CBS, Kadaster", "GEMMA", "SPDX"):
        assert name in text
    assert main.find("a", href="https://git.example/verderbouwen")


def test_without_an_address_of_the_source_the_colophon_promises_none(client):
    assert "De broncode" not in seen(client, "/colofon/").get_text()


def test_the_version_is_that_of_the_project():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert hub.__version__ == project["version"]


def test_security_txt_says_where_to_report_and_until_when_that_holds(client, settings):
    settings.SECURITY_CONTACT = "mailto:beveiliging@verderbouwen.example"
    settings.BASE_URL = "https://verderbouwen.example"
    response = client.get(SECURITY_TXT)
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    told = fields(client)
    expires = dt.datetime.fromisoformat(told.pop("Expires"))
    assert dt.timedelta(days=30) < expires - dt.datetime.now(dt.UTC) < dt.timedelta(days=365)
    assert told == {
        "Contact": "mailto:beveiliging@verderbouwen.example",
        "Preferred-Languages": "nl, en",
        "Canonical": "https://verderbouwen.example/.well-known/security.txt",
        "Policy": "https://verderbouwen.example/kwetsbaarheid-melden/",
    }


def test_security_txt_names_no_rules_that_were_withdrawn(client, settings):
    settings.SECURITY_CONTACT, settings.BASE_URL = "https://verderbouwen.example/meld", "https://verderbouwen.example"
    ContentPage.objects.get(slug="kwetsbaarheid-melden").unpublish()
    assert "Policy" not in fields(client)


def test_security_txt_names_no_address_without_https(client, settings):
    settings.SECURITY_CONTACT, settings.BASE_URL = "mailto:a@verderbouwen.example", "http://localhost:8000"
    assert set(fields(client)) == {"Contact", "Expires", "Preferred-Languages"}


def test_without_a_contact_there_is_no_security_txt_and_a_deployment_is_told(client, settings):
    settings.SECURITY_CONTACT = ""
    assert client.get(SECURITY_TXT).status_code == 404
    assert "hub.W001" in {message.id for message in run_checks(include_deployment_checks=True)}
    settings.SECURITY_CONTACT = "mailto:a@verderbouwen.example"
    assert "hub.W001" not in {message.id for message in run_checks(include_deployment_checks=True)}


def test_the_page_about_vulnerabilities_names_the_contact(client, settings):
    settings.SECURITY_CONTACT = "mailto:beveiliging@verderbouwen.example"
    link = seen(client, "/kwetsbaarheid-melden/").main.find("a", href=re.compile("^mailto:"))
    assert link.get_text() == "beveiliging@verderbouwen.example"
