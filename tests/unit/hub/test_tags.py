"""Tags, their merging, and their page."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from hub.models import Tag
from tests.factories import SolutionPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def meldingen():
    return Tag.objects.create(name="meldingen")


def test_a_merged_tag_has_a_preferred_one(meldingen):
    klachten = Tag.objects.create(name="klachten", merged_into=meldingen)
    assert klachten.preferred == meldingen


@pytest.mark.parametrize("name", ["🚀", "!!!", "日本", "…"])
def test_a_name_without_plain_letters_still_has_an_address(client, name):
    solution = SolutionPageFactory(tags=[name])
    tag = Tag.objects.get(name=name)
    assert tag.get_absolute_url() == "/onderwerpen/onderwerp/"
    assert client.get(solution.url).status_code == client.get(tag.get_absolute_url()).status_code == 200


def test_names_with_one_address_between_them_get_one_each():
    assert [Tag.objects.create(name=name).slug for name in ("🚀", "!!!", "C", "C++")] == [
        "onderwerp",
        "onderwerp_1",
        "c",
        "c_1",
    ]


def test_the_longest_names_have_addresses_that_fit():
    first, second = (Tag.objects.create(name=f"{'meldingen ' * 9}zaak {end}") for end in ("a!", "a?"))
    assert first.slug != second.slug
    assert max(len(first.slug), len(second.slug)) < 100


@pytest.mark.both_databases
@pytest.mark.parametrize("typed", ["FINANCIËN", "financie\u0308n", " Financiën ", "Finan\u00adciën", "\u200bfinanciën"])
def test_a_name_in_capitals_or_with_what_nobody_sees_is_the_tag_that_is_there(typed):
    financien = Tag.objects.create(name="Financiën")
    solution = SolutionPageFactory(tags=[typed])
    assert [item.tag for item in solution.tagged_items.all()] == [financien]
    assert Tag.objects.count() == 1


@pytest.mark.both_databases
def test_the_database_holds_one_tag_for_each_name():
    Tag.objects.create(name="Financiën")
    with pytest.raises(IntegrityError), transaction.atomic():
        Tag.objects.create(name="FINANCIËN")
    with pytest.raises(ValidationError, match="Financiën"):
        Tag(name="FINANCIËN", slug="geld").full_clean()


@pytest.mark.both_databases
@pytest.mark.parametrize("name", ["meldingen, klachten", 'zeg "ja"', ""])
def test_the_database_holds_no_name_that_falls_apart_in_a_form(name):
    with pytest.raises(IntegrityError), transaction.atomic():
        Tag.objects.create(name=name)


def test_the_name_of_a_merged_tag_may_be_given_again_to_the_one_that_stands_for_itself():
    old = Tag.objects.create(name="FINANCIËN", merged_into=Tag.objects.create(name="geld"))
    Tag.objects.create(name="Financiën")
    assert SolutionPageFactory(tags=["financiën"]).tagged_items.get().tag.name == "Financiën"
    old.merged_into = None
    with pytest.raises(ValidationError, match="Financiën"):
        old.full_clean()


@pytest.mark.parametrize(
    ("given", "kept"), [("-afval-", "afval"), ("Café", "cafe"), ("---", "onderwerp"), ("a_1", "a_1")]
)
def test_an_address_that_a_curator_gives_is_one_that_works(given, kept):
    tag = Tag(name="afval", slug=given)
    tag.clean()
    assert tag.slug == kept


@pytest.mark.parametrize("name", ["🚀", "a, b", 'zeg "ja"'])
def test_a_curator_is_told_what_is_wrong_with_a_name(name):
    with pytest.raises(ValidationError) as refused:
        Tag(name=name, slug="x").full_clean()
    assert list(refused.value.message_dict) == ["name"]


def test_the_page_shows_what_has_a_tag_that_was_merged_into_it(client, meldingen):
    Tag.objects.create(name="klachten", merged_into=meldingen)
    SolutionPageFactory(title="Via de samengevoegde", tags=["klachten"])
    text = client.get(meldingen.get_absolute_url()).content.decode()
    assert "Via de samengevoegde" in text


def test_an_unknown_tag_is_not_found(client):
    assert client.get("/onderwerpen/bestaat-niet/").status_code == 404


def test_a_tag_cannot_be_merged_into_a_merged_tag(meldingen):
    klachten = Tag.objects.create(name="klachten", merged_into=meldingen)
    with pytest.raises(ValidationError):
        Tag(name="grieven", slug="grieven", merged_into=klachten).full_clean()


def test_a_tag_cannot_be_merged_into_itself(meldingen):
    meldingen.merged_into = meldingen
    with pytest.raises(IntegrityError), transaction.atomic():
        meldingen.save()


def test_merged_tags_are_left_out_of_the_preferred_ones(meldingen):
    Tag.objects.create(name="klachten", merged_into=meldingen)
    assert list(Tag.objects.preferred()) == [meldingen]
