"""The tags of images and documents: offered to who may use the files that have them, and to nobody else."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db

PLACES = ("wagtailimages:index", "wagtailimages_chooser:choose", "wagtaildocs:index")


@pytest.fixture
def tagged(delft, venray):
    for municipality, word in ((delft, "stadhuisplein"), (venray, "geheimplan")):
        municipality.image.tags.add(word)
        municipality.document.tags.add(word)


@pytest.mark.parametrize("place", PLACES)
def test_an_editor_is_offered_the_tags_of_their_own_files_only(tagged, delft, place):
    shown = delft.client.get(reverse(place)).content.decode()
    assert "stadhuisplein" in shown
    assert "geheimplan" not in shown


@pytest.mark.parametrize("place", PLACES)
def test_vng_is_offered_all(tagged, vng, place):
    shown = vng.get(reverse(place)).content.decode()
    assert "stadhuisplein" in shown
    assert "geheimplan" in shown


@pytest.mark.parametrize(("listing", "kind"), [("wagtailimages:index", "image"), ("wagtaildocs:index", "document")])
def test_a_list_is_narrowed_by_such_a_tag(tagged, vng, delft, venray, listing, kind):
    shown = vng.get(f"{reverse(listing)}?tag=stadhuisplein").content.decode()
    assert getattr(delft, kind).title in shown
    assert getattr(venray, kind).title not in shown
