"""The page of a tag: what has it, counted by kind, a page at a time, and the subjects beside it."""

from __future__ import annotations

import pytest
from django.utils.translation import gettext

from home import tagged
from hub.models import Tag
from organisations.participation.onboarding import onboard
from tests.factories import ContentPageFactory, ExperiencePageFactory, OrganisationFactory, SolutionPageFactory
from tests.shared_fixtures import shared_fixture

pytestmark = pytest.mark.django_db


@shared_fixture
def delft():
    return onboard(OrganisationFactory(name="Delft", code="GM0503", slug="delft"))


@shared_fixture
def parkeren(delft):
    """A tag on two solutions, one experience and one article, each with another tag beside it."""
    SolutionPageFactory(parent=delft, title="Parkeervergunning", tags=["parkeren", "kenteken"])
    SolutionPageFactory(parent=delft, title="Bezoekersregeling", tags=["parkeren", "inwoners"])
    ExperiencePageFactory(parent=delft, title="Wat wij leerden aan de balie", tags=["parkeren", "inwoners"])
    ContentPageFactory(parent=delft, title="Parkeren in woorden", tags=["parkeren"])
    return Tag.objects.get(name="parkeren")


def page_of(client, tag, query=""):
    response = client.get(f"{tag.get_absolute_url()}{query}")
    assert response.status_code == 200
    return response


def titles(response):
    return [record["page"].title for record in response.context["records"]]


def test_shows_all_kinds_and_counts_each(client, parkeren):
    response = page_of(client, parkeren)
    assert len(titles(response)) == 4
    assert [(kind["kind"], kind["count"]) for kind in response.context["kinds"]] == [
        ("oplossingen", 2),
        ("ervaringen", 1),
        ("artikelen", 1),
    ]
    assert "(2)" in response.content.decode()


def test_one_kind_can_be_chosen(client, parkeren):
    response = page_of(client, parkeren, "?soort=ervaringen")
    assert titles(response) == ["Wat wij leerden aan de balie"]
    assert 'href="?soort=ervaringen" aria-current="page"' in response.content.decode()


@pytest.mark.parametrize("query", ["?soort=bestaat-niet", "?soort=&pagina=99", "?pagina=abc", "?soort=%00&pagina=-1"])
def test_odd_questions_still_get_the_list(client, parkeren, query):
    assert len(titles(page_of(client, parkeren, query))) == 4


def test_a_kind_without_records_is_not_offered(client, delft):
    SolutionPageFactory(parent=delft, tags=["warmte"])
    html = page_of(client, Tag.objects.get(name="warmte")).content.decode()
    assert "soort=" not in html


def test_long_lists_come_a_page_at_a_time(client, parkeren, monkeypatch):
    monkeypatch.setattr(tagged, "RECORDS_PER_PAGE", 3)
    first, second = page_of(client, parkeren), page_of(client, parkeren, "?pagina=2")
    assert len(titles(first)) == 3
    assert len(titles(second)) == 1
    assert set(titles(first)).isdisjoint(titles(second))
    assert 'href="/onderwerpen/parkeren/?pagina=2"' in first.content.decode()


def test_related_subjects_are_those_that_stand_beside_it_most(client, parkeren):
    related = page_of(client, parkeren).context["related"]
    assert [tag.name for tag in related] == ["inwoners", "kenteken"]


def test_a_merged_tag_beside_it_counts_for_the_preferred_one(client, parkeren):
    bewoners = Tag.objects.create(name="bewoners")
    Tag.objects.filter(name="inwoners").update(merged_into=bewoners)
    assert [tag.name for tag in page_of(client, parkeren).context["related"]] == ["bewoners", "kenteken"]


def test_merged_tags_lead_on_for_good_and_are_named(client, parkeren):
    stalling = Tag.objects.create(name="stalling", merged_into=parkeren)
    response = client.get(stalling.get_absolute_url())
    assert (response.status_code, response.url) == (301, parkeren.get_absolute_url())
    assert "stalling" in page_of(client, parkeren).content.decode()


def test_what_is_not_public_is_neither_listed_nor_counted(client, parkeren, delft):
    SolutionPageFactory(parent=delft, title="Nog een concept", live=False, tags=["parkeren", "geheim"])
    SolutionPageFactory(parent=delft, title="Alleen intern", visibility="organisation", tags=["parkeren", "geheim"])
    response = page_of(client, parkeren)
    assert response.context["total"] == 4
    assert "geheim" not in [tag.name for tag in response.context["related"]]


def test_leads_to_the_search_within_the_subject(client, parkeren):
    assert 'href="/zoeken/?onderwerp=parkeren"' in page_of(client, parkeren).content.decode()


def test_an_empty_tag_says_so_and_leads_to_the_search(client, delft):
    html = page_of(client, Tag.objects.create(name="aquathermie")).content.decode()
    assert gettext("Nothing public has this subject at the moment.") in html
    assert 'href="/zoeken/?q=aquathermie"' in html
    assert "onderwerp=" not in html


def test_more_records_ask_no_more_questions(client, parkeren, delft, django_assert_max_num_queries):
    page_of(client, parkeren)
    with django_assert_max_num_queries(25) as few:
        page_of(client, parkeren)
    for number in range(10):
        SolutionPageFactory(parent=delft, tags=["parkeren", f"straat {number}"])
        ContentPageFactory(parent=delft, tags=["parkeren"])
    with django_assert_max_num_queries(25) as many:
        page_of(client, parkeren)
    assert len(many) <= len(few)
