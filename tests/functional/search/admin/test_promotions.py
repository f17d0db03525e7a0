"""What editors recommend stands with every question that means the same, for as long as it is public."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import PageViewRestriction

from search.site import promotions
from search.site.promotions import promoted_for, promotions_of
from search.synonyms.models import SynonymEntry
from search.synonyms.store import SYNONYMS
from search.types import SearchRequest
from solutions.models import SolutionPage
from tests.factories import ContentPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def looked_at_always(monkeypatch):
    monkeypatch.setattr(promotions, "CHECK_EVERY", 0.0)


@pytest.fixture
def page(filled):
    return SolutionPage.objects.get(slug="meldingen")


def promote(question, page=None, text="", **given):
    query = Query.get(question)
    order = query.editors_picks.count()
    return SearchPromotion.objects.create(query=query, page=page, description=text, sort_order=order, **given)


def promoted(question):
    return [one.title for one in promoted_for(question)]


@pytest.mark.parametrize(
    "question",
    [
        "melding openbare ruimte",
        "Meldingen in de openbare ruimte",
        "openbare ruimte: een melding",
        "MOR",
        "meldingensysteem",
    ],
)
def test_a_question_with_the_same_meaning_gets_the_recommendation(page, question):
    promote("melding openbare ruimte", page)
    assert promoted(question) == ["Meldingen openbare ruimte"]


def test_what_was_recommended_for_these_very_words_comes_first(page):
    promote("melding openbare ruimte", page)
    promote("MOR", external_link_url="https://example.org/mor", external_link_text="Over MOR")
    assert promoted("mor") == ["Over MOR", "Meldingen openbare ruimte"]
    assert promoted("melding openbare ruimte") == ["Meldingen openbare ruimte", "Over MOR"]


def test_the_order_of_words_makes_no_difference(page):
    promote("parkeren met een vergunning", page)
    assert promoted("vergunningen: parkeren") == ["Meldingen openbare ruimte"]


@pytest.mark.parametrize("question", ["melding", "openbare ruimte", "melding openbare ruimte delft", "", "   ", "?!"])
def test_another_question_gets_none(page, question):
    promote("melding openbare ruimte", page)
    assert promoted(question) == []


def test_a_one_way_synonym_is_not_the_same_question(page):
    promote("meldingen openbare ruimte", page)
    assert promoted("fixi") == []


def test_whoever_leaves_something_out_gets_none(page):
    promote("klantcontact", page)
    assert promoted("klantcontact -telefonie") == []


def test_a_synonym_that_an_editor_adds_counts_at_once(page):
    promote("klantcontact", page)
    assert promoted("baliewerk") == []
    SynonymEntry.objects.create(terms="baliewerk\nklantcontact")
    SYNONYMS.clear()
    assert promoted("baliewerk") == ["Meldingen openbare ruimte"]


def test_pages_that_visitors_may_not_see_are_not_recommended(page, filled):
    promote("klantcontact", page)
    page.visibility = "municipalities"
    page.save()
    assert promoted("klantcontact") == []
    page.visibility = "public"
    page.save()
    restriction = PageViewRestriction.objects.create(page=filled, restriction_type=PageViewRestriction.LOGIN)
    assert promoted("klantcontact") == []
    restriction.delete()
    assert promoted("klantcontact")
    page.unpublish()
    assert promoted("klantcontact") == []


def test_an_address_elsewhere_can_be_recommended_when_it_is_a_web_page(home):
    promote("klantcontact", external_link_url="https://example.org/kiss", external_link_text="Over KISS", text="Uitleg")
    promote("klantcontact", external_link_url="ftp://example.org/kiss", external_link_text="Bestand")
    [one] = promoted_for("klantcontact")
    assert (one.title, one.url, one.text, one.kind) == ("Over KISS", "https://example.org/kiss", "Uitleg", "")


def test_three_are_shown_in_the_editors_order_and_none_twice(page, filled):
    others = [ContentPageFactory(parent=filled, title=f"Handleiding {number}") for number in range(3)]
    for one in (others[0], page, page, *others[1:]):
        promote("klantcontact", one)
    assert promoted("klantcontact") == ["Handleiding 0", "Meldingen openbare ruimte", "Handleiding 1"]


def test_only_the_first_page_without_filters_has_recommendations(page):
    promote("klantcontact", page)
    assert promotions_of(SearchRequest("klantcontact"))
    assert not promotions_of(SearchRequest("klantcontact", page=2))
    assert not promotions_of(SearchRequest("klantcontact", filters={"organisation": ("GM0503",)}))
    assert promotions_of(SearchRequest("klantcontact", filters={"kind": ("solution",), "organisation": ()}))
    assert not promotions_of(SearchRequest("klantcontact", filters={"kind": ("experience",)}))


def test_the_number_of_questions_to_the_database_is_bounded(page, filled, django_assert_max_num_queries, monkeypatch):
    for number in range(10):
        promote(f"onderwerp {number}", page)
        promote("klantcontact", ContentPageFactory(parent=filled, title=f"Handleiding {number}"))
    promoted("klantcontact")
    monkeypatch.setattr(promotions, "CHECK_EVERY", 60.0)
    with django_assert_max_num_queries(8):
        promoted("klantcontact")
    with django_assert_max_num_queries(0):
        promoted("iets heel anders")


def picks(page, question="klantcontact"):
    prefix = "editors_picks"
    return {
        "query_string": question,
        f"{prefix}-TOTAL_FORMS": "1",
        f"{prefix}-INITIAL_FORMS": "0",
        f"{prefix}-MIN_NUM_FORMS": "0",
        f"{prefix}-MAX_NUM_FORMS": "1000",
        f"{prefix}-0-page": str(page.pk),
        f"{prefix}-0-description": "Begin hier",
        f"{prefix}-0-ORDER": "1",
        f"{prefix}-0-DELETE": "",
        f"{prefix}-0-external_link_url": "",
        f"{prefix}-0-external_link_text": "",
    }


def test_an_editor_recommends_a_page(vng, page):
    url = reverse("wagtailsearchpromotions:add")
    form = vng.get(url, {"vraag": "klantcontact"})
    assert form.context["form"]["query_string"].value() == "klantcontact"
    vng.post(url, picks(page))
    assert promoted("klantcontact") == ["Meldingen openbare ruimte"]
    query = Query.objects.get(query_string="klantcontact")
    assert vng.get(reverse("wagtailsearchpromotions:edit", args=[query.pk])).status_code == 200
    assert vng.get(reverse("wagtailsearchpromotions:index")).status_code == 200


def test_a_question_that_is_too_long_is_refused(vng, page):
    vng.post(reverse("wagtailsearchpromotions:add"), picks(page, "a" * 201))
    assert not SearchPromotion.objects.exists()


@pytest.mark.parametrize("name", ["index", "add", "search_terms"])
def test_a_municipal_editor_recommends_nothing(name, municipal, page):
    url = reverse(f"wagtailsearchpromotions:{name}")
    assert municipal.get(url).status_code in {302, 403}
    assert municipal.post(url, picks(page)).status_code in {302, 403, 405}
    assert not SearchPromotion.objects.exists()


def test_a_municipal_editor_changes_no_recommendation(municipal, page):
    pick = promote("klantcontact", page)
    for name in ("edit", "delete"):
        url = reverse(f"wagtailsearchpromotions:{name}", args=[pick.query_id])
        assert municipal.get(url).status_code in {302, 403}
        assert municipal.post(url, picks(page, "anders")).status_code in {302, 403}
    assert Client().get(reverse("wagtailsearchpromotions:index")).status_code == 302
    assert SearchPromotion.objects.get().query.query_string == "klantcontact"


def test_the_menu_has_recommendations_for_vng_only(vng, municipal):
    url = reverse("wagtailsearchpromotions:index")
    assert url in vng.get(reverse("wagtailadmin_home")).content.decode()
    assert url not in municipal.get(reverse("wagtailadmin_home")).content.decode()


def test_the_search_page_shows_the_recommendation_once_and_marked(page, client):
    promote("klantcontact", page, text="Begin hier")
    promote("mor", page, text="Begin hier")
    shown = client.get("/zoeken/?q=klantcontact").content.decode()
    assert "Begin hier" in shown
    assert shown.index('id="aanbevolen"') < shown.index('class="hits"')
    own = client.get("/zoeken/?q=mor").content.decode()
    assert own.count(f'href="{page.url}"') == 1
    assert 'id="aanbevolen"' not in client.get("/ervaringen/?q=klantcontact").content.decode()
    assert 'id="aanbevolen"' in client.get("/oplossingen/?q=klantcontact").content.decode()
