"""The map of use: who is on it, in what words, and what never is."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from hub.models import Visibility
from organisations.boundaries import shapes
from organisations.models import Organisation
from solutions.models import ClaimedBy, Reuse, ReuseStatus
from solutions.usage_map.all_solutions import CLAIMED, FEW, MANY, ONE, level_of_count
from solutions.usage_map.one_solution import map_of
from tests.factories import (
    OrganisationFactory,
    OrganisationPageFactory,
    PolicyDomainFactory,
    ReuseFactory,
    SolutionPageFactory,
)
from tests.shared_fixtures import shared_fixture

pytestmark = pytest.mark.django_db
PLACES = {
    "Delft": ("GM0503", "Zuid-Holland"),
    "Zwolle": ("GM0193", "Overijssel"),
    "Súdwest-Fryslân": ("GM1900", "Fryslân"),
    "'s-Hertogenbosch": ("GM0796", "Noord-Brabant"),
    "Urk": ("GM0184", "Flevoland"),
}


@shared_fixture
def towns():
    return {
        name: OrganisationFactory(name=name, code=code, province=province, slug=code.lower())
        for name, (code, province) in PLACES.items()
    }


@shared_fixture
def signalen(towns):
    return SolutionPageFactory(parent=OrganisationPageFactory(organisation__name="Amsterdam"), title="Signalen")


@pytest.fixture
def see(client):
    """A function that gives the page as a tree, with these choices in its address."""

    def get(**choices):
        response = client.get(reverse("map"), choices)
        assert response.status_code == 200
        return BeautifulSoup(response.content, "html.parser")

    return get


def drawn(page):
    """What the map says of each municipality, in the order of the tab key."""
    return [area.title.get_text() for area in page.select("svg a.use-map__area")]


def table(page):
    """The cells of the table, row by row."""
    return [[cell.get_text(" ", strip=True) for cell in row("th") + row("td")] for row in page.select("tbody tr")]


def confirmed(town, solution, status=ReuseStatus.IN_USE, since=dt.date(2023, 4, 1), **facts):
    return ReuseFactory(organisation=town, solution=solution, status=status, since=since, **facts)


def claimed(town, solution, **facts):
    return ReuseFactory(organisation=town, solution=solution, confirmed_at=None, **facts)


def test_the_map_of_everything_counts_what_each_municipality_confirmed(towns, signalen, see):
    confirmed(towns["Delft"], signalen)
    confirmed(towns["Delft"], SolutionPageFactory())
    confirmed(towns["Zwolle"], signalen, status=ReuseStatus.PILOT)
    claimed(towns["Urk"], signalen)
    page = see()
    assert drawn(page) == [
        "Delft: 2 oplossingen in gebruik, bevestigd",
        "Urk: 1 gemeld, nog niet bevestigd",
        "Zwolle: 1 oplossing in gebruik, bevestigd",
    ]
    assert table(page) == [
        ["Delft", "Zuid-Holland", "2", "0"],
        ["Urk", "Flevoland", "0", "1"],
        ["Zwolle", "Overijssel", "1", "0"],
    ]


def test_several_rows_about_one_solution_count_once(towns, signalen, see):
    confirmed(towns["Delft"], signalen, status=ReuseStatus.PILOT, since=dt.date(2021, 1, 1))
    confirmed(towns["Delft"], signalen)
    claimed(towns["Delft"], signalen, claimed_by=ClaimedBy.SUPPLIER)
    assert drawn(see()) == ["Delft: 1 oplossing in gebruik, bevestigd"]


def test_what_is_no_use_is_not_on_the_map_of_everything(towns, signalen, see):
    confirmed(towns["Delft"], signalen, status=ReuseStatus.EXPLORING)
    claimed(towns["Zwolle"], signalen, status=ReuseStatus.EXPLORING)
    assert drawn(see()) == []


def test_a_solution_that_is_not_for_everyone_is_nowhere(towns, see, client):
    hidden = SolutionPageFactory(title="Geheim plan", visibility=Visibility.MUNICIPALITIES)
    confirmed(towns["Delft"], hidden)
    page = see()
    assert drawn(page) == []
    assert "Geheim plan" not in str(page)
    assert client.get(reverse("map"), {"o": hidden.pk}).status_code == 404


def test_invented_organisations_do_not_use_real_solutions(signalen, see):
    invented = OrganisationFactory(name="Voorbeeldstad", code="GM0342", is_example=True)
    confirmed(invented, signalen)
    assert drawn(see()) == []


def test_a_municipality_that_has_ended_is_left_out(towns, signalen, see):
    towns["Delft"].ended_on = dt.date(2026, 1, 1)
    towns["Delft"].save()
    confirmed(towns["Delft"], signalen)
    assert drawn(see()) == []
    assert drawn(see(o=signalen.pk)) == []


@pytest.mark.parametrize(("number", "level"), [(0, CLAIMED), (1, ONE), (2, FEW), (4, FEW), (5, MANY), (40, MANY)])
def test_the_class_follows_the_number(number, level):
    assert level_of_count(number) == level


def test_the_map_of_one_solution_says_how_far_each_is(towns, signalen, see):
    confirmed(towns["Delft"], signalen)
    confirmed(towns["Zwolle"], signalen, status=ReuseStatus.PILOT, since=None)
    confirmed(towns["Súdwest-Fryslân"], signalen, status=ReuseStatus.STOPPED, until=dt.date(2024, 5, 1))
    claimed(towns["Urk"], signalen, claimed_by=ClaimedBy.SUPPLIER)
    page = see(o=signalen.pk)
    assert drawn(page) == [
        "Delft: in gebruik sinds 2023, bevestigd",
        "Súdwest-Fryslân: gestopt in 2024, bevestigd",
        "Urk: in gebruik, nog niet bevestigd",
        "Zwolle: pilot, bevestigd",
    ]
    assert [area["class"][-1] for area in page.select("a.use-map__area")] == [
        f"use-map__area--{look}" for look in ("solid", "cross", "dots", "dense")
    ]
    assert table(page)[2] == ["Urk", "Flevoland", "In gebruik", "niet bekend", "nee, gemeld door: een leverancier"]


def test_an_organisation_stands_where_it_confirmed_last(towns, signalen):
    confirmed(towns["Delft"], signalen, status=ReuseStatus.PILOT, since=dt.date(2021, 1, 1))
    confirmed(
        towns["Delft"], signalen, status=ReuseStatus.STOPPED, since=dt.date(2022, 1, 1), until=dt.date(2024, 2, 1)
    )
    claimed(towns["Delft"], signalen, since=dt.date(2026, 1, 1))
    rows = map_of(signalen).rows
    assert [row.words for row in rows] == ["gestopt in 2024, bevestigd"]


def test_who_is_no_municipality_stands_in_the_table_and_the_page_says_so(towns, signalen, see):
    confirmed(towns["Delft"], signalen)
    confirmed(OrganisationFactory(name="Provincie Drenthe", code="PV22", kind="provincie"), signalen)
    page = see(o=signalen.pk)
    assert len(drawn(page)) == 1
    assert [row[0] for row in table(page)] == ["Delft", "Provincie Drenthe"]
    assert "1 organisatie uit de tabel staat niet op de kaart" in page.get_text()


def test_a_municipality_newer_than_the_boundaries_stands_in_the_table(signalen, see):
    confirmed(OrganisationFactory(name="Nieuwe Stromen", code="GM2001"), signalen)
    page = see()
    assert drawn(page) == []
    assert table(page)[0][0] == "Nieuwe Stromen"


def test_a_province_and_a_domain_narrow_map_and_table_alike(towns, signalen, see):
    domain = PolicyDomainFactory(code="burgerzaken", label="Burgerzaken")
    signalen.policy_domains.add(domain)
    signalen.save()
    confirmed(towns["Delft"], signalen)
    confirmed(towns["Zwolle"], signalen)
    confirmed(towns["Zwolle"], SolutionPageFactory())
    whole, part = see(), see(provincie="Overijssel", domein="burgerzaken")
    assert drawn(part) == ["Zwolle: 1 oplossing in gebruik, bevestigd"]
    assert [row[0] for row in table(part)] == ["Zwolle"]
    width = {str(page): int(page.select_one(".use-map__drawing")["viewbox"].split()[2]) for page in (whole, part)}
    assert width[str(part)] < width[str(whole)] / 2


def test_the_table_is_sorted_by_plain_links_that_keep_the_rest(towns, signalen, see):
    confirmed(towns["Delft"], signalen)
    confirmed(towns["'s-Hertogenbosch"], signalen)
    confirmed(towns["'s-Hertogenbosch"], SolutionPageFactory())
    page = see(provincie="", sorteer="gebruik")
    assert [row[0] for row in table(page)] == ["'s-Hertogenbosch", "Delft"]
    assert page.select_one("th[aria-sort=descending]").get_text() == "In gebruik, bevestigd"
    links = [link["href"] for link in see(o=signalen.pk).select(".sort a")]
    assert links[0] == f"?o={signalen.pk}&sorteer=naam#kaart-tabel"


@pytest.mark.parametrize(
    "choices", [{"provincie": "Atlantis"}, {"domein": "a\x00b"}, {"sorteer": "x"}, {"provincie": "a\x00"}]
)
def test_an_unknown_choice_counts_as_none(choices, towns, signalen, see):
    confirmed(towns["Delft"], signalen)
    assert len(drawn(see(**choices))) == 1


def test_a_fresh_site_says_that_nothing_is_known_yet(see):
    assert "Er is nog geen gebruik bekend" in see().get_text()


def test_without_boundaries_the_table_stays_with_a_sentence(towns, signalen, see, client, monkeypatch, tmp_path):
    confirmed(towns["Delft"], signalen)
    monkeypatch.setattr(shapes, "SHIPPED", tmp_path / "boundaries.topojson")
    shapes.shipped.cache_clear()
    try:
        page = see()
        assert client.get(reverse("boundaries")).status_code == 404
    finally:
        shapes.shipped.cache_clear()
    assert "De kaart kan nu niet worden getoond" in page.get_text()
    assert not page.select(".use-map svg.use-map__drawing")
    assert [row[0] for row in table(page)] == ["Delft"]


def test_the_land_is_one_drawing_that_browsers_keep(client):
    version = shapes.shipped().version
    response = client.get(reverse("boundaries"), {"v": version}, headers={"accept-encoding": "gzip"})
    assert response["Content-Type"] == "image/svg+xml"
    assert "immutable" in response["Cache-Control"]
    assert "immutable" not in client.get(reverse("boundaries"), {"v": "oud"})["Cache-Control"]
    assert len(response.content) < 20_000
    assert set(re.findall(r'id="(\w+)"', client.get(reverse("boundaries")).content.decode())) == {
        "land",
        "borders",
        "provinces",
    }


def test_the_map_names_whose_boundaries_it_shows(towns, see):
    assert "Kadaster en CBS, CC BY 4.0" in see().select_one("figcaption").get_text()


def test_the_page_stays_light_and_bounded_with_every_municipality_on_it(client, django_assert_max_num_queries):
    shelf = [SolutionPageFactory() for _number in range(3)]
    confirmed(OrganisationFactory(code="GM0014", name="Groningen"), shelf[0])
    client.get(reverse("map"))
    with django_assert_max_num_queries(15) as few:
        client.get(reverse("map"))
    with django_assert_max_num_queries(15) as few_of_one:
        client.get(reverse("map"), {"o": shelf[0].pk})
    most, most_of_one = len(few), len(few_of_one)
    codes = sorted(shapes.shipped().areas)[1:]
    towns = Organisation.objects.bulk_create(
        Organisation(code=code, name=f"Gemeente {code}", slug=code.lower()) for code in codes
    )
    Reuse.objects.bulk_create(
        Reuse(organisation=town, solution=solution, confirmed_at=dt.date(2026, 1, 1))
        for town in towns
        for solution in shelf
    )
    client.get(reverse("map"))  # what surrounds every page is kept for a minute, which may be over by now
    with django_assert_max_num_queries(most):
        response = client.get(reverse("map"), headers={"accept-encoding": "gzip"})
    assert len(response.content) < 60_000
    with django_assert_max_num_queries(most_of_one):
        assert client.get(reverse("map"), {"o": shelf[0].pk}).content.decode().count("use-map__area ") >= 342
