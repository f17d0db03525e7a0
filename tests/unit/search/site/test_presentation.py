"""What the search page shows of a result: which values of a facet, what is folded away, and every address."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict

from organisations.models import Organisation
from search.facets import FACETS
from search.site.labels import labels_for
from search.site.presentation import Addresses, ResultView
from search.templatetags.facet_tags import facet_options
from search.types import SIMILAR, Bucket, SearchRequest, SearchResult
from solutions.models import GemmaComponent, Licence, PolicyDomain
from tests.factories import OrganisationFactory, SolutionPageFactory

pytestmark = pytest.mark.django_db
CODES = [f"GM{number:04}" for number in range(342)]


def view(address="q=parkeren", *, facets=None, filters=None, filtered=None, alike=None):
    request = SearchRequest(question="parkeren", filters=filters or {})
    counted = {
        key: tuple(Bucket(value, 400 - place) for place, value in enumerate(found)) for key, found in facets.items()
    }
    result = SearchResult(request=request, total=400, hits=(), facets=counted)
    return ResultView(result, "/zoeken/", QueryDict(address), filtered or {}, alike)


def organisations(codes, **more):
    (facet,) = view(facets={"organisation": codes}, **more).facets()
    return facet


def values(options):
    return [option.value for option in options]


def test_a_short_facet_shows_everything_in_its_own_order_whatever_is_chosen():
    facet = organisations(CODES[:8], filters={"organisation": (CODES[5],)})
    assert values(facet.first) == CODES[:8]
    assert (facet.rest, facet.folded, facet.findable, facet.all_url) == ([], 0, False, "")
    assert [option.value for option in facet.options if option.selected] == [CODES[5]]


def test_a_longer_facet_folds_the_rest_away():
    facet = organisations(CODES[:10])
    assert (values(facet.first), values(facet.rest)) == (CODES[:6], CODES[6:10])
    assert (facet.folded, facet.findable, facet.all_url) == (4, False, "")
    assert organisations(CODES[:11]).findable


def test_of_hundreds_of_organisations_some_are_sent_and_the_others_have_an_address():
    facet = organisations(CODES)
    assert (len(facet.options), facet.total, facet.folded) == (24, 342, 336)
    assert facet.all_url == "/zoeken/?q=parkeren&meer=organisatie"
    assert not facet.complete
    complete = organisations(CODES, address="q=parkeren&meer=organisatie")
    assert values(complete.options) == CODES
    assert (complete.complete, complete.is_open, complete.all_url) == (True, True, "")


def test_chosen_values_stand_first_in_a_long_facet_also_those_that_nothing_has():
    facet = organisations(CODES, filters={"organisation": (CODES[300], "GM9999", CODES[2])})
    assert values(facet.first) == [CODES[2], CODES[300], "GM9999", CODES[0], CODES[1], CODES[3]]
    assert [option.count for option in facet.first[:3]] == [398, 100, 0]
    assert facet.chosen == 3
    assert len(facet.options) == 24


def test_all_chosen_values_stand_open_however_many():
    facet = organisations(CODES, filters={"organisation": tuple(CODES[100:150])})
    assert values(facet.first) == CODES[100:150]
    assert facet.rest == []


def test_facets_come_in_order_and_the_later_ones_open_only_when_something_was_chosen():
    everything = {facet.key: ("1", "2") for facet in FACETS}
    shown = view(facets=everything, filters={"licence": ("1",)}).facets()
    assert [facet.key for facet in shown] == [facet.key for facet in FACETS]
    assert {facet.key for facet in shown if not facet.is_open} == {facet.key for facet in shown[5:]} - {"licence"}


def test_a_facet_without_values_or_that_the_page_sets_itself_is_not_shown():
    shown = view(facets={"kind": ("solution",), "province": (), "tag": ("zorg",)}, filtered={"kind": ("solution",)})
    assert [facet.key for facet in shown.facets()] == ["tag"]
    assert shown.chips() == []


def test_a_chip_names_its_facet_and_leads_to_the_search_without_it():
    OrganisationFactory(name="Súdwest-Fryslân", code="GM1900")
    address = "q=parkeren&organisatie=GM1900&gebruikt-door=GM1900&pagina=3"
    filters = {"organisation": ("GM1900",), "used_by": ("GM1900",)}
    shown = view(address, facets={}, filters=filters)
    shared, used = shown.chips()
    assert (shared.label, used.label) == ("Súdwest-Fryslân", "Súdwest-Fryslân")
    assert shared.facet != used.facet
    assert shared.url_without == "/zoeken/?q=parkeren&gebruikt-door=GM1900"
    assert used.url_without == "/zoeken/?q=parkeren&organisatie=GM1900"


def test_clearing_keeps_the_question_the_order_and_the_municipality():
    address = "q=parkeren&sorteer=nieuwste&gemeente=delft&soort=solution&zoals-mijn=1&organisatie=GM0503&pagina=2"
    assert view(address, facets={}).clear_url() == "/zoeken/?q=parkeren&sorteer=nieuwste&gemeente=delft"
    assert view("soort=solution", facets={}).clear_url() == "/zoeken/"


def test_a_checkbox_has_a_name_of_its_own_without_spaces():
    OrganisationFactory()
    options = view(facets={"province": ("Noord-Brabant", "Fryslân", "a b")}).facets()[0].options
    names = [option.id for option in options]
    assert names[0] == "provincie-Noord-Brabant"
    assert len(set(names)) == 3
    assert not any(" " in name for name in names)


def test_the_facet_of_similar_municipalities_is_called_after_the_municipality():
    shown = view(facets={SIMILAR: ("1",)}, filters={SIMILAR: ("1",)}, alike={"1": "Gemeenten zoals Delft"})
    assert shown.facets()[0].options[0].label == "Gemeenten zoals Delft"
    assert shown.chips()[0].label == "Gemeenten zoals Delft"


def test_values_have_names_in_every_facet_and_one_that_is_gone_says_so(django_assert_num_queries):
    OrganisationFactory(name="Delft", code="GM0503")
    PolicyDomain.objects.create(code="verkeer", label="Verkeer en vervoer")
    GemmaComponent.objects.create(code="zaak", label="Zaakregistratiecomponent")
    Licence.objects.get_or_create(code="EUPL-1.2", defaults={"label": "European Union Public License 1.2"})
    SolutionPageFactory(tags=["Open data"])
    wanted = {
        "organisation": ["GM0503"],
        "used_by": ["GM0503", "GM9999"],
        "policy_domain": ["verkeer"],
        "gemma_component": ["zaak"],
        "licence": ["EUPL-1.2"],
        "tag": ["open-data"],
    }
    with django_assert_num_queries(5):  # one per table
        labels = labels_for(wanted)
    assert labels["organisation"] == {"GM0503": "Delft"}
    assert labels["used_by"] == {"GM0503": "Delft"}
    assert labels["policy_domain"]["verkeer"] == "Verkeer en vervoer"
    assert labels["gemma_component"]["zaak"] == "Zaakregistratiecomponent"
    assert labels["licence"]["EUPL-1.2"].startswith("European Union")
    assert labels["tag"]["open-data"] == "Open data"
    assert labels["evidence"].keys() == {"0", "1", "2", "3", "4", "5", "6", "7"}
    assert labels["solution_kind"]["software"] == "Software"
    shown = view(facets={"used_by": ("GM9999",)}).facets()[0]
    assert shown.options[0].label == "bestaat niet meer"


def test_labels_of_nothing_need_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert "organisation" not in labels_for({"organisation": []})
    assert not Organisation.objects.exists()


def test_addresses_change_one_thing_and_begin_at_the_first_page():
    addresses = Addresses("/zoeken/", QueryDict("q=a+b&soort=solution&meer=onderwerp&pagina=4"))
    assert addresses.with_("soort") == "/zoeken/?q=a+b&meer=onderwerp"
    assert addresses.toggled("soort", "article") == "/zoeken/?q=a+b&soort=solution&soort=article&meer=onderwerp"
    assert addresses.toggled("soort", "solution") == "/zoeken/?q=a+b&meer=onderwerp"
    assert addresses.added("meer", "onderwerp").count("meer=") == 1
    assert addresses.added("meer", "organisatie").endswith("meer=onderwerp&meer=organisatie")
    assert addresses.without(["q", "soort", "meer"]) == "/zoeken/"


def test_what_anybody_can_type_in_an_address_is_escaped_in_the_list():
    nasty = '"><script>alert(1)</script>'
    (facet,) = view(facets={"tag": ("zorg",)}, filters={"tag": (nasty,)}).facets()
    html = facet_options(facet.options)
    assert "<script>" not in html
    boxes = BeautifulSoup(html, "html.parser").find_all("input")
    assert [(box["value"], box.has_attr("checked")) for box in boxes] == [("zorg", False), (nasty, True)]
    assert len({box["id"] for box in boxes}) == 2
