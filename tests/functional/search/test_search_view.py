"""The search page as a visitor meets it, on the embedded engine."""

import json
import re
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from django.utils.translation import gettext

from search.answering import service
from search.engines.registry import LEXICON_NAME, forget_engines
from search.indexing.consumers import consumer
from solutions.models import SolutionPage
from solutions.models.solution import DevelopmentStatus
from tests.factories import OrganisationFactory, SolutionPageFactory
from tests.functional.conftest import built_and_drained

pytestmark = pytest.mark.django_db


def titles(response):
    return [hit.title for hit in response.context["result"].hits]


def facet(response, key):
    found = {one.key: one for one in response.context["facets"]}
    return {option.label: option.count for option in found[key].options} if key in found else {}


def catch_up():
    for name in (LEXICON_NAME, "embedded"):
        consumer(name).catch_up()


def test_a_question_in_other_words_finds_the_page(hub, client):
    response = client.get("/zoeken/?q=vergunning")
    assert response.status_code == 200
    assert "Parkeervergunningen online aanvragen" in titles(response)
    assert "<mark>" in response.content.decode()
    assert response.context["result"].degraded is False


def test_facets_have_labels_counts_and_addresses(hub, client):
    response = client.get("/zoeken/?q=vergunning")
    assert facet(response, "policy_domain") == {"Verkeer en vervoer": 1}
    assert facet(response, "organisation")["Delft"] == 1
    assert facet(response, "province") == {"Limburg": 1, "Zuid-Holland": 1}
    option = next(one for one in response.context["facets"] if one.key == "organisation").options[0]
    box = BeautifulSoup(response.content, "html.parser").find(id=option.id)
    assert (box["type"], box["name"], box["value"]) == ("checkbox", "organisatie", option.value)
    chosen = client.get(f"/zoeken/?q=vergunning&organisatie={option.value}")
    assert BeautifulSoup(chosen.content, "html.parser").find(id=option.id).has_attr("checked")


def test_choosing_a_value_narrows_the_hits_but_not_its_own_facet(hub, client):
    response = client.get("/zoeken/?q=vergunning&provincie=Limburg")
    assert titles(response) == ["Wat wij leerden van de vergunning op straat"]
    assert facet(response, "province") == {"Limburg": 1, "Zuid-Holland": 1}
    (chip,) = response.context["chips"]
    assert (chip.label, chip.url_without) == ("Limburg", "/zoeken/?q=vergunning")
    both = client.get("/zoeken/?q=vergunning&provincie=Limburg&provincie=Zuid-Holland")
    assert both.context["result"].total == 2


def test_a_retired_solution_says_so_in_the_list(hub, client):
    words = str(DevelopmentStatus.OBSOLETE.label)
    assert not BeautifulSoup(client.get("/zoeken/?q=parkeervergunningen").content, "html.parser").select(".hit .badge")
    solution = SolutionPage.objects.get()
    solution.development_status = DevelopmentStatus.OBSOLETE
    solution.save_revision().publish()
    catch_up()
    hit = BeautifulSoup(client.get("/zoeken/?q=parkeervergunningen").content, "html.parser").select_one(".hit")
    assert hit.select_one(".badge").get_text(strip=True) == words


def test_what_is_made_up_says_so_in_every_list(hub, client):
    real = SolutionPage.objects.get()
    made_up = SolutionPageFactory(parent=real.get_parent(), title="Parkeervergunningen verzinnen", is_example=True)
    made_up.save_revision().publish()
    catch_up()
    for address in ("/zoeken/?q=parkeervergunningen", real.url):
        soup = BeautifulSoup(client.get(address).content, "html.parser")
        badges = {
            hit.a.get_text(): [badge.get_text(strip=True) for badge in hit.select(".badge")]
            for hit in soup.select(".hit, .card")
        }
        assert badges.pop(made_up.title, None) == [gettext("Example")], address
        assert not any(badges.values())


@pytest.mark.parametrize(("path", "kind"), [("/oplossingen/", "solution"), ("/ervaringen/", "experience")])
def test_the_narrowed_pages_hold_one_kind_and_the_address_cannot_lift_that(hub, client, path, kind):
    response = client.get(f"{path}?q=vergunning&soort=article")
    assert {hit.kind.value for hit in response.context["result"].hits} == {kind}
    assert "kind" not in {one.key for one in response.context["facets"]}
    assert response.context["narrowed_kind"] == kind
    assert response.context["chips"] == []


@pytest.mark.parametrize(
    "question",
    ["", "a" * 10_000, "🚲 fietsen 🚲", "\x00\x01", "<script>alert(1)</script>", "%25%00"],
)
def test_any_text_is_a_valid_question(hub, client, question):
    assert client.get(f"/api/v1/zoeken?q={quote(question)}").status_code == 200
    page = client.get(f"/zoeken/?q={quote(question)}")
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()


@pytest.mark.parametrize(
    "query",
    ["pagina=0", "pagina=-3", "pagina=abc", "pagina=99999999999", "pagina=2", "sorteer=onzin", "soort=onzin",
     "organisatie=" + "x" * 5000, "domein=%00", "zwak=ja", "onbekend=1", "&".join(["provincie=Limburg"] * 200)],
)  # fmt: skip
def test_whatever_stands_in_an_address_the_page_answers(hub, client, query):
    response = client.get(f"/zoeken/?q=vergunning&{query}")
    assert response.status_code == 200
    assert response.context["result"].request.page == 1


def test_a_page_beyond_the_last_is_the_last(hub, client):
    for number in range(12):
        SolutionPageFactory(parent=hub["delft"], title=f"Fietsenstalling {number}")
    catch_up()
    last = client.get("/zoeken/?q=fietsenstalling&pagina=40")
    assert last.context["result"].request.page == 2
    assert len(titles(last)) == 2
    first = client.get("/zoeken/?q=fietsenstalling")
    assert not set(titles(first)) & set(titles(last))
    assert [link.number for link in first.context["page_links"]] == [1, 2]
    assert first.context["next_url"] == "/zoeken/?q=fietsenstalling&pagina=2"
    assert last.context["previous_url"] == "/zoeken/?q=fietsenstalling"


def test_a_typo_is_mended_and_the_visitor_may_insist(hub, client):
    response = client.get("/zoeken/?q=zaaksyteem")
    assert "Handleiding zaaksysteem" in titles(response)
    assert response.context["result"].suggestion == "zaaksysteem"
    insisted = client.get(response.context["literal_url"])
    assert titles(insisted) == []
    assert insisted.context["result"].suggestion == ""


def test_a_word_of_the_language_is_not_replaced_and_another_is_offered(hub, client):
    response = client.get("/zoeken/?q=verdunning&provincie=Limburg")
    assert titles(response) == []
    assert "Bedoelde u" in response.content.decode()
    offered = client.get(response.context["offer_url"])
    assert dict(offered.wsgi_request.GET.items()) == {"q": "vergunning", "provincie": "Limburg"}
    assert offered.context["offer_url"] == ""


def test_weak_hits_are_counted_and_shown_on_demand(hub, client):
    common = "vergunning " * 3
    for number in range(5):
        SolutionPageFactory(
            parent=hub["delft"], title=f"Melding {number}", summary="Iets over Zwolle.", slug=f"m-{number}"
        )
    SolutionPageFactory(parent=hub["delft"], title=f"Evenementen {common}", slug="evenementen", summary="Zwolle")
    catch_up()
    strong = client.get("/zoeken/?q=evenementen+vergunning+begraafplaats+zwolle")
    if not strong.context["result"].weaker:
        pytest.fail("the cut hides nothing here")
    weak = client.get(strong.context["weak_url"])
    assert weak.context["result"].total == strong.context["result"].total + strong.context["result"].weaker
    assert weak.context["strong_url"] == "/zoeken/?q=evenementen+vergunning+begraafplaats+zwolle"


def test_orders_have_addresses(hub, client):
    response = client.get("/zoeken/?q=vergunning&sorteer=nieuwste")
    assert {one.value: one.selected for one in response.context["sort_options"]} == {
        "relevantie": False,
        "nieuwste": True,
        "meest-gebruikt": False,
    }
    assert response.context["sort_options"][0].url == "/zoeken/?q=vergunning"


def test_the_number_of_queries_does_not_grow_with_what_is_found(hub, client, django_assert_max_num_queries):
    for number in range(20):
        owner = OrganisationFactory(name=f"Bergen {number}")
        SolutionPageFactory(parent=hub["venray"], title=f"Vergunning {number}", summary=owner.name)
    catch_up()
    client.get("/zoeken/")
    with django_assert_max_num_queries(3):
        client.get("/zoeken/?q=vergunning&domein=verkeer&organisatie=GM0503")


def test_without_any_engine_the_page_says_what_to_do(hub, client, settings, tmp_path):
    settings.EMBEDDED_SEARCH_DIR = tmp_path / "nothing-here"
    forget_engines()
    response = client.get("/zoeken/?q=vergunning")
    assert response.status_code == 503
    assert response.context["unavailable"] is True
    assert 'value="vergunning"' in response.content.decode()
    built_and_drained()
    service.reset()
    assert client.get("/zoeken/?q=vergunning").status_code == 200


def test_a_search_changes_nothing_so_other_methods_are_refused(hub, client):
    assert client.post("/zoeken/", {"q": "vergunning"}).status_code == 405


def test_only_the_search_page_loads_htmx_and_it_may_not_evaluate_text(hub, client):
    page = BeautifulSoup(client.get("/zoeken/?q=vergunning").content, "html.parser")
    config = json.loads(page.find("meta", {"name": "htmx-config"})["content"])
    assert (config["allowEval"], config["allowScriptTags"], config["includeIndicatorStyles"]) == (False, False, False)
    assert config["historyCacheSize"] == 0, "Back asks the site, which knows which boxes are ticked"
    assert page.find("script", src=re.compile("htmx")).has_attr("defer")
    elsewhere = BeautifulSoup(client.get(hub["solution"].url).content, "html.parser")
    assert not elsewhere.find("script", src=re.compile("htmx"))
    assert elsewhere.find("script", src=re.compile("combobox"))["type"] == "module"


def test_what_was_chosen_travels_along_with_every_link_and_with_the_form(hub, client):
    address = "/zoeken/?q=vergunning&zwak=1&letterlijk=1&sorteer=nieuwste&provincie=Limburg"
    response = client.get(address)
    form = BeautifulSoup(response.content, "html.parser").find(id="facetten")
    hidden = {field["name"]: field["value"] for field in form.find_all("input", type="hidden")}
    assert hidden == {"q": "vergunning", "zwak": "1", "letterlijk": "1", "sorteer": "nieuwste"}
    assert response.context["clear_url"] == "/zoeken/?q=vergunning&zwak=1&letterlijk=1&sorteer=nieuwste"
    assert all("provincie=Limburg" in option.url for option in response.context["sort_options"])


def notices(response):
    return " ".join(BeautifulSoup(response.content, "html.parser").select_one("#resultaten").get_text().split())


def test_a_word_that_nothing_is_found_for_is_named(hub, client):
    response = client.get("/zoeken/?q=vergunning+quetzalcoatl")
    assert response.context["result"].unmet == ("quetzalcoatl",)
    assert "Niets gevonden met quetzalcoatl. U ziet wat bij de andere woorden past." in notices(response)
    for whole in ("vergunning", "quetzalcoatl"):
        assert client.get(f"/zoeken/?q={whole}").context["result"].unmet == ()


def test_of_many_unknown_words_only_a_few_are_looked_up(hub, client, monkeypatch):
    asked = []
    engine = service.engine("embedded")
    search = engine.search
    monkeypatch.setattr(engine, "search", lambda plan, *rest: asked.append(plan) or search(plan, *rest))
    words = "+".join(f"quetzal{chr(97 + number) * 9}" for number in range(12))
    assert len(client.get(f"/zoeken/?q=vergunning+{words}").context["result"].unmet) == 3
    assert len(asked) <= 5


def test_only_what_was_corrected_is_named_in_a_long_question(hub, client):
    found = notices(client.get("/zoeken/?q=wie+kent+een+zaaksyteem+voor+parkeren"))
    assert "Er is ook gezocht op zaaksysteem." in found


def test_a_question_without_a_word_says_that_everything_is_shown(hub, client):
    assert "In uw vraag staat geen woord om op te zoeken." in notices(client.get("/zoeken/?q=%3F%21"))
    assert "geen woord" not in notices(client.get("/zoeken/"))


def test_nothing_between_quotes_leads_to_the_same_words_without_them(hub, client):
    response = client.get("/zoeken/", {"q": '"aanvragen online" -straat', "provincie": "Zuid-Holland"})
    assert response.context["result"].total == 0
    assert response.context["plain_url"] == "/zoeken/?q=aanvragen+online&provincie=Zuid-Holland"
    assert client.get(response.context["plain_url"]).context["result"].total == 1
    assert client.get("/zoeken/?q=quetzalcoatl").context["plain_url"] == ""


def test_weak_hits_are_offered_at_the_end_of_many(hub, client):
    words = "Laadpaal straatverlichting bushokje fietsenstalling"
    for number in range(12):
        SolutionPageFactory(parent=hub["delft"], title=f"{words} {number}", slug=f"laadpaal-{number}")
        SolutionPageFactory(
            parent=hub["delft"],
            title=f"Iets {number}",
            slug=f"iets-{number}",
            for_whom="Voor wie zonder fietsenstalling niet verder komt",
        )
    catch_up()
    question = words.lower().replace(" ", "+")
    first = client.get(f"/zoeken/?q={question}")
    assert (first.context["result"].total, first.context["weak_url"]) == (12, "")
    last = client.get(f"/zoeken/?q={question}&pagina=2")
    assert last.context["result"].weaker == 12
    assert last.context["weak_url"] == f"/zoeken/?q={question}&zwak=1"


def test_a_chosen_value_that_is_gone_says_so(hub, client):
    response = client.get("/zoeken/?q=vergunning&domein=2831630d-bestaat-niet")
    assert [chip.label for chip in response.context["chips"]] == ["bestaat niet meer"]
    assert response.context["result"].total == 0


def test_the_number_behind_a_value_is_read_out_in_the_right_number(hub, client):
    page = BeautifulSoup(client.get("/zoeken/?q=vergunning").content, "html.parser")
    assert {one.get_text(strip=True) for one in page.select(".option__count .visually-hidden")} <= {
        "resultaat",
        "resultaten",
    }
    assert page.select_one("#facet-provincie .option__count .visually-hidden").get_text(strip=True) == "resultaat"
