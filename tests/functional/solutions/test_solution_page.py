"""The page of a solution: everything that is known stands on it, and what is not known is said kindly."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils.html import escape
from django.utils.translation import gettext

from hub.models import User
from organisations.models import Role
from organisations.participation.onboarding import onboard, set_role
from solutions.evidence import MEANINGS
from solutions.models import SolutionPage
from solutions.models.solution import CommonGroundLayer
from solutions.models.solution_parts import SolutionRelation
from solutions.page.article import ARTICLES, solution_article
from solutions.page.explanations import LAYERS
from tests.factories import OrganisationFactory, ReuseFactory, SolutionPageFactory
from tests.functional.solution_shelf import OWN_MAIL, full_solution, parts, user
from tests.shared_fixtures import shared_fixture

pytestmark = pytest.mark.django_db

NOBODY_TOLD = "Nobody has told yet what turned out worse than expected. That does not mean that everything went well."


@shared_fixture
def delft():
    return onboard(OrganisationFactory(name="Delft", code="GM0503", slug="delft"))


@shared_fixture
def full(delft):
    return full_solution(delft)


@shared_fixture
def bare(delft):
    """A first draft that was published: a title, a summary and a problem."""
    return SolutionPageFactory(parent=delft, slug="schets")


class TestWhatIsKnown:
    def test_the_story_stands_in_order(self, client, full):
        headings = [heading.get("id") for heading in parts(client, full).soup.select("main .prose h2")]
        order = ["probleem", "aanpak", "resultaat", "bewijs", "gebruik", "kosten", "tegenvallers", "hergebruik"]
        assert [name for name in headings if name in order] == order
        assert "inwoners die iets willen melden" in parts(client, full)("probleem")

    def test_the_version_and_the_day_of_its_release_are_facts(self, client, full):
        full.software_version, full.release_date = "2.4.1", dt.date(2019, 3, 1)
        full.save_revision().publish()
        facts = parts(client, full).soup.select_one(".facts").get_text(" ")
        assert f"{gettext('Version')} 2.4.1" in " ".join(facts.split())
        assert f"{gettext('Released on')} 1 maart 2019" in " ".join(facts.split())

    def test_six_facts_are_seen_first(self, client, full):
        ReuseFactory(solution=full, organisation__name="Leiden")
        strip = [" ".join(fact.get_text(" ").split()) for fact in parts(client, full).soup.select(".strip > div > dd")]
        assert len(strip) == 6
        assert strip[3] == "1"
        assert gettext("each year, actual") in strip[4]
        assert strip[5] == "EUPL 1.2"

    def test_the_list_of_parts_leads_to_each_part(self, client, full):
        soup = parts(client, full).soup
        links = [link["href"][1:] for link in soup.select(".parts a")]
        assert links == [heading["id"] for heading in soup.select(".prose > section > h2")]
        assert len(links) > 10

    def test_the_ladder_explains_every_step_in_place(self, client, full):
        ladder = parts(client, full).soup.find("section", attrs={"aria-labelledby": "bewijs"})
        explained = ladder.details.get_text()
        assert [meaning for meaning in MEANINGS.values() if str(meaning) not in explained] == []

    def test_terms_are_explained_where_they_stand(self, client, full):
        section = parts(client, full).soup.find("section", attrs={"aria-labelledby": "techniek"})
        folds = {fold.summary.get_text(strip=True): fold.get_text(" ") for fold in section("details")}
        assert "Afspraak om zaken vast te leggen." in folds["Zaken API-standaard"]
        assert str(LAYERS["process"]) in folds[str(CommonGroundLayer.PROCESS.label)]
        assert "https://delft.example/test" in [link["href"] for link in section("a")]
        assert "Meldingencomponent" in section.get_text()

    def test_every_layer_has_its_explanation(self):
        assert set(LAYERS) == set(CommonGroundLayer)

    def test_suppliers_stand_with_what_they_do(self, client, full):
        assert f"Bureau Noord {gettext('Maintains it')}" in parts(client, full)("leveranciers")

    def test_no_address_of_the_contact_is_anywhere(self, client, full):
        assert OWN_MAIL not in client.get(full.url).content.decode()

    def test_the_stamp_says_who_confirmed_and_when_a_check_is_due(self, client, full):
        stamp = parts(client, full).soup.select_one(".freshness")
        assert "3 maart 2026" in stamp.get_text()
        assert "freshness--overdue" not in stamp["class"]
        full.review_by = dt.date(2026, 1, 1)
        full.save()
        with time_machine.travel("2026-01-02 12:00", tick=False):
            assert "freshness--overdue" in parts(client, full).soup.select_one(".freshness")["class"]


class TestWhatIsNotKnown:
    def test_every_part_that_always_stands_says_something(self, client, bare):
        words = parts(client, bare)
        assert str(gettext("No other organisation has confirmed yet that it uses this.")) in words("gebruik")
        assert gettext("The owner has not told yet what this costs.") in words("kosten")
        assert gettext(NOBODY_TOLD) in words("tegenvallers")
        for missing in ("aanpak", "resultaat", "techniek", "papieren", "leveranciers", "verwant", "beelden"):
            assert words(missing) is None

    def test_the_strip_keeps_its_cells_and_says_what_is_not_stated(self, client, bare):
        cells = parts(client, bare).soup.select(".strip dd")
        unknown = [cell for cell in cells if gettext("Not stated") in cell.get_text()]
        assert (len(cells), len(unknown)) == (6, 4)

    def test_a_short_page_has_no_list_of_parts(self, client, bare):
        assert not parts(client, bare).soup.select(".parts")

    def test_the_first_gap_comes_with_advice(self, client, bare):
        words = parts(client, bare)("hergebruik")
        assert gettext("Ask the owner under which licence you may use it.") in words
        assert words.count(f"({gettext('not yet')})") == 7

    def test_a_page_that_does_not_exist_yet_can_be_previewed(self, delft, rf):
        request = rf.get("/")
        request.session, request.user, request.is_preview = {}, AnonymousUser(), True
        page = SolutionPage(title="Nieuw", organisation=delft.organisation)
        assert gettext("No other organisation has confirmed yet that it uses this.") in str(
            solution_article(page, request)
        )


class TestAttachments:
    def test_a_visitor_sees_only_attachments_for_everyone(self, client, full):
        words = parts(client, full)("papieren")
        assert "Verwerkersovereenkomst (PDF, 4,0" in words
        assert "Privacytoets" not in client.get(full.url).content.decode()

    def test_who_works_for_a_municipality_sees_more_and_is_told_for_whom(self, full):
        leiden = OrganisationFactory(name="Leiden", code="GM0546")
        colleague = User.objects.create_user("leiden", "a@leiden.example", "een lang wachtwoord")
        set_role(colleague, leiden, Role.EDITOR)
        client = Client()
        client.force_login(colleague)
        assert "Privacytoets (DOCX" in parts(client, full)("papieren")

    def test_without_attachments_for_this_visitor_there_is_no_empty_part(self, client, full):
        full.attachments.filter(visibility="public").delete()
        assert parts(client, full)("papieren") is None


class TestTies:
    def test_a_tie_shows_on_both_pages_each_from_its_own_side(self, client, delft, full):
        newer = SolutionPageFactory(parent=delft, title="Meldingen 2", slug="meldingen-2")
        SolutionRelation.objects.create(page=newer, kind="replaces", other=full)
        assert f"{gettext('Replaced by')} Meldingen 2" in parts(client, full)("verwant")
        assert f"{gettext('Replaces')} Meldingen met één veld" in parts(client, newer)("verwant")
        assert "Meldingen met één veld" in parts(client, "/organisaties/delft/meldbalie/")("verwant")

    def test_a_solution_that_is_not_public_is_not_named(self, client, delft, full):
        SolutionPage.objects.filter(slug="meldbalie").update(visibility="organisation")
        assert parts(client, full)("verwant") is None
        assert "Meldbalie" not in client.get(full.url).content.decode()


class TestRetired:
    def test_who_opens_a_retired_solution_is_led_to_its_successor_at_once(self, client, delft, full):
        SolutionPage.objects.filter(pk=full.pk).update(development_status="obsolete")
        newer = SolutionPageFactory(parent=delft, title="Meldingen 2", slug="meldingen-2")
        SolutionRelation.objects.create(page=newer, kind="replaces", other=full)
        warning = parts(client, full).soup.select_one(".solution__head .notice")
        assert gettext("Nobody maintains this any longer.") in warning.get_text()
        assert [link["href"] for link in warning("a")] == [newer.url]

    def test_a_successor_that_is_not_public_is_not_named(self, client, delft, full):
        SolutionPage.objects.filter(pk=full.pk).update(development_status="obsolete")
        hidden = SolutionPageFactory(parent=delft, slug="meldingen-2", visibility="organisation")
        SolutionRelation.objects.create(page=hidden, kind="replaces", other=full)
        assert not parts(client, full).soup.select(".solution__head .notice a")

    def test_another_that_says_to_replace_it_cannot_retire_it(self, client, delft, full):
        newer = SolutionPageFactory(parent=delft, title="Meldingen 2", slug="meldingen-2")
        SolutionRelation.objects.create(page=newer, kind="replaces", other=full)
        assert not parts(client, full).soup.select(".solution__head .notice")


class TestActions:
    def test_every_action_works_without_a_script(self, client, full):
        actions = parts(client, full).soup.select_one(".actions")
        hrefs = [link["href"] for link in actions("a")]
        assert f"/vergelijken/?o={full.pk}" in hrefs
        assert f"/stel-een-vraag/{full.pk}/" in hrefs
        assert actions.input["value"].endswith("/organisaties/delft/meldingen/")
        assert actions.textarea.get_text().startswith("Delft (")
        assert [button.has_attr("hidden") for button in actions("button")] == [True] * 4

    def test_the_mail_to_a_colleague_goes_to_nobody_yet(self, client, delft):
        page = SolutionPageFactory(parent=delft, title="Zaken & co: 100%", slug="zaken")
        (mail,) = [link["href"] for link in parts(client, page).soup.select('a[href^="mailto:"]')]
        assert mail.startswith("mailto:?subject=Zaken%20%26%20co%3A%20100%25&body=")
        assert mail.endswith("%2Forganisaties%2Fdelft%2Fzaken%2F")

    def test_a_title_can_break_nothing(self, client, delft):
        page = SolutionPageFactory(parent=delft, title='"><script>alert(1)</script>', slug="aanval")
        html = client.get(page.url).content.decode()
        assert "<script>alert" not in html
        assert escape(page.title) in html


def test_a_full_page_asks_a_bounded_number_of_questions(client, delft, full, django_assert_max_num_queries):
    for number in range(12):
        user(full, f"Gemeente {number}", lesson="Begin klein.", cost_band_once="lt10k")
        other = SolutionPageFactory(parent=delft, slug=f"ander-{number}")
        SolutionRelation.objects.create(page=other, kind="related", other=full)
        full.tags.add(f"woord-{number}")
    full.save()
    client.get(full.url)
    ARTICLES.clear()
    with django_assert_max_num_queries(40):
        assert client.get(full.url).status_code == 200


class TestKept:
    def test_who_comes_next_costs_no_questions_about_the_solution(self, client, full, django_assert_max_num_queries):
        client.get(full.url)
        with django_assert_max_num_queries(15):
            client.get(full.url)

    def test_what_was_just_confirmed_or_withdrawn_shows_at_once(self, client, delft, full):
        client.get(full.url)
        use = user(full, "Leiden")
        assert "Leiden" in parts(client, full)("gebruik")
        use.delete()
        assert "Leiden" not in parts(client, full)("gebruik")
        SolutionPage.objects.get(slug="meldbalie").unpublish()
        assert parts(client, full)("verwant") is None

    def test_what_a_colleague_may_see_is_not_kept_for_others(self, full):
        colleague = User.objects.create_user("delft", "a@delft.example", "een lang wachtwoord")
        set_role(colleague, full.organisation, Role.EDITOR)
        inside, outside = Client(), Client()
        inside.force_login(colleague)
        assert "Privacytoets" in parts(inside, full)("papieren")
        assert "Privacytoets" not in parts(outside, full)("papieren")
        assert "Privacytoets" in parts(inside, full)("papieren")

    def test_a_preview_is_never_kept(self, client, full, rf):
        request = rf.get("/")
        request.session, request.user, request.is_preview = {}, AnonymousUser(), True
        draft = SolutionPage.objects.get(pk=full.pk)
        draft.title = "Nog niet gepubliceerd"
        assert "Nog niet gepubliceerd" in solution_article(draft, request)
        assert "Nog niet gepubliceerd" not in client.get(full.url).content.decode()
