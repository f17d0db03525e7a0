"""The page of a tag: what has it, counted by kind, a page at a time, and the subjects beside it."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from taggit.models import ItemBase
from wagtail.models import PageViewRestriction

from editorial.models import EventPage, NewsPage, PublicationPage
from home import tagged
from hub.models import HubDocument, Tag
from organisations.participation.onboarding import onboard
from solutions.models import ThemePage
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


@pytest.mark.parametrize("more", [{"live": False}, {"visibility": "municipalities"}, {"visibility": "organisation"}])
def test_a_tag_of_which_nothing_public_is_known_is_not_found(client, delft, more):
    SolutionPageFactory(parent=delft, tags=["aquathermie"], **more)
    Tag.objects.create(name="warmte uit water", merged_into=Tag.objects.get(name="aquathermie"))
    assert client.get("/onderwerpen/aquathermie/").status_code == 404
    assert client.get("/onderwerpen/warmte-uit-water/").status_code == 404
    SolutionPageFactory(parent=delft, tags=["warmte uit water"])
    assert client.get("/onderwerpen/aquathermie/").status_code == 200


def test_behind_a_restriction_of_wagtail_a_tag_is_unknown_too(client, delft):
    page = SolutionPageFactory(parent=delft, tags=["aquathermie"])
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert client.get("/onderwerpen/aquathermie/").status_code == 404


@pytest.mark.parametrize(
    ("model", "index", "more"),
    [
        (ThemePage, "themas", {}),
        (NewsPage, "nieuws", {}),
        (EventPage, "agenda", {"starts_at": timezone.now()}),
        (PublicationPage, "publicaties", {"published_on": timezone.localdate()}),
    ],
)
def test_everything_that_can_have_a_tag_is_shown(client, home, model, index, more):
    if model is PublicationPage:
        more = {**more, "document": HubDocument.objects.create(title="Plan", file=ContentFile(b"plan", "plan.txt"))}
    page = model(title="Warmte uit het kanaal", slug="kanaal", **more)
    home.get_children().get(slug=index).specific.add_child(instance=page)
    page.tags.add("aquathermie")
    page.save()
    response = page_of(client, Tag.objects.get(name="aquathermie"))
    assert titles(response) == ["Warmte uit het kanaal"]
    assert page.url in response.content.decode()


def test_the_page_knows_every_kind_that_can_have_a_tag():
    joins = {one.related_model for one in Tag._meta.related_objects if issubclass(one.related_model, ItemBase)}
    assert {model.tags.through for model in tagged.KINDS.values()} == joins


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


def test_the_same_name_in_capitals_is_not_named_beside_it(client, parkeren):
    Tag.objects.create(name="PARKEREN", merged_into=parkeren)
    assert "PARKEREN" not in page_of(client, parkeren).content.decode()
