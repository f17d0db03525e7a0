"""Who uses a solution, what it cost them and what they learned, as its page tells."""

from __future__ import annotations

import pytest
from django.utils.translation import gettext, ngettext

from organisations.participation.onboarding import onboard
from organisations.similarity.table import recompute, similar_to
from solutions.models import Reuse
from solutions.page.costs import reported_costs
from solutions.page.uses import AT_ONCE, uses_of
from tests.factories import ExperiencePageFactory, OrganisationFactory, SolutionPageFactory
from tests.functional.solution_shelf import parts, user
from tests.shared_fixtures import shared_fixture

pytestmark = pytest.mark.django_db


@shared_fixture
def delft():
    return onboard(OrganisationFactory(name="Delft", code="GM0503", slug="delft"))


@shared_fixture
def solution(delft):
    return SolutionPageFactory(parent=delft, slug="meldingen")


class TestWhoCounts:
    def test_each_organisation_counts_once_and_the_owner_and_claims_do_not(self, client, delft, solution):
        leiden = OrganisationFactory(name="Leiden")
        user(solution, "", organisation=leiden, status="pilot")
        user(solution, "", organisation=leiden)
        user(solution, "", organisation=delft.organisation)
        user(solution, "Zwolle", confirmed=False)
        user(solution, "Assen", status="stopped")
        strip = parts(client, solution).soup.select_one(".used-by")
        expected = ngettext("Used by %(count)s organisation", "Used by %(count)s organisations", 1) % {"count": 1}
        assert expected in " ".join(strip.get_text(" ").split())
        assert [name.get_text() for name in strip("a")] == ["Leiden"]

    def test_the_rule_at_hand_is_the_rule_of_the_database(self, solution):
        for number, status in enumerate(("in_use", "pilot", "stopped", "interest")):
            user(solution, f"Gemeente {number}", status=status)
            user(solution, f"Anders {number}", status=status, confirmed=False)
            user(solution, "", status=status, organisation=OrganisationFactory(is_example=True))
        in_memory = {row.pk for row in Reuse.objects.select_related("organisation", "solution") if row.is_counted}
        assert in_memory == set(Reuse.objects.counted().values_list("pk", flat=True))
        assert len(in_memory) == 2

    def test_a_claim_stands_apart_with_who_says_it(self, client, solution):
        user(solution, "Arnhem", confirmed=False, claimed_by="supplier", claim_source="https://leverancier.example/")
        words = parts(client, solution)("gebruik")
        assert gettext("Stated, not confirmed") in words
        assert words.index(gettext("Stated, not confirmed")) < words.index("Arnhem")
        assert "https://leverancier.example/" in str(parts(client, solution).soup)

    def test_who_stopped_does_not_look_like_a_user(self, client, solution):
        user(solution, "Assen", status="stopped", reason="De leverancier hield ermee op.")
        soup = parts(client, solution).soup
        assert not soup.select("#gebruik ~ .uses .badge--good")
        assert "De leverancier hield ermee op." in parts(client, solution)("gebruik")

    def test_everything_that_a_user_tells_is_shown(self, client, solution):
        user(
            solution,
            "Súdwest-Fryslân",
            scale="40 gebruikers",
            version="2.4",
            effort_band="weeks",
            adapted="Fries erbij.",
            cost_band_once="lt10k",
            costs_actual=True,
            would_do_again=True,
            lesson="Begin bij het KCC.",
        )
        words = parts(client, solution)("gebruik")
        for told in ("40 gebruikers", "2.4", "Fries erbij.", "Begin bij het KCC.", f"({gettext('actual')})"):
            assert told in words
        assert f"{gettext('Would do it again')} {gettext('Yes')}" in words

    def test_many_users_are_folded_and_all_are_there(self, client, solution):
        for number in range(AT_ONCE + 3):
            user(solution, f"Gemeente {number:02}")
        soup = parts(client, solution).soup
        section = soup.find("section", attrs={"aria-labelledby": "gebruik"})
        assert len(section.select("details .uses > li")) == 3
        assert len(section.select(".uses > li")) == AT_ONCE + 3

    def test_the_map_opens_at_this_solution(self, client, solution):
        user(solution, "Leiden")
        links = [link["href"] for link in parts(client, solution).soup.select("a")]
        assert f"/kaart/?o={solution.pk}" in links


class TestSimilarMunicipalities:
    @pytest.fixture
    def alike(self, solution):
        """Three users, of which one is like the visitor's municipality; registered in the wrong order."""
        facts = {"area_km2": 20, "latitude": 52.0, "longitude": 4.4}
        mine = OrganisationFactory(name="Gouda", code="GM0513", slug="gouda", inhabitants=75_000, **facts)
        twin = OrganisationFactory(name="Zoetermeer", code="GM0637", inhabitants=76_000, **facts)
        far = [
            OrganisationFactory(
                name=f"Ver weg {number:02}",
                code=f"GM80{number:02}",
                inhabitants=900_000 + number * 50_000,
                area_km2=900,
                latitude=53.2,
                longitude=6.5,
                province="Groningen",
                province_code="PV20",
            )
            for number in range(25)
        ]
        recompute()
        alike = {one.code for one in similar_to(mine)}
        unlike = [one for one in far if one.code not in alike]
        assert twin.code in alike
        for organisation in (*unlike[:2], twin):
            user(solution, "", organisation=organisation)
        return mine, twin

    def test_those_like_the_visitors_municipality_come_first_and_are_named_so(self, client, solution, alike):
        names = parts(client, f"{solution.url}?gemeente=GM0513").soup.select(".used-by__names li")
        assert "Zoetermeer" in names[0].get_text()
        assert gettext("like yours") in names[0].get_text()
        assert names[0]["class"] == ["is-alike"]
        assert gettext("like yours") not in names[-1].get_text()

    def test_the_visitors_own_municipality_is_first_but_not_like_itself(self, solution, alike):
        mine, twin = alike
        user(solution, "", organisation=mine)
        uses = uses_of(solution, mine)
        assert [one.name for one in uses.organisations[:2]] == ["Gouda", "Zoetermeer"]
        assert mine.pk not in uses.alike
        assert twin.pk in uses.alike

    def test_who_chose_no_municipality_is_asked_to(self, client, solution, alike):
        hrefs = [link["href"] for link in parts(client, solution).soup.select(".ways a")]
        assert f"/mijn-gemeente/?next={solution.url}" in hrefs
        chosen = parts(client, f"{solution.url}?gemeente=GM0513").soup.select(".ways a")
        assert len(chosen) == 1


class TestCosts:
    def test_what_users_report_is_counted_from_low_to_high(self, client, solution):
        user(solution, "Leiden", cost_band_once="lt50k", costs_actual=True)
        user(solution, "Gouda", cost_band_once="lt10k")
        user(solution, "Zwolle", cost_band_once="lt10k", effort_band="weeks")
        once, work = reported_costs(Reuse.objects.all())
        assert [(str(band.label), band.count) for band in once.bands] == [
            (gettext("Less than 10,000 euros"), 2),
            (gettext("10,000 to 50,000 euros"), 1),
        ]
        assert (once.actual, once.estimated, work.total) == (1, 2, 1)
        words = parts(client, solution)("kosten")
        assert gettext("According to those who use it") in words
        assert "(2)" in words

    def test_what_is_only_stated_or_the_owners_counts_for_nothing(self, client, delft, solution):
        user(solution, "Arnhem", confirmed=False, cost_band_once="gte250k")
        user(solution, "", organisation=delft.organisation, cost_band_once="gte250k")
        assert gettext("According to those who use it") not in parts(client, solution)("kosten")

    @pytest.mark.parametrize("actual", [True, False])
    def test_the_owner_says_whether_costs_are_actual(self, client, delft, actual):
        page = SolutionPageFactory(parent=delft, slug="kosten", cost_band_once="lt10k", costs_actual=actual)
        known = gettext("These are actual costs.") in parts(client, page)("kosten")
        assert known is actual


class TestWhatDidNotWork:
    def test_lessons_and_reasons_of_users_are_gathered(self, client, solution):
        user(solution, "Leiden", lesson="Betrek het KCC.")
        user(solution, "Assen", status="stopped", reason="Te duur in beheer.")
        user(solution, "Arnhem", confirmed=False, lesson="Nooit bevestigd.")
        words = parts(client, solution)("tegenvallers")
        assert "Betrek het KCC. Leiden" in words
        assert "Te duur in beheer. Assen" in words
        assert "Nooit bevestigd." not in words

    def test_an_experience_that_tells_is_linked_at_that_place(self, client, delft, solution):
        told = ExperiencePageFactory(parent=delft, slug="a", title="Verteld", what_did_not_work="<p>Te haastig.</p>")
        kept = ExperiencePageFactory(parent=delft, slug="b", title="Verzwegen", what_did_not_work="<p>&nbsp;</p>")
        for story in (told, kept):
            story.solutions.add(solution)
            story.save_revision().publish()
        section = parts(client, solution).soup.find("section", attrs={"aria-labelledby": "tegenvallers"})
        assert [link["href"] for link in section("a")] == [f"{told.url}#deel-what_did_not_work"]
        place = parts(client, told).soup.find(id="deel-what_did_not_work")
        assert place
