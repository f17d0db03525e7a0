"""The front page: what editors put on it, what it asks of the database, and how soon a change shows."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from home.kinds import LISTED_KINDS
from home.models import HomePage
from home.rendered_blocks import BODIES
from hub.models import User
from organisations.participation.onboarding import onboard
from solutions.impact.figures import impact
from tests.factories import (
    ContentPageFactory,
    EventPageFactory,
    ExperiencePageFactory,
    NewsPageFactory,
    OrganisationFactory,
    PolicyDomainFactory,
    ReuseFactory,
    SolutionPageFactory,
    ThemePageFactory,
)
from tests.shared_fixtures import shared_fixture

pytestmark = pytest.mark.django_db

MOST_WHEN_KNOWN = 6
MOST_WHEN_NEW = 30


@shared_fixture
def delft():
    return onboard(OrganisationFactory(name="Delft", code="GM0503", slug="delft"))


@pytest.fixture
def home(delft):
    return HomePage.objects.get()


def put(home, *blocks):
    """These blocks, as (type, value), on the front page."""
    home.body = [{"type": name, "value": value} for name, value in blocks]
    home.save_revision().publish()


def seen(client):
    return BeautifulSoup(client.get("/").content, "html.parser").main


def headings(page):
    return [heading.get_text() for heading in page("h2")]


def test_a_new_site_explains_its_idea_in_three_steps_and_calls_to_share(home, client):
    page = seen(client)
    assert [step.h3.get_text() for step in page.select(".steps li")] == ["Zoek", "Vraag", "Gebruik en deel"]
    assert page.select_one(".section--call a")["href"] == "/over/#meedoen"


def test_what_is_empty_leaves_no_gap_and_solutions_say_why_there_are_none(home, client):
    page = seen(client)
    assert headings(page) == ["Zo werkt het", "Nieuwe oplossingen", "In cijfers", "Deel wat bij u werkt"]
    assert "Zodra een gemeente er een deelt, staat die hier." in page.get_text()


def test_a_filled_site_shows_the_newest_of_each_kind_and_the_ways_to_all_of_them(delft, client):
    domain = PolicyDomainFactory(code="verkeer", label="Verkeer en vervoer")
    solution = SolutionPageFactory(parent=delft, title="Parkeervergunning online")
    solution.policy_domains.add(domain)
    solution.save()
    ExperiencePageFactory(parent=delft, title="Wat de balie ervan vond")
    NewsPageFactory(title="Súdwest-Fryslân doet mee")
    EventPageFactory(title="Samen verder in Den Haag")
    EventPageFactory(title="Al geweest", starts_at=timezone.now() - dt.timedelta(days=9))
    ThemePageFactory(title="Melden en openbare ruimte")
    page = seen(client)
    titles = {heading.get_text() for heading in page("h3")}
    assert {"Parkeervergunning online", "Wat de balie ervan vond", "Súdwest-Fryslân doet mee"} <= titles
    assert {"Samen verder in Den Haag", "Melden en openbare ruimte"} <= titles
    assert "Al geweest" not in titles
    links = {link["href"] for link in page("a")}
    assert {"/oplossingen/", "/ervaringen/", "/nieuws/", "/agenda/", "/themas/", "/cijfers/"} <= links
    assert "/oplossingen/?domein=verkeer" in links
    assert len({tag["id"] for tag in page.select("[id]")}) == len(page.select("[id]"))


def test_editors_choose_which_blocks_stand_there_and_in_what_order(home, delft, client):
    SolutionPageFactory(parent=delft, title="Grafregister")
    text = ("text", {"heading": "Welkom", "text": "<p>Fijn dat u er bent.</p>"})
    put(home, ("newest", {"heading": "", "kind": "solutions", "number": 1}), text)
    assert headings(seen(client)) == ["Oplossingen", "Welkom"]
    put(home, text)
    assert headings(seen(client)) == ["Welkom"]
    put(home)
    assert headings(seen(client)) == []


def test_a_list_shows_no_more_than_was_asked_and_the_newest_first(home, delft, client):
    now = timezone.now()
    for days in (3, 1, 2):
        SolutionPageFactory(parent=delft, title=f"{days} dagen oud", first_published_at=now - dt.timedelta(days=days))
    put(home, ("newest", {"heading": "Nieuw", "kind": "solutions", "number": 2}))
    assert [card.get_text() for card in seen(client)("h3")] == ["1 dagen oud", "2 dagen oud"]


def test_a_kind_that_no_longer_exists_shows_nothing(home, client):
    put(home, ("newest", {"heading": "Spoken", "kind": "spookpagina", "number": 3}))
    assert headings(seen(client)) == []


def test_every_kind_can_be_chosen_and_read(delft):
    assert list(LISTED_KINDS) == ["news", "events", "publications", "solutions", "experiences"]
    assert all(kind.read(1) == [] for kind in LISTED_KINDS.values())


def test_hand_picked_pages_stand_in_the_editors_order_and_only_when_public(home, delft, client):
    shown = SolutionPageFactory(parent=delft, title="Blijft", summary="Zonder woord erbij.")
    noted = ContentPageFactory(parent=delft, title="Eerst deze")
    hidden = SolutionPageFactory(parent=delft, title="Alleen voor leden", visibility="organisation")
    draft = SolutionPageFactory(parent=delft, title="Concept", live=False)
    behind = SolutionPageFactory(parent=delft, title="Achter slot")
    PageViewRestriction.objects.create(page=behind, restriction_type="login")
    order = [(noted, "Lees dit eerst."), (hidden, ""), (draft, ""), (behind, ""), (shown, "")]
    put(home, ("picks", {"heading": "Uitgelicht", "picks": [{"page": page.pk, "note": note} for page, note in order]}))
    page = seen(client)
    assert [card.get_text() for card in page("h3")] == ["Eerst deze", "Blijft"]
    assert "Lees dit eerst." in page.get_text()
    assert "Zonder woord erbij." in page.get_text()


def test_figures_count_confirmed_reuse_by_others_once(home, delft, client):
    solution = SolutionPageFactory(parent=delft)
    hidden = SolutionPageFactory(parent=delft, visibility="organisation")
    gouda, urk = OrganisationFactory(name="Gouda"), OrganisationFactory(name="Urk")
    ReuseFactory(solution=solution, organisation=gouda, status="pilot")
    ReuseFactory(solution=solution, organisation=gouda, status="in_use")
    ReuseFactory(solution=solution, organisation=urk, status="in_use", confirmed_at=None)
    ReuseFactory(solution=solution, organisation=delft.organisation, status="in_use")
    ReuseFactory(solution=hidden, organisation=urk, status="in_use")
    put(home, ("figures", {"heading": "In cijfers"}))
    figures = {row.dt.get_text(): row.dd.get_text() for row in seen(client).select(".figures div")}
    assert figures == {"keer hergebruikt, en bevestigd": "1", "organisaties die meedoen": "1", "oplossingen": "1"}


def test_the_front_page_and_the_page_of_figures_say_the_same(home, delft, client):
    real = SolutionPageFactory(parent=delft)
    invented = SolutionPageFactory(parent=delft, is_example=True)
    hidden = SolutionPageFactory(parent=delft, visibility="organisation")
    ExperiencePageFactory(parent=delft, is_example=True)
    onboard(OrganisationFactory(name="Voorbeeldstad", is_example=True))
    gouda, example = OrganisationFactory(name="Gouda"), OrganisationFactory(name="Elders", is_example=True)
    for solution in (real, invented, hidden):
        for organisation in (gouda, example):
            ReuseFactory(solution=solution, organisation=organisation, status="in_use")
    put(home, ("figures", {"heading": "In cijfers"}))
    figures = [row.dd.get_text() for row in seen(client).select(".figures div")]
    shared, participating, reused, _reached = (str(number) for _label, number in impact().totals)
    assert figures == [reused, participating, shared] == ["1", "1", "1"]


def test_the_button_leads_to_the_chosen_page_and_never_to_a_withdrawn_one(home, delft, client):
    page = ContentPageFactory(parent=delft, title="Zo doet u mee", slug="zo")
    call = {"heading": "Doe mee", "text": "Deel wat werkt.", "label": "Lees hoe", "page": page.pk}
    put(home, ("share", call))
    assert seen(client).select_one(".section--call a")["href"] == page.url
    page.unpublish()
    assert seen(client).select_one(".section--call a")["href"] == "/over/#meedoen"


def test_only_what_the_blocks_show_is_asked_for(home, client):
    put(home, ("text", {"heading": "Welkom", "text": "<p>Fijn.</p>"}))
    client.get("/")
    BODIES.clear()
    with CaptureQueriesContext(connection) as asked:
        client.get("/")
    tables = [query["sql"] for query in asked if "solutions_" in query["sql"] or "editorial_newspage" in query["sql"]]
    assert tables == []


def test_the_next_visitor_costs_hardly_a_question_however_much_stands_there(
    delft, client, django_assert_max_num_queries
):
    for _number in range(8):
        SolutionPageFactory(parent=delft)
        ExperiencePageFactory(parent=delft)
        NewsPageFactory()
        EventPageFactory()
        ThemePageFactory()
    with django_assert_max_num_queries(MOST_WHEN_NEW):
        client.get("/")
    with django_assert_max_num_queries(MOST_WHEN_KNOWN):
        client.get("/")


def test_what_is_published_or_closed_shows_at_the_next_visit(delft, client):
    client.get("/")
    solution = SolutionPageFactory(parent=delft, title="Net gedeeld")
    assert "Net gedeeld" in seen(client).get_text()
    PageViewRestriction.objects.create(page=solution, restriction_type="login")
    assert "Net gedeeld" not in seen(client).get_text()


def test_a_preview_shows_the_draft_and_leaves_what_visitors_see(home, client, rf):
    seen(client)
    home.body = [{"type": "text", "value": {"heading": "Nog een concept", "text": "<p>Later.</p>"}}]
    home.save_revision()
    preview = home.make_preview_request(rf.get("/"), home.default_preview_mode)
    assert "Nog een concept" in preview.rendered_content
    assert "Nog een concept" not in seen(client).get_text()


def test_editors_find_every_block_in_the_admin(home, client):
    client.force_login(User.objects.create_superuser("beheer", "beheer@example.org", "een heel lang wachtwoord"))
    html = client.get(f"/beheer/pages/{home.pk}/edit/").content.decode()
    labels = ("Het idee in stappen", "Het nieuwste", "Oproep om te delen", "Cijfers")
    assert [label for label in labels if label not in html] == []
