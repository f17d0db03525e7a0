"""What the engines are told of an object: its public state as plain text, read in a bounded number of queries."""

import datetime as dt

import pytest
from wagtail.models import PageViewRestriction, Site

from hub.models import Tag, Visibility, is_public
from search.indexing.changes import keys_below
from search.indexing.records import all_keys, key_of, public_keys, records_for, to_record
from search.kinds import KINDS
from search.types import Kind
from solutions.evidence import evidence_of
from solutions.models import GemmaComponent, SolutionPage, SolutionStandard, SolutionSupplier, Standard
from tests.factories import (
    ContentPageFactory,
    ExperiencePageFactory,
    OrganisationFactory,
    OrganisationPageFactory,
    PolicyDomainFactory,
    ReuseFactory,
    SolutionPageFactory,
)
from tests.shared_fixtures import shared_fixture

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@shared_fixture
def delft():
    return OrganisationPageFactory(
        organisation__name="Delft", organisation__code="GM0503", organisation__province="Zuid-Holland", slug="delft"
    )


def test_a_solution_brings_its_texts_owner_and_place(delft):
    page = SolutionPageFactory(parent=delft, slug="meldingen", source_id="sol-1", development_status="stable")
    record = to_record(page)
    assert (record.key, record.kind, record.source_id) == (f"solution-{page.pk}", Kind.SOLUTION, "sol-1")
    assert record.title == "Meldingenformulier openbare ruimte"
    assert record.url == "/organisaties/delft/meldingen/" == page.url
    assert record.body == "Meldingen kwamen per telefoon binnen en raakten kwijt."
    assert record.organisation == "Delft"
    assert record.facets["organisation"] == ("GM0503",)
    assert record.facets["province"] == ("Zuid-Holland",)
    assert record.facets["development_status"] == ("stable",)


def test_an_experience_brings_its_sections_without_markup(delft):
    page = ExperiencePageFactory(parent=delft, advice="<ul><li>Begin klein</li><li>Betrek inwoners</li></ul>")
    assert to_record(page).body == "Minder telefoontjes bij het klantcontactcentrum.\nBegin klein Betrek inwoners"


ROWS = [{"values": [2026, None]}, {"values": ["2025", "CBS"]}]


def test_every_block_with_words_is_searched(delft):
    page = ContentPageFactory(parent=delft)
    page.body = [
        {"type": "heading", "value": "Aanleiding"},
        {"type": "paragraph", "value": "<p>Tekst &amp; uitleg</p><p>Nog een alinea</p>"},
        {"type": "quote", "value": {"text": "Het scheelt <veel> tijd", "speaker": "projectleider"}},
        {"type": "callout", "value": {"tone": "info", "text": "<p>Let op de AVG</p>"}},
        {"type": "indicator", "value": {"label": "Doorlooptijd", "before": "8 weken", "after": "2 weken"}},
        {"type": "links", "value": [{"type": "item", "value": {"text": "Broncode", "url": "https://example.nl"}}]},
        {"type": "figure", "value": {"image": {"image": 1, "alt_text": "Scherm"}, "caption": "Het formulier"}},
        {"type": "table", "value": {"columns": [{"heading": "Jaar"}, {"heading": "Bron"}], "rows": ROWS}},
        {"type": "video", "value": "een blok dat niet meer bestaat"},
    ]
    page.save()
    body = to_record(page).body
    assert body.split("\n") == [
        "Aanleiding",
        "Tekst & uitleg Nog een alinea",
        "Het scheelt <veel> tijd",
        "projectleider",
        "Let op de AVG",
        "Doorlooptijd: 8 weken → 2 weken",
        "Broncode",
        "Het formulier",
        "Scherm",
        "Jaar, Bron",
        "2026",
        "2025, CBS",
    ]


def test_tags_bring_the_names_of_what_was_merged_into_them(delft):
    page = SolutionPageFactory(parent=delft, tags=["mor", "formulieren"])
    preferred = Tag.objects.create(name="meldingen openbare ruimte")
    Tag.objects.filter(name="mor").update(merged_into=preferred)
    Tag.objects.create(name="klachten buitenruimte", merged_into=preferred)
    assert set(to_record(page).tags) == {
        "formulieren",
        "klachten buitenruimte",
        "meldingen openbare ruimte",
        "mor",
    }


def test_terms_are_facets_by_code_and_words_by_label(delft):
    page = SolutionPageFactory(parent=delft)
    page.policy_domains.add(PolicyDomainFactory(code="BD-7", label="Burgerzaken"))
    page.gemma_components.add(GemmaComponent.objects.create(code="g1", label="Zaakregistratiecomponent"))
    page.save()
    record = to_record(page)
    assert record.facets["policy_domain"] == ("BD-7",)
    assert record.body.endswith("Burgerzaken\nZaakregistratiecomponent")


def test_a_solution_is_found_by_whom_it_helps_what_failed_its_standards_and_suppliers(delft):
    page = SolutionPageFactory(parent=delft, problem=[], for_whom="inwoners die iets willen melden")
    page.what_did_not_work = [{"type": "paragraph", "value": "<p>De koppeling met het zaaksysteem haperde.</p>"}]
    standard = Standard.objects.create(code="zgw", label="API's voor Zaakgericht werken")
    page.standard_links.add(SolutionStandard(standard=standard, note="versie 1.5"))
    known = OrganisationFactory(name="Dimpact", kind="samenwerking")
    page.supplier_links.add(SolutionSupplier(organisation=known, role="hosts"), SolutionSupplier(name="Bouwbedrijf BV"))
    page.supplier_links.add(SolutionSupplier(name="Bouwbedrijf BV", role="advises"))
    page.save()
    assert to_record(page).body.split("\n") == [
        "inwoners die iets willen melden",
        "De koppeling met het zaaksysteem haperde.",
        "API's voor Zaakgericht werken",
        "Dimpact",
        "Bouwbedrijf BV",
    ]


def test_only_confirmed_use_by_others_counts_as_on_the_page_itself(delft):
    page = SolutionPageFactory(parent=delft)
    zwolle = OrganisationFactory(code="GM0193")
    ReuseFactory(solution=page, organisation=zwolle)
    ReuseFactory(solution=page, organisation=zwolle, status="pilot")
    ReuseFactory(solution=page, organisation=delft.organisation)
    ReuseFactory(solution=page, confirmed_at=None)
    ReuseFactory(solution=page, status="stopped")
    record = to_record(page)
    assert record.adopters == ("GM0193",)
    assert record.confirmed_reuse == 1 == evidence_of(page).confirmed_reuse


def test_an_organisation_brings_its_facts_and_what_it_says_of_itself(delft):
    delft.introduction = "<p>Wij werken aan <b>datakwaliteit</b>.</p>"
    delft.save()
    organisation = delft.organisation
    organisation.inhabitants = 109_573
    organisation.seat = "Delft"
    organisation.save()
    record = to_record(organisation)
    assert record.title == "Gemeente Delft"
    assert record.url == organisation.get_absolute_url()
    assert "provincie Zuid-Holland, 109573 inwoners" in record.summary
    assert "datakwaliteit" in record.body
    assert record.facets == {"province": ("Zuid-Holland",)}
    assert key_of(delft) == record.key


class TestVisibility:
    @pytest.fixture
    def page(self, delft):
        return SolutionPageFactory(parent=delft)

    def assert_hidden(self, page):
        page = SolutionPage.objects.get(pk=page.pk)
        assert to_record(page) is None
        assert key_of(page) not in set(public_keys())

    def test_a_public_page_is_found(self, page):
        assert to_record(page) is not None
        assert key_of(page) in set(public_keys())

    def test_a_draft_is_not(self, page):
        page.unpublish()
        self.assert_hidden(page)
        assert not is_public(page)

    @pytest.mark.parametrize("visibility", [Visibility.MUNICIPALITIES, Visibility.ORGANISATION])
    def test_a_page_for_members_is_not(self, page, visibility):
        page.visibility = visibility
        page.save()
        self.assert_hidden(page)
        assert not is_public(page)

    def test_a_page_below_a_restricted_one_is_not(self, page, delft):
        PageViewRestriction.objects.create(page=delft, restriction_type=PageViewRestriction.LOGIN)
        self.assert_hidden(page)
        assert not is_public(page)

    def test_a_page_outside_the_site_is_not(self, page, delft):
        Site.objects.update(root_page=page.get_parent())
        outside = SolutionPageFactory()
        self.assert_hidden(outside)
        assert to_record(page) is not None

    def test_an_organisation_that_ended_is_not_but_its_pages_are(self, page, delft):
        delft.organisation.ended_on = dt.date(2026, 1, 1)
        delft.organisation.save()
        assert to_record(delft.organisation) is None
        assert key_of(delft) not in set(public_keys())
        assert to_record(page).organisation == "Delft"

    def test_what_is_gone_is_not(self, page):
        key = key_of(page)
        SolutionPage.objects.get(pk=page.pk).delete()
        assert records_for([key]) == {key: None}


def test_the_keys_that_are_public_are_those_with_a_record(delft):
    SolutionPageFactory(parent=delft, live=False)
    ExperiencePageFactory(parent=delft)
    ContentPageFactory(parent=delft, visibility=Visibility.ORGANISATION)
    OrganisationFactory(ended_on=dt.date(2026, 1, 1))
    records = records_for(all_keys())
    assert {key for key, record in records.items() if record} == set(public_keys())
    assert set(keys_below(delft.path)) <= set(records)


def test_the_queries_do_not_grow_with_the_number_of_records(delft, django_assert_max_num_queries):
    def add_some(count):
        for number in range(count):
            SolutionPageFactory(parent=delft, tags=[f"onderwerp {number}"])
            ExperiencePageFactory(parent=delft, tags=["ervaring"])
            ContentPageFactory(parent=delft)

    add_some(1)
    most = 23 + len(KINDS)  # each kind of page has its keys read once
    with django_assert_max_num_queries(most) as few:
        records_for(all_keys())
    add_some(4)
    with django_assert_max_num_queries(most) as many:
        records_for(all_keys())
    assert len(few) == len(many)
