"""A tag is known to others once something public has it: until then it is a word in somebody's draft."""

import pytest
from django.urls import reverse
from taggit.models import TaggedItem

from hub.models import Tag
from tests.functional.rights.test_posted_ids import edit, latest

pytestmark = pytest.mark.django_db
OFFERED = reverse("wagtailadmin_tag_model_autocomplete", args=["hub", "tag"])
OFFERED_FOR_MEDIA = reverse("wagtailadmin_tag_autocomplete")


def offered(client, typed, url=OFFERED):
    response = client.get(url, {"term": typed})
    assert response.status_code == 200
    return response.json()


def with_tags(page, *names):
    page.tags.add(*names)
    page.save()


def test_a_word_in_a_draft_is_offered_to_its_own_municipality_and_to_curators(delft, venray, vng):
    with_tags(delft.draft, "Aquathermie")
    assert offered(venray.client, "aqua") == []
    assert offered(delft.client, "aqua") == offered(vng, "aqua") == ["Aquathermie"]


def test_a_word_on_a_page_for_everyone_is_offered_to_all_in_capitals_or_not(delft, venray):
    with_tags(delft.live, "Évenementen", "Evenwicht", "Aquathermie")
    assert offered(venray.client, "éVEN") == ["Évenementen"]
    assert offered(venray.client, "") == offered(venray.client, "  ") == offered(venray.client, "zzz") == []


def test_a_merged_tag_is_no_longer_offered(delft, vng):
    with_tags(delft.live, "klachten")
    Tag.objects.filter(name="klachten").update(merged_into=Tag.objects.create(name="meldingen"))
    assert offered(vng, "klach") == []
    assert offered(delft.client, "meld") == ["meldingen"]


def test_the_tags_of_images_and_documents_stay_among_who_may_use_those(delft, venray):
    delft.image.tags.add("geheim plein")
    delft.document.tags.add("geheim plan")
    assert TaggedItem.objects.count() == 2
    assert offered(venray.client, "geheim", OFFERED_FOR_MEDIA) == []
    assert offered(delft.client, "geheim", OFFERED_FOR_MEDIA) == ["geheim plan", "geheim plein"]


@pytest.mark.parametrize("url", [OFFERED, OFFERED_FOR_MEDIA])
def test_who_may_not_enter_is_offered_nothing(client, url):
    assert client.get(url, {"term": "a"}).status_code == 302


def test_the_form_of_a_page_keeps_what_was_typed_or_refuses_it(delft):
    Tag.objects.create(name="Financiën")
    edit(delft.client, delft.draft, tags='FINANCIËN,"grof  vuil"')
    for _again in range(2):
        page = latest(delft.draft)
        assert sorted(page.tags.names()) == ["Financiën", "grof vuil"]
        form = page.get_edit_handler().get_form_class()(instance=page, for_user=delft.editor)
        edit(delft.client, delft.draft, tags=form["tags"].field.widget.format_value(form["tags"].value()))
    for typed in ('"meldingen, klachten"', "🚀", "!!!"):
        response = edit(delft.client, delft.draft, tags=typed)
        assert response.context["form"].errors["tags"], typed
    assert Tag.objects.count() == 2
