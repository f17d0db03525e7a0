"""The public profile of an organisation, taking part or only known from the registry."""

from __future__ import annotations

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils.translation import gettext, ngettext

from hub.breadcrumbs import BREADCRUMBS
from hub.models import User
from organisations.models import OrganisationSuccession, PartnershipMember
from organisations.page.partners import partnerships_of
from organisations.page.profile import PROFILES, profile_html
from organisations.participation.onboarding import onboard
from organisations.similarity.table import recompute
from solutions.models import ClaimedBy
from solutions.profile import CARDS, peers_of
from tests.factories import ContentPageFactory, OrganisationFactory, ReuseFactory, SolutionPageFactory
from tests.shared_fixtures import shared_fixture

pytestmark = pytest.mark.django_db


@shared_fixture
def delft():
    return OrganisationFactory(
        name="Delft", code="GM0503", slug="delft", inhabitants=109577, inhabitants_year=2024, province="Zuid-Holland"
    )


@shared_fixture
def urk(delft):
    """A municipality that is known from the registry only."""
    return OrganisationFactory(name="Urk", code="GM0184", slug="urk")


def html_of(client, organisation):
    response = client.get(organisation.url)
    assert response.status_code == 200
    return response.content.decode()


def test_what_it_uses_shows_status_since_when_and_who_says_so(client, delft):
    signalen = SolutionPageFactory(title="Signalen")
    forms = SolutionPageFactory(title="Open Formulieren")
    ReuseFactory(
        organisation=delft, solution=signalen, status="pilot", since=dt.date(2025, 3, 1), lesson="Begin in één wijk."
    )
    ReuseFactory(organisation=delft, solution=forms, confirmed_at=None, claimed_by=ClaimedBy.SUPPLIER)
    html = html_of(client, delft)
    confirmed, _heading, claimed = html.partition(gettext("Stated, not confirmed"))
    assert "Signalen" in confirmed
    assert "maart 2025" in confirmed
    assert "Begin in één wijk." in confirmed
    assert "Open Formulieren" not in confirmed
    assert "Open Formulieren" in claimed
    assert "een leverancier" in claimed


def test_use_of_what_is_not_public_stays_hidden(client, delft):
    ReuseFactory(organisation=delft, solution=SolutionPageFactory(title="Nog geheim", live=False))
    assert "Nog geheim" not in html_of(client, delft)


def test_a_municipality_that_does_not_take_part_is_invited(client, urk):
    html = html_of(client, urk)
    assert gettext("This municipality does not take part yet") in html
    assert 'href="/over/"' in html.partition('id="meedoen"')[2]


def test_one_that_takes_part_is_not_invited_again(client, delft):
    onboard(delft)
    assert 'id="meedoen"' not in html_of(client, delft)


def test_a_municipality_that_ended_is_not_invited_but_leads_on(client, delft):
    haren = OrganisationFactory(name="Haren", code="GM0017", slug="haren", ended_on=dt.date(2019, 1, 1))
    groningen = OrganisationFactory(name="Groningen", code="GM0014", slug="groningen")
    OrganisationSuccession.objects.create(predecessor=haren, successor=groningen, on=dt.date(2019, 1, 1))
    html = html_of(client, haren)
    assert 'id="meedoen"' not in html
    assert 'href="/organisaties/groningen/"' in html
    assert 'href="/organisaties/haren/"' in html_of(client, groningen)


def test_partners_are_those_of_today(client, delft):
    samen, oud = (
        OrganisationFactory(name=name, code=code, slug=code.lower(), kind="samenwerkingsverband")
        for name, code in (("Dimpact", "DIMPACT"), ("Haaglanden", "HAAGLANDEN"))
    )
    PartnershipMember.objects.create(organisation=delft, partnership=samen, since=dt.date(2020, 1, 1))
    PartnershipMember.objects.create(organisation=delft, partnership=oud, until=dt.date(2014, 12, 31))
    assert [one.partnership for one in partnerships_of(delft)["partnerships"]] == [samen]
    assert "Dimpact" in html_of(client, delft)
    assert "Delft" in html_of(client, samen)


def test_peers_use_most_of_the_same_and_are_all_real(delft):
    signalen, forms = SolutionPageFactory(), SolutionPageFactory()
    tilburg = OrganisationFactory(name="Tilburg", code="GM0855", slug="tilburg")
    zwolle = OrganisationFactory(name="Zwolle", code="GM0193", slug="zwolle")
    invented = OrganisationFactory(name="Voorbeeldstad", code="EX0001", slug="voorbeeldstad", is_example=True)
    for organisation, solution in [
        (delft, signalen), (delft, forms), (zwolle, signalen), (zwolle, forms), (tilburg, forms), (invented, forms),
    ]:  # fmt: skip
        ReuseFactory(organisation=organisation, solution=solution)
    ReuseFactory(organisation=OrganisationFactory(), solution=forms, confirmed_at=None)
    assert [(peer.organisation.name, peer.shared) for peer in peers_of(delft)] == [("Zwolle", 2), ("Tilburg", 1)]


def test_peers_show_how_much_they_have_in_common(client, delft):
    signalen = SolutionPageFactory()
    for organisation in (delft, OrganisationFactory(name="Zwolle", code="GM0193", slug="zwolle")):
        ReuseFactory(organisation=organisation, solution=signalen)
    common = ngettext("%(count)s solution in common", "%(count)s solutions in common", 1) % {"count": 1}
    assert common in html_of(client, delft).partition("Zwolle")[2]


def test_articles_below_the_page_are_listed_and_drafts_are_not(client, delft):
    parent = onboard(delft)
    ContentPageFactory(parent=parent, title="Zo werken wij met data", slug="data")
    ContentPageFactory(parent=parent, title="Concept over sensoren", slug="sensoren", live=False)
    html = html_of(client, delft)
    assert "Zo werken wij met data" in html
    assert "Concept over sensoren" not in html


def test_facts_carry_their_year(client, delft):
    facts = html_of(client, delft).partition('id="feiten"')[2]
    assert "109.577" in facts
    assert "(2024)" in facts
    assert "Zuid-Holland" in facts


def test_a_new_computation_of_similar_municipalities_shows_at_once(client, delft):
    OrganisationFactory(
        name="Gouda", code="GM0513", slug="gouda", inhabitants=75_000, inhabitants_year=2024, province="Zuid-Holland"
    )
    assert "Gemeenten zoals Delft" not in html_of(client, delft)
    recompute()
    assert "Gemeenten zoals Delft" in html_of(client, delft)


def test_more_on_the_profile_asks_no_more_questions(client, delft, django_assert_max_num_queries):
    onboard(delft)

    def grow(count):
        for _number in range(count):
            solution = SolutionPageFactory()
            ReuseFactory(organisation=delft, solution=solution)
            ReuseFactory(organisation=OrganisationFactory(), solution=solution)
            partnership = OrganisationFactory(kind="samenwerkingsverband")
            PartnershipMember.objects.create(organisation=delft, partnership=partnership)

    grow(1)
    client.get(delft.url)
    PROFILES.clear()
    BREADCRUMBS.clear()
    with django_assert_max_num_queries(35) as few:
        html_of(client, delft)
    grow(4)
    with django_assert_max_num_queries(35) as many:
        html_of(client, delft)
    assert len(many) <= len(few)


def test_a_long_list_leads_to_all_of_it(client, delft):
    parent = onboard(delft)
    for number in range(CARDS):
        SolutionPageFactory(parent=parent, title=f"Oplossing {number}", slug=f"oplossing-{number}")
    assert "organisatie=" not in html_of(client, delft)
    newest = SolutionPageFactory(parent=parent, title="Meldbalie", slug="meldbalie")
    shown = BeautifulSoup(html_of(client, delft), "html.parser").select_one("section[aria-labelledby=oplossingen]")
    assert len(shown.select("article")) == CARDS
    assert newest.title in shown.text
    link = shown.select_one("a[href*='organisatie=']")
    assert link.text == f"Alle {CARDS + 1} oplossingen van Delft"
    assert link["href"] == "/oplossingen/?organisatie=GM0503"


class TestKept:
    @pytest.fixture
    def shared(self, delft):
        return SolutionPageFactory(parent=onboard(delft), title="Meldbalie", slug="meldbalie")

    def test_the_next_visitor_costs_no_questions_about_the_profile(
        self, client, delft, shared, django_assert_max_num_queries
    ):
        html_of(client, delft)
        with django_assert_max_num_queries(12):
            html_of(client, delft)

    def test_what_changes_shows_at_once(self, client, delft, shared):
        assert "Meldbalie" in html_of(client, delft)
        use = ReuseFactory(organisation=delft, solution=SolutionPageFactory(title="Signalen"))
        assert "Signalen" in html_of(client, delft)
        use.delete()
        assert "Signalen" not in html_of(client, delft)
        shared.unpublish()
        assert "Meldbalie" not in html_of(client, delft)
        delft.seat = "Den Hoorn"
        delft.save()
        assert "Den Hoorn" in html_of(client, delft)

    def test_a_solution_that_moves_leaves_one_profile_for_the_other(self, client, delft, shared):
        leiden = OrganisationFactory(name="Leiden", code="GM0546", slug="leiden")
        target = onboard(leiden)
        assert "Meldbalie" in html_of(client, delft)
        assert "Meldbalie" not in html_of(client, leiden)
        shared.move(target, "last-child")
        assert "Meldbalie" not in html_of(client, delft)
        assert "Meldbalie" in html_of(client, leiden)

    def test_a_new_address_of_the_list_shows_in_the_way_to_a_profile(self, client, delft, shared):
        html_of(client, delft)
        above = shared.get_parent().get_parent()
        above.title = "Wie meedoen"
        above.save()
        assert "Wie meedoen" in html_of(client, delft)

    def test_who_is_logged_in_or_keeps_something_to_compare_leaves_nothing_for_others(self, delft, shared):
        other = SolutionPageFactory(title="Signalen")
        keeper, colleague, visitor = Client(), Client(), Client()
        session = keeper.session
        session["vergelijken"] = [other.pk]
        session.save()
        colleague.force_login(User.objects.create_user("delft", "a@delft.example", "een lang wachtwoord"))
        both = f"/vergelijken/?o={other.pk}&amp;o={shared.pk}"
        for first, second in ((keeper, visitor), (visitor, keeper)):
            PROFILES.clear()
            seen = {id(client): html_of(client, delft) for client in (colleague, first, second)}
            assert both in seen[id(keeper)]
            assert both not in seen[id(visitor)]
            assert f"/vergelijken/?o={shared.pk}" in seen[id(visitor)]

    def test_a_draft_under_preview_is_not_kept(self, client, delft, shared, rf):
        request = rf.get("/")
        request.session, request.user, request.is_preview = {}, AnonymousUser(), True
        page = delft.page
        page.introduction = "<p>Nog niet gepubliceerd</p>"
        assert "Nog niet gepubliceerd" in profile_html(delft, page, request)
        assert "Nog niet gepubliceerd" not in html_of(client, delft)
