"""Which rows a comparison has, what they say, which differ, and in what order."""

import datetime as dt

import pytest
import time_machine
from django.utils.timezone import localdate

from hub.blocks import paragraphs
from organisations.models import MunicipalitySimilarity
from solutions.comparison.candidates import find, newest, suggestions
from solutions.comparison.table import MOST, chosen, compare
from solutions.evidence import evidence_of
from solutions.models import GemmaComponent, Licence, SolutionRelation, SolutionStandard, Standard
from tests.factories import (
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
    return OrganisationPageFactory(organisation__name="Delft", organisation__code="GM0503", slug="delft")


@shared_fixture
def signalen(delft):
    return SolutionPageFactory(parent=delft, title="Signalen", development_status="stable")


@shared_fixture
def fixi(delft):
    return SolutionPageFactory(parent=delft, title="Melddesk Súdwest-Fryslân", development_status="stable")


def rows(*solutions, mine=None):
    table = compare(chosen(str(one.pk) for one in solutions).solutions, mine)
    return {str(row.label): row for group in table.groups for row in group.rows}


def said(row):
    return [[line.text for line in cell] for cell in row.cells]


class TestChoosing:
    def test_solutions_stand_in_the_order_of_the_address_and_each_once(self, signalen, fixi):
        asked = chosen([str(fixi.pk), str(signalen.pk), f"0{fixi.pk}", f" {signalen.pk} "])
        assert (asked.solutions, asked.missing, asked.left_out) == ([fixi, signalen], 0, [])

    def test_what_does_not_fit_is_named_and_not_called_missing(self, delft):
        made = [SolutionPageFactory(parent=delft) for _number in range(6)]
        asked = chosen(str(one.pk) for one in made)
        assert (asked.solutions, asked.left_out) == (made[:MOST], made[MOST:])
        assert asked.is_full
        assert asked.missing == 0

    @pytest.mark.parametrize(
        "change", [{"live": False}, {"visibility": "municipalities"}, {"visibility": "organisation"}]
    )
    def test_what_is_not_public_is_missing(self, change, delft, signalen):
        hidden = SolutionPageFactory(parent=delft, **change)
        asked = chosen([str(hidden.pk), str(signalen.pk)])
        assert (asked.solutions, asked.missing) == ([signalen], 1)

    def test_what_stands_behind_a_password_is_missing(self, signalen):
        signalen.view_restrictions.create(restriction_type="password", password="geheim")
        assert chosen([str(signalen.pk)]).missing == 1

    @pytest.mark.parametrize("text", ["-1", "1.5", "1e3", "²", "٣", "9" * 30, "0", "1;drop", "null", "\x00", "🚲"])
    def test_what_is_no_number_of_a_solution_is_counted_and_asks_for_nothing(self, text, signalen):
        asked = chosen([text, str(signalen.pk)])
        assert (asked.solutions, asked.missing) == ([signalen], 1)

    def test_an_address_without_numbers_asks_the_database_nothing(self, django_assert_num_queries):
        with django_assert_num_queries(0):
            assert chosen(["", " "]).missing == 0
            assert chosen(["x"]).missing == 1


class TestRows:
    def test_only_what_is_not_the_same_for_all_differs(self, signalen, fixi):
        fixi.development_status = "beta"
        fixi.save()
        found = rows(signalen, fixi)
        assert said(found["Status"]) == [["Klaar voor gebruik"], ["Wordt getest"]]
        assert found["Status"].differs
        assert not found["Soort"].differs
        assert not found["Organisatie"].differs

    def test_known_of_one_and_not_of_the_other_is_a_difference(self, signalen, fixi):
        signalen.for_whom = "Inwoners die iets willen melden"
        signalen.save()
        row = rows(signalen, fixi)["Voor wie"]
        assert said(row) == [["Inwoners die iets willen melden"], []]
        assert row.differs

    def test_what_is_known_of_none_is_no_row_but_is_named(self, signalen, fixi):
        table = compare([signalen, fixi])
        labels = [str(row.label) for group in table.groups for row in group.rows]
        assert "Licentie" in table.unknown
        assert "Licentie" not in labels
        assert table.total == len(labels)

    def test_one_solution_differs_from_nothing(self, signalen):
        assert not any(row.differs for row in rows(signalen).values())

    def test_only_differences_leaves_out_the_groups_that_are_all_the_same(self, signalen, fixi):
        signalen.licence = Licence.objects.create(code="EUPL-1.2", label="EUPL 1.2", osi_approved=True)
        signalen.save()
        table = compare(chosen([str(signalen.pk), str(fixi.pk)]).solutions)
        groups = table.only_differences()
        assert [group.key for group in groups] == ["techniek", "herbruikbaar"]
        assert all(row.differs for group in groups for row in group.rows)
        assert table.differing == sum(len(group.rows) for group in groups)

    def test_only_confirmed_use_of_others_counts_once_an_organisation_and_stands_by_name(self, delft, signalen, fixi):
        zwolle, gouda = OrganisationFactory(name="Zwolle"), OrganisationFactory(name="Gouda")
        ReuseFactory(solution=signalen, organisation=zwolle, status="pilot", would_do_again=True)
        ReuseFactory(solution=signalen, organisation=zwolle, status="in_use", would_do_again=True)
        ReuseFactory(solution=signalen, organisation=gouda, would_do_again=False)
        ReuseFactory(solution=signalen, organisation=delft.organisation, would_do_again=True)
        ReuseFactory(solution=signalen, confirmed_at=None, would_do_again=True)
        ReuseFactory(solution=signalen, status="stopped")
        ReuseFactory(solution=signalen, organisation__is_example=True)
        found = rows(signalen, fixi)
        assert said(found["Wie het gebruikt"])[0] == ["2 andere organisaties", "Gouda", "Zwolle"]
        assert said(found["Zou het weer doen"]) == [["1 van 2 organisaties"], ["Nog niemand zei dit"]]
        assert said(found["Bewijs"])[0] == ["Trede 6 van 6: Hergebruikt door meerdere, met goede ervaringen"]

    def test_many_users_are_counted_and_the_first_are_named(self, signalen, fixi):
        for number in range(7):
            ReuseFactory(solution=signalen, organisation__name=f"Gemeente {number}")
        cell = rows(signalen, fixi)["Wie het gebruikt"].cells[0]
        assert cell[0].text == "7 andere organisaties"
        assert len(cell) == 7
        assert cell[-1].url == signalen.get_url()

    def test_the_step_is_the_one_that_the_page_of_the_solution_shows(self, signalen, fixi):
        ReuseFactory(solution=signalen)
        for solution, cell in zip((signalen, fixi), said(rows(signalen, fixi)["Bewijs"]), strict=True):
            assert str(evidence_of(solution).label) in cell[0]

    def test_costs_say_how_sure_they_are(self, signalen, fixi):
        for solution, actual in ((signalen, True), (fixi, False)):
            solution.cost_band_yearly, solution.costs_actual = "lt10k", actual
            solution.save()
        row = rows(signalen, fixi)["Per jaar"]
        assert [text.split("(")[1] for (text,) in said(row)] == ["werkelijk)", "geschat)"]
        assert row.differs

    def test_what_did_not_work_is_shortened_and_leads_to_the_rest(self, signalen, fixi):
        signalen.what_did_not_work = paragraphs("De koppeling viel tegen. " * 30)
        fixi.what_did_not_work = paragraphs("Niets <b>bijzonders</b>.")
        for solution in (signalen, fixi):
            solution.save()
        long, short = rows(signalen, fixi)["Wat niet werkte"].cells
        assert len(long[0].text.split()) <= 46
        assert long[1].url == signalen.get_url()
        assert [line.text for line in short] == ["Niets <b>bijzonders</b>."]

    def test_lists_stand_by_name_so_that_order_is_no_difference(self, signalen, fixi):
        terms = [GemmaComponent.objects.create(code=name, label=name) for name in ("Zaaksysteem", "archief")]
        standards = [Standard.objects.create(code=name, label=name) for name in ("StUF", "OpenAPI")]
        for solution, order in ((signalen, 1), (fixi, -1)):
            solution.gemma_components.set(terms[::order])
            for place, standard in enumerate(standards[::order]):
                solution.standard_links.add(SolutionStandard(standard=standard, sort_order=place))
            solution.save()
        found = rows(signalen, fixi)
        assert said(found["GEMMA-referentiecomponenten"]) == [["archief", "Zaaksysteem"]] * 2
        assert said(found["Standaarden"]) == [["OpenAPI", "StUF"]] * 2
        assert not found["Standaarden"].differs

    def test_a_licence_that_is_not_open_does_not_help_to_reuse(self, signalen, fixi):
        for solution, code in ((signalen, "EUPL-1.2"), (fixi, "NIET-OPEN")):
            solution.licence = Licence.objects.create(code=code, label=code, osi_approved=code != "NIET-OPEN")
            solution.save()
        assert said(rows(signalen, fixi)["Open licentie"]) == [["Ja"], ["Niet bekend of nee"]]

    def test_the_address_of_a_contact_stays_hidden(self, signalen, fixi):
        signalen.contact_name, signalen.contact_email = "Team Dienstverlening", "team@delft.nl"
        signalen.save()
        found = rows(signalen, fixi)
        assert said(found["Contact"])[0] == ["Team Dienstverlening", "Stel een vraag"]
        assert "team@delft.nl" not in str(found)

    def test_a_check_that_is_due_is_said(self, signalen, fixi):
        signalen.last_confirmed_at, signalen.review_by = dt.date(2026, 3, 3), dt.date(2026, 9, 3)
        signalen.save()
        with time_machine.travel("2026-11-25"):
            assert localdate() > signalen.review_by
            row = rows(signalen, fixi)["Bevestigd op"]
        assert said(row) == [["3 maart 2026", "Mogelijk verouderd"], ["Nog niet bevestigd"]]

    def test_experiences_that_are_not_public_are_not_counted(self, delft, signalen, fixi):
        for change in ({}, {"live": False}, {"visibility": "organisation"}):
            story = ExperiencePageFactory(parent=delft, **change)
            story.solutions.add(signalen)
            story.save()
        assert said(rows(signalen, fixi)["Ervaringen"]) == [["1 ervaring"], ["Nog geen"]]


class TestMyMunicipality:
    @pytest.fixture
    def alike(self, delft):
        names = ("Zoetermeer", "Gouda", "Leiden")
        others = [OrganisationFactory(name=name) for name in names]
        for rank, other in enumerate(others, start=1):
            MunicipalitySimilarity.objects.create(
                municipality=delft.organisation, other=other, rank=rank, score=1 - rank / 10, reasons=[]
            )
        return others

    def test_its_similar_municipalities_among_the_users_are_named_most_alike_first(self, delft, alike, signalen, fixi):
        for other in reversed(alike[:2]):
            ReuseFactory(solution=signalen, organisation=other)
        ReuseFactory(solution=fixi, organisation__name="Urk")
        row = rows(signalen, fixi, mine=delft.organisation)["Gebruikers zoals uw gemeente"]
        assert said(row) == [["Zoetermeer", "Gouda"], ["Geen van deze gemeenten"]]
        assert row.differs

    def test_without_a_municipality_or_its_similar_municipalities_there_is_no_such_row(self, alike, signalen, fixi):
        assert "Gebruikers zoals uw gemeente" not in rows(signalen, fixi)
        assert "Gebruikers zoals uw gemeente" not in rows(signalen, fixi, mine=alike[0])


class TestOffers:
    def test_the_newest_are_offered_without_those_that_stand_there(self, signalen, fixi):
        assert newest([]) == [fixi, signalen]
        assert newest([fixi.pk]) == [signalen]

    def test_alternatives_come_first_then_what_shares_components_then_domains(self, delft, signalen):
        component = GemmaComponent.objects.create(code="zaak", label="Zaaksysteem")
        domain = PolicyDomainFactory()
        works_with, alternative, names_it, same_component, same_domain, hidden, other = (
            SolutionPageFactory(parent=delft, title=title, live=title != "Verborgen")
            for title in ("Werkt samen", "Alternatief", "Noemt het", "Onderdeel", "Domein", "Verborgen", "Iets anders")
        )
        for kind, tied in (("related", works_with), ("alternative", alternative), ("alternative", hidden)):
            SolutionRelation.objects.create(page=signalen, kind=kind, other=tied)
        SolutionRelation.objects.create(page=names_it, kind="replaces", other=signalen)
        for solution in (signalen, same_component, hidden):
            solution.gemma_components.add(component)
            solution.save()
        for solution in (signalen, same_component, same_domain):
            solution.policy_domains.add(domain)
            solution.save()
        found = suggestions([signalen])
        assert found == [alternative, works_with, names_it, same_component, same_domain]
        assert other not in found

    def test_finding_in_the_database_wants_every_word_and_puts_titles_first(self, delft, monkeypatch):
        monkeypatch.setattr("solutions.hooks._finders", [lambda words, most: None])
        by_title = SolutionPageFactory(parent=delft, title="Zaken in Delft", summary="Voor vergunningen")
        by_summary = SolutionPageFactory(parent=delft, title="Archief", summary="Bewaart zaken van Delft")
        SolutionPageFactory(parent=delft, title="Zaken", summary="Iets", live=False)
        assert find("zaken DELFT", []) == [by_title, by_summary]
        assert find("zaken", [by_title.pk]) == [by_summary]
        assert find("zaken 100%", []) == []

    def test_the_search_of_the_site_decides_the_order_and_never_shows_what_is_hidden(self, delft, monkeypatch):
        hidden = SolutionPageFactory(parent=delft, live=False)
        first, second = SolutionPageFactory(parent=delft), SolutionPageFactory(parent=delft)
        monkeypatch.setattr("solutions.hooks._finders", [lambda words, most: [second.pk, hidden.pk, 10**6, first.pk]])
        assert find("iets", []) == [second, first]
        assert find("iets", [second.pk]) == [first]
