"""The figures: what counts, what does not, and the same numbers on the page and in the download."""

from __future__ import annotations

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from hub.models import Visibility
from solutions.impact.figures import impact
from solutions.models import ReuseStatus
from tests.factories import (
    OrganisationFactory,
    OrganisationPageFactory,
    PolicyDomainFactory,
    ReuseFactory,
    SolutionPageFactory,
)
from tests.shared_fixtures import shared_fixture

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 25)
SHARED, TAKING_PART, REUSED, REACHED = range(4)


@shared_fixture
def signalen():
    owner = OrganisationPageFactory(organisation__name="Amsterdam", organisation__code="GM0363")
    return SolutionPageFactory(parent=owner, title="Signalen")


@shared_fixture
def delft():
    return OrganisationFactory(name="Delft", code="GM0503", province="Zuid-Holland")


def totals(**options):
    return [number for _label, number in impact(today=TODAY, **options).totals]


def rows(name, **options):
    return {row.name: row.numbers for row in impact(today=TODAY, **options).figure(name).rows}


def test_confirmed_use_of_another_counts_once_for_each_solution(signalen, delft):
    ReuseFactory(organisation=delft, solution=signalen, status=ReuseStatus.PILOT, since=dt.date(2026, 1, 5))
    ReuseFactory(organisation=delft, solution=signalen, since=dt.date(2026, 8, 1))
    assert totals() == [1, 1, 1, 1]
    assert list(rows("hergebruik").values()) == [(1,), (1,), (1,), (1,)]


@pytest.mark.parametrize("facts", [{"confirmed_at": None}, {"status": ReuseStatus.EXPLORING}])
def test_claims_and_what_is_no_use_count_for_nothing(facts, signalen, delft):
    ReuseFactory(organisation=delft, solution=signalen, **facts)
    assert totals()[REUSED] == 0
    assert totals()[REACHED] == 0
    assert impact(today=TODAY).figure("hergebruik").is_empty


def test_what_only_others_state_is_told_apart(signalen, delft):
    ReuseFactory(organisation=delft, solution=signalen, confirmed_at=None)
    assert impact(today=TODAY).claimed == 1


def test_an_organisation_that_uses_its_own_solution_does_not_reuse(signalen):
    ReuseFactory(organisation=signalen.organisation, solution=signalen)
    assert totals()[REUSED] == 0


def test_what_is_not_for_everyone_counts_nowhere(signalen, delft):
    hidden = SolutionPageFactory(parent=signalen.get_parent().specific, visibility=Visibility.MUNICIPALITIES)
    ReuseFactory(organisation=delft, solution=hidden)
    assert totals() == [1, 1, 0, 0]


def test_examples_count_only_when_asked(signalen):
    invented = OrganisationPageFactory(organisation__name="Voorbeeldstad", organisation__is_example=True).organisation
    ReuseFactory(organisation=invented, solution=signalen)
    assert totals() == [1, 1, 0, 0]
    assert totals(with_examples=True) == [1, 2, 1, 1]


def test_a_province_reuses_but_is_no_municipality(signalen):
    ReuseFactory(organisation=OrganisationFactory(name="Drenthe", code="PV22", kind="provincie"), solution=signalen)
    assert totals()[REUSED:] == [1, 0]


def test_use_without_a_known_beginning_counts_from_its_confirmation(signalen, delft):
    ReuseFactory(organisation=delft, solution=signalen, confirmed_at=dt.date(2026, 7, 1))
    assert list(rows("hergebruik")) == ["kwartaal 3 van 2026", "kwartaal 4 van 2026"]


def test_provinces_say_how_many_of_their_municipalities_reuse(signalen, delft):
    OrganisationFactory(name="Rijswijk", code="GM0603", province="Zuid-Holland")
    OrganisationFactory(name="Zwolle", code="GM0193", province="Overijssel")
    OrganisationFactory(name="Voorbeelddijk", code="EX0001", province="Zuid-Holland", is_example=True)
    ReuseFactory(organisation=delft, solution=signalen)
    ReuseFactory(organisation=delft, solution=SolutionPageFactory())
    found = rows("provincies")
    assert found["Zuid-Holland"] == (1, 2)
    assert found["Overijssel"] == (0, 1)


def test_domains_say_how_often_their_solutions_are_reused(signalen, delft):
    for label in ("Dienstverlening", "Openbare ruimte"):
        signalen.policy_domains.add(PolicyDomainFactory(code=label.lower().replace(" ", "-"), label=label))
    signalen.save()
    ReuseFactory(organisation=delft, solution=signalen)
    assert rows("beleidsdomeinen") == {"Dienstverlening": (1, 1), "Openbare ruimte": (1, 1)}


def test_the_page_shows_what_each_figure_counts_with_its_table_and_download(signalen, delft, client):
    ReuseFactory(organisation=delft, solution=signalen, since=dt.date(2023, 4, 1))
    page = BeautifulSoup(client.get(reverse("impact")).content, "html.parser")
    sections = page.select("section.impact")
    assert len(sections) == 5
    for section in sections[:3]:
        assert section.select_one("svg.plot[role=img] > title").get_text()
        assert section.select_one("table")
        assert section.p.get_text().startswith("Telt ")
    text = client.get(sections[0].select_one("a[download]")["href"]).content.decode("utf-8-sig")
    table = [[cell.get_text(strip=True) for cell in row(["th", "td"])] for row in sections[0].select("tr")]
    assert text == "".join(f"{';'.join(row)}\r\n" for row in table)


def test_the_plot_says_its_last_value(signalen, delft, client):
    ReuseFactory(organisation=delft, solution=signalen)
    page = BeautifulSoup(client.get(reverse("impact")).content, "html.parser")
    assert page.select_one("#hergebruik-beeld-zin").get_text().startswith("1 in kwartaal ")
    assert page.select_one("section.impact .plot__value").get_text() == "1"


def test_a_fresh_site_says_that_there_is_nothing_to_count(client):
    page = BeautifulSoup(client.get(reverse("impact")).content, "html.parser")
    assert len(page.select("section.impact .empty-state")) == 5
    assert not page.select("svg.plot, a[download]")


def test_a_table_that_does_not_exist_is_not_found(client):
    assert client.get(reverse("impact_table", args=["onzin"])).status_code == 404
    assert client.get(reverse("impact_table", args=["hergebruik"])).status_code == 200


def test_a_site_with_examples_offers_the_figures_with_them(signalen, client):
    invented = OrganisationFactory(name="Voorbeeldstad", is_example=True)
    ReuseFactory(organisation=invented, solution=signalen)
    page = BeautifulSoup(client.get(reverse("impact")).content, "html.parser")
    other = page.select_one(".notice a")["href"]
    assert client.get(reverse("impact")).content.count(b"noindex") == 0
    shown = client.get(other).content.decode()
    assert "noindex" in shown
    assert "Die organisaties zijn verzonnen" in shown


def test_more_to_count_asks_no_more_questions(signalen, delft, django_assert_max_num_queries):
    ReuseFactory(organisation=delft, solution=signalen)
    with django_assert_max_num_queries(10) as few:
        impact(today=TODAY)
    for _number in range(12):
        ReuseFactory(organisation=OrganisationFactory(), solution=SolutionPageFactory())
    with django_assert_max_num_queries(len(few)):
        impact(today=TODAY)


def test_figures_are_kept_for_a_short_time(signalen, delft, client, django_assert_num_queries):
    client.get(reverse("impact_table", args=["hergebruik"]))
    with django_assert_num_queries(0):
        client.get(reverse("impact_table", args=["hergebruik"]))


def test_both_pages_are_in_the_sitemap_and_the_footer(signalen, client):
    sitemap = client.get("/sitemap.xml").content.decode()
    footer = BeautifulSoup(client.get(reverse("impact")).content, "html.parser").footer
    for name in ("map", "impact"):
        assert f"{reverse(name)}</loc>" in sitemap
        assert footer.select(f'a[href="{reverse(name)}"]')
