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
