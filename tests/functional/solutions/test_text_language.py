"""Texts in another language than the site's say so wherever they stand (WCAG 3.1.2)."""

import pytest
from bs4 import BeautifulSoup

from hub.blocks import paragraphs
from organisations.participation.onboarding import onboard
from solutions.models import SolutionPage
from solutions.models.solution_parts import RelationKind, SolutionRelation
from tests.factories import OrganisationFactory, ReuseFactory, SolutionPageFactory
from tests.functional.conftest import built_and_drained

pytestmark = pytest.mark.django_db


@pytest.fixture
def delft():
    return onboard(OrganisationFactory(name="Delft", code="GM0503", slug="delft"))


@pytest.fixture
def italian(delft):
    return SolutionPageFactory(
        parent=delft,
        title="Segnalazioni",
        slug="segnalazioni",
        summary="Segnalazioni sulla mappa del comune.",
        approach=paragraphs("I cittadini inseriscono una segnalazione."),
        text_language="it",
    )


def spoken(client, address, **query):
    """The Italian texts of a page by the language in which a screen reader says them."""
    soup = BeautifulSoup(client.get(address, query).content, "html.parser")
    texts = soup.find_all(string=lambda text: text and ("Segnalazion" in text or "cittadini" in text))
    shown = [text for text in texts if text.find_parent("main") or text.find_parent(class_="breadcrumb")]
    # The name in "Vergelijk Segnalazioni" is part of a Dutch sentence.
    shown = [
        text for text in shown if not text.find_parent("script") and not text.find_parent(class_="visually-hidden")
    ]
    return {str(text.find_parent(lang=True)["lang"]) for text in shown}, len(shown)


def test_title_summary_and_approach_are_said_in_their_language(client, italian):
    html = BeautifulSoup(client.get(italian.get_url()).content, "html.parser")
    assert html.html["lang"] == "nl"
    assert html.h1["lang"] == html.select_one(".lead")["lang"] == "it"
    assert html.select_one("#aanpak").find_parent(lang=True)["lang"] == "nl"
    assert "cittadini" in html.select_one("#aanpak + [lang=it]").get_text()


def test_a_dutch_page_says_nothing_of_its_language(client, delft):
    page = SolutionPageFactory(parent=delft, approach=paragraphs("Inwoners melden."))
    html = BeautifulSoup(client.get(page.get_url()).content, "html.parser")
    assert {one["lang"] for one in html.find_all(lang=True)} == {"nl"}


def test_a_result_is_said_in_its_language(client, italian):
    built_and_drained()
    languages, count = spoken(client, "/zoeken/", q="segnalazioni")
    assert (languages, count) == ({"it"}, 2)


def test_cards_and_links_on_other_pages_are_said_in_their_language(client, delft, italian):
    other = SolutionPageFactory(parent=delft, title="Meldingen", slug="meldingen")
    SolutionRelation.objects.create(page=other, kind=RelationKind.ALTERNATIVE, other=italian)
    venray = onboard(OrganisationFactory(name="Venray", code="GM0984", slug="venray"))
    ReuseFactory(solution=italian, organisation=venray.organisation)
    for page in (delft, venray, other):
        languages, count = spoken(client, page.get_url())
        assert (page.title, languages) == (page.title, {"it"})
        assert count


def test_machines_hear_the_language_too(client, italian):
    html = client.get(italian.get_url()).content.decode()
    assert '"inLanguage": "it"' in html


def test_the_language_of_a_card_costs_no_query(italian, django_assert_num_queries):
    [card] = SolutionPage.objects.for_cards()
    with django_assert_num_queries(0):
        assert card.text_language == "it"
