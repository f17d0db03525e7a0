"""/vergelijken/: every address of it answers, what is not public never shows, and the table goes along as CSV."""

import csv
import io
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organisations.models import MunicipalitySimilarity
from search.answering.service import SearchUnavailable
from solutions.models import GemmaComponent, SolutionStandard, Standard
from tests.factories import (
    ExperiencePageFactory,
    OrganisationFactory,
    OrganisationPageFactory,
    PolicyDomainFactory,
    ReuseFactory,
    SolutionPageFactory,
)
from tests.functional.conftest import built_and_drained
from tests.shared_fixtures import shared_fixture

pytestmark = pytest.mark.django_db
MOST_QUERIES = 24


@shared_fixture
def delft():
    return OrganisationPageFactory(
        organisation__name="Delft", organisation__code="GM0503", organisation__slug="delft", slug="delft"
    )


@shared_fixture
def four(delft):
    titles = ("Signalen", "Melddesk", "Súdwest-Fryslân meldt", "'s-Hertogenbosch <b>Schoon</b>")
    return [SolutionPageFactory(parent=delft, title=title) for title in titles]


def address(*solutions, extra="", path="/vergelijken/"):
    return f"{path}?{'&'.join(f'o={one.pk}' for one in solutions)}{extra}"


def page(response):
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words(soup):
    return " ".join(soup.get_text(" ").split())


def heads(soup):
    return [words(head) for head in soup.select(".compare__head th")][1:]


class TestTheTable:
    def test_each_solution_is_a_column_with_a_link_to_it_and_one_to_take_it_out(self, four, client):
        soup = page(client.get(address(*four[:3])))
        assert heads(soup) == [one.title for one in four[:3]]
        links = soup.select(".compare__out")
        assert [words(link) for link in links] == [f"Haal weg {one.title}" for one in four[:3]]
        assert parse_qs(urlsplit(links[1]["href"]).query)["o"] == [str(four[0].pk), str(four[2].pk)]

    def test_every_cell_has_its_heads_and_every_row_as_many_cells_as_there_are_solutions(self, four, client):
        table = page(client.get(address(*four))).select_one("table")
        assert table.caption.get_text()
        for row in table.select("tbody tr:not(.compare__group)"):
            assert len(row.select("th[scope=row]")) == 1
            assert len(row.select("td")) == 4
        for element in table.select("table, thead, tbody, tr, th, td"):
            assert element["role"], "laid out as a grid, it must still say what it is"

    def test_a_difference_is_said_in_words_and_not_by_colour_alone(self, four, client):
        four[0].kind = "dataset"
        four[0].save()
        soup = page(client.get(address(*four[:2])))
        (kind, owner) = [
            row for row in soup.select("tr") if row.th and words(row.th).startswith(("Soort", "Organisatie"))
        ]
        assert "is-different" in kind["class"]
        assert "verschilt" in words(kind.th)
        assert kind.th.svg
        assert "verschilt" not in words(owner.th)

    def test_only_differences_and_everything_are_addresses_that_keep_the_rest(self, four, delft, client):
        four[0].kind = "dataset"
        four[0].save()
        soup = page(client.get(address(*four[:2], extra="&verschil=1&gemeente=delft")))
        assert soup.select("tr.is-different")
        assert not soup.select("tbody tr:not(.is-different, .compare__group, .compare__tools)")
        everything, differences = soup.select(".sort a")
        assert differences["aria-current"] == "true"
        assert "verschil" not in everything["href"]
        for link in (*soup.select(".sort a, .compare__out, .offers__add"), soup.select_one(".compare-bar__take a")):
            assert "gemeente=delft" in link["href"]
        fields = {one["name"]: one["value"] for one in soup.select(".compare-add input[type=hidden]")}
        assert fields == {"o": str(four[1].pk), "gemeente": "delft", "verschil": "1"}

    def test_solutions_that_are_the_same_say_so(self, delft, client):
        twins = [SolutionPageFactory(parent=delft) for _number in range(2)]
        soup = page(client.get(address(*twins, extra="&verschil=1")))
        assert not soup.select("table")
        assert "Wij kennen geen verschillen" in words(soup.main)

    def test_markup_in_a_title_stays_text_everywhere(self, four, client):
        html = client.get(address(*four)).content.decode()
        assert "<b>Schoon" not in html
        assert "&lt;b&gt;Schoon" in html

    def test_an_example_is_called_one(self, delft, four, client):
        invented = SolutionPageFactory(parent=delft, is_example=True)
        soup = page(client.get(address(four[0], invented)))
        first, second = soup.select(".compare__tools td")
        assert "Voorbeeld" not in words(first)
        assert "Voorbeeld" in words(second)

    def test_the_similar_municipalities_of_the_municipality_of_the_address_are_named(self, delft, four, client):
        leiden = OrganisationFactory(name="Leiden")
        MunicipalitySimilarity.objects.create(
            municipality=delft.organisation, other=leiden, rank=1, score=1, reasons=[]
        )
        ReuseFactory(solution=four[0], organisation=leiden)
        with_mine = page(client.get(address(*four[:2], extra="&gemeente=GM0503")))
        (row,) = [one for one in with_mine.select("tr") if one.th and "zoals uw gemeente" in words(one.th)]
        assert [words(cell) for cell in row.select("td")] == ["Leiden", "Geen van deze gemeenten"]
        assert "U vergelijkt voor Delft" in words(with_mine)
        assert "zoals uw gemeente" not in words(page(client.get(address(*four[:2]))).table)

    def test_it_is_not_for_search_engines(self, four, client):
        soup = page(client.get(address(*four[:2])))
        assert soup.select_one("meta[name=robots]")["content"] == "noindex, follow"
        assert "Disallow: /vergelijken/" in client.get("/robots.txt").content.decode()


class TestOddAddresses:
    def test_nothing_chosen_explains_itself_and_offers_what_is_new(self, four, client):
        soup = page(client.get("/vergelijken/"))
        assert "Nog niets om te vergelijken" in words(soup.select_one(".empty-state"))
        assert len(soup.select(".offers__add")) == 4
        assert not soup.select("table")

    def test_one_solution_asks_for_a_second(self, four, client):
        soup = page(client.get(address(four[0])))
        assert "Kies er nog een" in words(soup.select_one(".empty-state"))
        assert "Signalen" in words(soup.select_one(".empty-state"))
        assert not soup.select("table")

    def test_more_than_four_names_what_is_left_out_and_offers_no_more(self, delft, four, client):
        fifth = SolutionPageFactory(parent=delft, title="Bijna thuis")
        soup = page(client.get(address(*four, fifth)))
        assert heads(soup) == [one.title for one in four]
        assert "Weggelaten: Bijna thuis." in words(soup)
        assert not soup.select(".compare-add")
        assert "Meer passen er niet" in words(soup)

    def test_what_is_not_public_is_said_to_be_missing_and_shows_nowhere(self, delft, four, client):
        four[0].kind = "dataset"
        four[0].save()
        hidden = SolutionPageFactory(parent=delft, title="Geheime Zaken", summary="Intern", visibility="organisation")
        for extra in ("", "&verschil=1", "&zoek=geheime+zaken"):
            html = client.get(address(four[0], hidden, four[1], extra=extra)).content.decode()
            assert "Wij kunnen 1 van de gevraagde oplossingen niet tonen" in html
            assert "Geheime Zaken</" not in html
            assert heads(BeautifulSoup(html, "html.parser")) == [one.title for one in four[:2]]
        assert b"Geheime" not in client.get(address(four[0], hidden, path="/vergelijken/csv/")).content

    @pytest.mark.parametrize(
        "query", ["verschil=1", "zoek=" + "a" * 3_000, "zoek=%25_%27%22%3Cscript%3Ealert", "zoek=-%22", "&&=="]
    )
    def test_no_address_is_an_error(self, query, four, client):
        answer = client.get(f"/vergelijken/?{query}")
        assert answer.status_code == 200
        assert b"<script>alert" not in answer.content
        assert client.get(f"/vergelijken/?o={four[0].pk}&o={four[1].pk}&{query}").status_code == 200

    def test_the_file_of_nothing_holds_no_more_than_its_heads(self, client):
        answer = client.get("/vergelijken/csv/?verschil=1")
        assert answer.status_code == 200

    def test_an_unknown_municipality_is_named(self, four, client):
        soup = page(client.get(address(*four[:2], extra="&gemeente=Atlantis")))
        assert "Atlantis" in words(soup.select_one(".notice--attention"))
        assert soup.select("table")

    def test_the_page_of_something_else_is_no_solution(self, delft, four, client):
        assert "niet tonen" in words(page(client.get(address(four[0], delft))))


class TestFinding:
    def test_what_somebody_looks_for_is_found_by_the_search_of_the_site(self, four, client):
        built_and_drained()
        soup = page(client.get(address(four[0], extra="&zoek=een+losse+stoeptegel")))
        found = [link["href"] for link in soup.select("[aria-labelledby=gevonden] .offers__add")]
        assert address(four[0], four[1]) in found
        assert not any(link.endswith(f"o={four[0].pk}") for link in found), "it stands there already"

    def test_finding_nothing_says_so_and_keeps_what_was_typed(self, four, client):
        soup = page(client.get(address(four[0], extra=f"&zoek={quote('xqzxqz <b>')}")))
        assert "xqzxqz <b>" in words(soup.select_one(".compare-add .notice"))
        assert soup.select_one("input[name=zoek]")["value"] == "xqzxqz <b>"
        assert len(soup.select("[aria-labelledby=nieuw] .offers__add")) == 3

    def test_it_works_when_no_engine_answers(self, four, client, monkeypatch):
        def away(*args, **kwargs):
            raise SearchUnavailable("down")

        monkeypatch.setattr("search.site.finding.find", away)
        soup = page(client.get(address(four[0], extra="&zoek=melddesk")))
        assert [link["href"] for link in soup.select("[aria-labelledby=gevonden] .offers__add")] == [
            address(four[0], four[1])
        ]


class TestCsv:
    def test_the_same_table_with_the_answers_and_whether_they_differ(self, four, client):
        four[0].kind = "dataset"
        four[0].save()
        answer = client.get(address(*four[:2], path="/vergelijken/csv/"))
        assert answer["Content-Type"] == "text/csv; charset=utf-8"
        assert answer["Content-Disposition"].startswith('attachment; filename="vergelijking-')
        rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
        assert rows[0] == ["Groep", "Onderwerp", "Signalen", "Melddesk", "Verschilt"]
        assert ["Wat het is", "Soort", "Gegevensset", "Software", "ja"] in rows
        assert ["Wat het is", "Organisatie", "Delft", "Delft", "nee"] in rows
        only = client.get(address(*four[:2], path="/vergelijken/csv/", extra="&verschil=1")).content.decode("utf-8-sig")
        assert [row[4] for row in csv.reader(io.StringIO(only), delimiter=";")][1:].count("nee") == 0

    def test_what_a_spreadsheet_would_run_is_guarded_in_titles_and_in_answers(self, delft, four, client):
        evil = SolutionPageFactory(parent=delft, title="=HYPERLINK(A1)", for_whom="@SUM(A1)")
        text = client.get(address(four[0], evil, path="/vergelijken/csv/")).content.decode("utf-8-sig")
        cells = [cell for row in csv.reader(io.StringIO(text), delimiter=";") for cell in row]
        assert "'=HYPERLINK(A1)" in cells
        assert "'@SUM(A1)" in cells
        assert not [cell for cell in cells if cell.startswith(("=", "@", "+", "-"))]


@shared_fixture
def full(delft):
    """Four solutions of which everything is known, and more that lie near them."""
    component = GemmaComponent.objects.create(code="zaak", label="Zaaksysteem")
    standard, domain = Standard.objects.create(code="stuf", label="StUF"), PolicyDomainFactory()
    made = []
    for number in range(12):
        solution = SolutionPageFactory(parent=OrganisationPageFactory(), title=f"Zaaksysteem {number}")
        solution.gemma_components.add(component)
        solution.policy_domains.add(domain)
        solution.standard_links.add(SolutionStandard(standard=standard))
        solution.save()
        for _user in range(6):
            ReuseFactory(solution=solution)
        story = ExperiencePageFactory(parent=delft)
        story.solutions.add(solution)
        story.save()
        made.append(solution)
    return made


def test_four_solutions_ask_the_database_no_more_than_two(full, delft, client):
    other = OrganisationFactory()
    MunicipalitySimilarity.objects.create(municipality=delft.organisation, other=other, rank=1, score=1, reasons=[])
    counts = {}
    for many in (2, 3, 4):
        client.get(address(*full[:many]))
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            client.get(address(*full[:many], extra="&gemeente=delft"))
        counts[many] = len(queries)
    assert counts[3] == counts[2]
    assert counts[4] < counts[2], "without room nothing is offered"
    assert max(counts.values()) <= MOST_QUERIES
