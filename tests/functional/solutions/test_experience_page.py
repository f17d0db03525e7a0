"""An experience: a story with every section told or honestly empty, its facts beside it, findable by all of it."""

from __future__ import annotations

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from hub.models import User
from organisations.participation.onboarding import onboard
from search.indexing.records import to_record
from search.types import IndexRecord
from solutions.models import CostBand, ExperiencePage, ExperiencePartner
from solutions.page.article import ARTICLES, experience_article
from solutions.page.experience import sections_of, tellers_of
from tests.factories import ExperiencePageFactory, OrganisationFactory, SolutionPageFactory
from tests.shared_fixtures import shared_fixture

pytestmark = pytest.mark.django_db

UNWRITTEN = gettext_lazy("The organisation has written nothing about this yet.")
UNKNOWN = gettext_lazy("Not stated")


@shared_fixture
def bosch():
    return onboard(OrganisationFactory(name="'s-Hertogenbosch", code="GM0796", slug="s-hertogenbosch"))


@shared_fixture
def friesland():
    return OrganisationFactory(name="Súdwest-Fryslân", code="GM1900", slug="sudwest-fryslan")


@shared_fixture
def story(bosch, friesland):
    """A complete story of two municipalities about one solution."""
    page = ExperiencePageFactory(
        parent=bosch,
        title="Losse tegels zonder zes lijsten",
        pull_quote="De lijsten zijn weg, de telefoon bleef.",
        pull_quote_by="projectleider",
        indicators=[
            ("indicator", {"label": "Dubbele meldingen", "before": "310", "after": "95", "certainty": "measured"}),
            ("indicator", {"label": "Belminuten", "before": "900", "after": "600", "certainty": "expected"}),
        ],
        phase="in_use",
        period_start=dt.date(2025, 2, 1),
        period_end=dt.date(2026, 1, 31),
        lead_time="11 maanden",
        cost_band_once="lt50k",
        cost_band_yearly="lt10k",
        **{name: f"<p>Tekst over {name}.</p>" for name in ExperiencePage.SECTIONS},
    )
    page.solutions.add(SolutionPageFactory(parent=bosch, title="Signalen", slug="signalen"))
    page.partner_links.add(ExperiencePartner(organisation=friesland))
    page.save_revision().publish()
    return ExperiencePage.objects.get(pk=page.pk)


def html_of(client, page):
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


class TestPage:
    def test_tells_every_section_and_claims_no_gap(self, client, story):
        html = html_of(client, story)
        assert [name for name in story.SECTIONS if f"Tekst over {name}." not in html] == []
        assert str(UNWRITTEN) not in html
        assert str(UNKNOWN) not in html

    def test_shows_its_facts_beside_the_story(self, client, story):
        facts = html_of(client, story).partition("<aside")[2]
        for fact in ("Signalen", "Súdwest-Fryslân", "februari 2025"):
            assert fact in facts
        assert facts.index("310") < facts.index("95") < facts.index(gettext("expected, not measured"))

    def test_phase_lead_time_and_costs_are_seen_first(self, client, story):
        strip = BeautifulSoup(html_of(client, story), "html.parser").select(".strip dd")
        shown = [" ".join(fact.get_text().split()) for fact in strip]
        costs = [str(CostBand.UNDER_50K.label), str(CostBand.UNDER_10K.label)]
        assert shown == [story.get_phase_display(), "11 maanden", *costs]

    def test_the_list_of_parts_leads_to_each_section(self, client, story):
        soup = BeautifulSoup(html_of(client, story), "html.parser")
        links = [link["href"][1:] for link in soup.select(".parts a")]
        assert links == [heading["id"] for heading in soup.select(".story > section > h2")]
        assert len(links) == len(ExperiencePage.SECTIONS)

    def test_a_reader_asks_shares_and_cites_at_the_top(self, client, story):
        soup = BeautifulSoup(html_of(client, story), "html.parser")
        actions = soup.select_one("header .actions")
        assert actions.a["href"] == reverse("ask", args=[story.pk])
        assert actions.select_one("#adres")["value"].endswith(story.url)
        assert f"{story.title} [{gettext('experience').capitalize()}]" in actions.select_one("#citaat").get_text()
        assert gettext("Compare") not in actions.get_text()

    def test_quotes_one_sentence_with_who_said_it(self, client, story):
        html = html_of(client, story)
        assert "De lijsten zijn weg, de telefoon bleef." in html
        assert "<figcaption>projectleider</figcaption>" in html

    def test_says_of_each_empty_section_that_nothing_was_written(self, client, bosch):
        html = html_of(client, ExperiencePageFactory(parent=bosch, result="<p>Het werkt.</p>"))
        assert html.count(str(UNWRITTEN)) == len(ExperiencePage.SECTIONS) - 1
        assert html.count(str(UNKNOWN)) == 6

    @pytest.mark.parametrize("emptied", ["", "<p></p>", "<p>&nbsp;</p>", '<p data-block-key="x1"> <br/></p>'])
    def test_an_emptied_editor_counts_as_unwritten(self, bosch, emptied):
        page = ExperiencePageFactory(parent=bosch, advice=emptied)
        assert {section.name: section.text for section in sections_of(page)}["advice"] == ""

    def test_the_owner_comes_first_and_each_teller_once(self, story, friesland):
        story.partner_links.add(ExperiencePartner(organisation=story.organisation))
        story.save()
        assert [teller.name for teller in tellers_of(story)] == ["'s-Hertogenbosch", "Súdwest-Fryslân"]

    def test_a_solution_that_is_not_public_is_not_named(self, client, story):
        story.solutions.get().unpublish()
        assert ">Signalen<" not in html_of(client, story)

    def test_shows_on_the_page_of_the_partner_too(self, client, story):
        assert story.title in client.get("/organisaties/sudwest-fryslan/").content.decode()

    def test_a_preview_of_an_unsaved_partner_shows_it(self, bosch, friesland):
        page = ExperiencePageFactory.build(parent=None)
        page.organisation = bosch.organisation
        page.partner_links = [ExperiencePartner(organisation=friesland)]
        assert friesland in tellers_of(page)

    def test_more_on_the_page_asks_no_more_questions(self, client, story, bosch, django_assert_max_num_queries):
        client.get(story.url)
        ARTICLES.clear()
        with django_assert_max_num_queries(40) as few:
            html_of(client, story)
        for number in range(4):
            story.partner_links.add(ExperiencePartner(organisation=OrganisationFactory()))
            story.solutions.add(SolutionPageFactory(parent=bosch, title=f"Oplossing {number}"))
        story.save()
        client.get(story.url)  # the way to the page is remembered, until a page is saved
        ARTICLES.clear()
        with django_assert_max_num_queries(40) as many:
            html_of(client, story)
        assert len(many) <= len(few)

    def test_who_comes_next_costs_no_questions_about_the_story(self, client, story, django_assert_max_num_queries):
        client.get(story.url)
        with django_assert_max_num_queries(10):
            client.get(story.url)

    def test_what_was_just_changed_shows_at_once(self, client, story, friesland):
        html_of(client, story)
        story.advice = "<p>Begin klein.</p>"
        story.partner_links.all().delete()
        story.save()
        html = html_of(client, story)
        assert "Begin klein." in html
        assert friesland.name not in html

    def test_a_preview_is_not_kept_for_others(self, client, story, rf):
        request = rf.get("/")
        request.session, request.user, request.is_preview = {}, AnonymousUser(), True
        draft = ExperiencePage.objects.get(pk=story.pk)
        draft.title = "Nog niet gepubliceerd"
        assert "Nog niet gepubliceerd" in experience_article(draft, request)
        assert "Nog niet gepubliceerd" not in html_of(client, story)


class TestSearch:
    def record(self, page) -> IndexRecord:
        record = to_record(page)
        assert record is not None
        return record

    def test_every_text_is_searched(self, story):
        body = self.record(story).body
        texts = [f"Tekst over {name}." for name in story.SECTIONS]
        assert [text for text in (*texts, "de telefoon bleef", "Dubbele meldingen") if text not in body] == []

    def test_is_found_with_the_filter_of_each_organisation(self, story):
        record = self.record(story)
        assert record.facets["organisation"] == ("GM0796", "GM1900")
        assert "Súdwest-Fryslân" in record.body
        assert record.organisation == "'s-Hertogenbosch"


class TestEditing:
    @pytest.fixture
    def editor(self, client):
        client.force_login(User.objects.create_superuser("vng", "vng@example.org", "een lang wachtwoord"))
        return client

    def form(self, partners=(), **more):
        texts = {name: rich_text("") for name in ExperiencePage.SECTIONS}
        row = {"type": "indicator", "value": {"label": "Dagen", "before": "9", "after": "5", "certainty": "expected"}}
        links = [{"organisation": organisation.pk} for organisation in partners]
        data = {
            **texts,
            "title": "Eén loket",
            "slug": "een-loket",
            "summary": "Wat het loket ons leerde.",
            "indicators": streamfield([(row["type"], row["value"])]),
            "body": streamfield([]),
            "partner_links": inline_formset(links),
            "comments": inline_formset([]),
            "tags": "",
            "visibility": "public",
            "cost_band_once": "",
            "cost_band_yearly": "",
            "phase": "",
        }
        return nested_form_data({**data, **more})

    def add(self, editor, parent, data):
        return editor.post(reverse("wagtailadmin_pages:add", args=["solutions", "experiencepage", parent.pk]), data)

    def test_the_form_groups_every_section(self, editor, bosch):
        html = editor.get(
            reverse("wagtailadmin_pages:add", args=["solutions", "experiencepage", bosch.pk])
        ).content.decode()
        assert [name for name in ExperiencePage.SECTIONS if f'name="{name}"' not in html] == []
        headings = ("What you did", "What it brought", "Costs and time", "For others", "Together with")
        assert [heading for heading in headings if gettext(heading) not in html] == []

    def test_a_draft_may_be_almost_empty(self, editor, bosch):
        assert self.add(editor, bosch, self.form()).status_code == 302
        assert not ExperiencePage.objects.get(slug="een-loket").live

    def test_publishing_keeps_partner_and_figures(self, editor, bosch, friesland):
        data = self.form(partners=[friesland], **{"action-publish": "1"})
        assert self.add(editor, bosch, data).status_code == 302
        page = ExperiencePage.objects.get(slug="een-loket")
        assert page.live
        assert [link.organisation for link in page.partner_links.all()] == [friesland]
        assert page.indicators[0].value["after"] == "5"

    def test_the_same_partner_twice_is_refused_and_nothing_typed_is_lost(self, editor, bosch, friesland):
        response = self.add(editor, bosch, self.form(partners=[friesland, friesland]))
        assert response.status_code == 200
        assert "Wat het loket ons leerde." in response.content.decode()
        assert not ExperiencePage.objects.filter(slug="een-loket").exists()

    def test_an_end_before_the_beginning_is_refused_at_the_field(self, editor, bosch):
        data = self.form(period_start="2026-03-01", period_end="2025-03-01")
        assert "Het einde ligt voor het begin." in self.add(editor, bosch, data).content.decode()

    def test_the_database_holds_each_partner_once(self, story, friesland):
        with pytest.raises(IntegrityError), transaction.atomic():
            ExperiencePartner.objects.create(page=story, organisation=friesland)
