"""Replacing or deleting a file that a live page shows would pass by the review: only who may publish does that."""

import datetime as dt

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Workflow

from hub.models import HubDocument, HubImage
from organisations.participation.rights import WORKFLOW
from solutions.models.solution_parts import SolutionAttachment
from tests.functional.rights.conftest import image_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_index")]


@pytest.fixture
def shown(delft):
    """The image and the document of Delft on its live page."""
    delft.live.image = delft.image
    delft.live.attachments.add(SolutionAttachment(document=delft.document))
    delft.live.save()
    return delft


def replace_document(client, municipality):
    file = SimpleUploadedFile("nieuw.txt", b"een andere inhoud")
    url = reverse("wagtaildocs:edit", args=[municipality.document.pk])
    values = {"title": "Notitie", "file": file, "collection": municipality.collection.pk, "tags": ""}
    response = client.post(url, values)
    with HubDocument.objects.get(pk=municipality.document.pk).file.open() as stored:
        return response, stored.read()


def replace_image(client, municipality):
    before = HubImage.objects.get(pk=municipality.image.pk).file.name
    file = SimpleUploadedFile("nieuw.png", image_file().read(), "image/png")
    url = reverse("wagtailimages:edit", args=[municipality.image.pk])
    values = {
        "title": "Foto",
        "description": "Plein",
        "file": file,
        "collection": municipality.collection.pk,
        "tags": "",
    }
    response = client.post(url, values)
    return response, HubImage.objects.get(pk=municipality.image.pk).file.name != before


def test_an_editor_replaces_no_file_of_a_live_page_and_hears_what_to_do(shown):
    response, content = replace_document(shown.client, shown)
    assert content == b"vertrouwelijk"
    assert "Upload uw bestand als nieuw bestand" in response.content.decode()
    response, is_replaced = replace_image(shown.client, shown)
    assert not is_replaced
    assert "Upload uw bestand als nieuw bestand" in response.content.decode()


def test_who_may_publish_the_page_replaces_its_files(shown, vng):
    assert replace_document(vng, shown)[1] == b"een andere inhoud"
    assert replace_image(vng, shown)[1]


def test_a_trusted_organisation_replaces_its_own_files(shown):
    shown.organisation.is_trusted = True
    shown.organisation.save()
    assert replace_document(shown.client, shown)[1] == b"een andere inhoud"


DELETIONS = {
    "document": lambda it: reverse("wagtaildocs:delete", args=[it.document.pk]),
    "document just uploaded": lambda it: reverse("wagtaildocs:delete_multiple", args=[it.document.pk]),
    "documents in the list": lambda it: f"/beheer/bulk/hub/hubdocument/delete/?id={it.document.pk}",
    "image": lambda it: reverse("wagtailimages:delete", args=[it.image.pk]),
    "image just uploaded": lambda it: reverse("wagtailimages:delete_multiple", args=[it.image.pk]),
    "images in the list": lambda it: f"/beheer/bulk/hub/hubimage/delete/?id={it.image.pk}",
}


def delete(client, municipality, door):
    client.post(DELETIONS[door](municipality), headers={"x-requested-with": "XMLHttpRequest"} if "just" in door else {})
    image, document = municipality.image.pk, municipality.document.pk
    return [HubImage.objects.filter(pk=image).exists(), HubDocument.objects.filter(pk=document).exists()]


@pytest.mark.parametrize("door", DELETIONS)
def test_an_editor_deletes_no_file_of_a_live_page(shown, door):
    assert delete(shown.client, shown, door) == [True, True]


@pytest.mark.parametrize("door", DELETIONS)
def test_who_may_publish_the_page_deletes_its_files(shown, vng, door):
    assert False in delete(vng, shown, door)


@pytest.mark.parametrize("door", DELETIONS)
def test_a_file_that_no_live_page_shows_is_deleted_freely(delft, door):
    assert False in delete(delft.client, delft, door)


@pytest.fixture
def promised(delft, vng):
    """A draft with the image and the document of Delft, which an editor approved for tomorrow."""
    delft.draft.image = delft.image
    delft.draft.attachments.add(SolutionAttachment(document=delft.document))
    delft.draft.go_live_at = timezone.now() + dt.timedelta(days=1)
    delft.draft.save_revision().publish()
    assert not delft.draft.live
    return delft


@pytest.fixture
def under_review(delft):
    """A new version of a live page, with a document that only this version has, which an editor is looking at."""
    delft.live.attachments.add(SolutionAttachment(document=delft.document))
    delft.live.image = delft.image
    delft.live.save_revision()
    Workflow.objects.get(name=WORKFLOW).start(delft.live, delft.editor)
    return delft


def changes_nothing(municipality):
    client = municipality.client
    assert replace_document(client, municipality)[1] == b"vertrouwelijk"
    assert not replace_image(client, municipality)[1]
    for door in DELETIONS:
        assert delete(client, municipality, door) == [True, True], door
    return True


def test_an_editor_changes_no_file_of_a_page_that_was_approved_for_later(promised):
    assert changes_nothing(promised)


def test_an_editor_changes_no_file_of_a_page_that_is_under_review(under_review):
    assert changes_nothing(under_review)


def test_who_may_publish_changes_the_files_of_a_page_that_was_approved(promised, vng):
    assert replace_document(vng, promised)[1] == b"een andere inhoud"


def test_a_file_that_no_live_page_shows_is_replaced_freely(delft):
    delft.draft.attachments.add(SolutionAttachment(document=delft.document))
    delft.draft.save()
    assert replace_document(delft.client, delft)[1] == b"een andere inhoud"
    assert replace_image(delft.client, delft)[1]


WORDS = {
    "title of a document": (
        lambda it: (reverse("wagtaildocs:edit", args=[it.document.pk]), {"title": "Ander woord", "tags": ""}),
        lambda it: HubDocument.objects.get(pk=it.document.pk).title,
    ),
    "title of a document just uploaded": (
        lambda it: (
            reverse("wagtaildocs:edit_multiple", args=[it.document.pk]),
            {f"doc-{it.document.pk}-title": "Ander woord", f"doc-{it.document.pk}-tags": ""},
        ),
        lambda it: HubDocument.objects.get(pk=it.document.pk).title,
    ),
    "description of an image": (
        lambda it: (
            reverse("wagtailimages:edit", args=[it.image.pk]),
            {"title": it.image.title, "description": "Ander woord", "tags": ""},
        ),
        lambda it: HubImage.objects.get(pk=it.image.pk).description,
    ),
}


def change_words(client, municipality, name):
    address, values = WORDS[name][0](municipality)
    key = "collection" if "just" not in name else f"doc-{municipality.document.pk}-collection"
    headers = {"x-requested-with": "XMLHttpRequest"} if "just" in name else {}
    response = client.post(address, {**values, key: municipality.collection.pk}, headers=headers)
    return WORDS[name][1](municipality) == "Ander woord", response.content.decode()


@pytest.mark.parametrize("name", WORDS)
def test_words_that_a_live_page_shows_are_reviewed_too(shown, vng, name):
    is_changed, answer = change_words(shown.client, shown, name)
    assert not is_changed
    assert "Upload het bestand als nieuw bestand" in answer or "just" in name
    assert change_words(vng, shown, name)[0]


@pytest.mark.parametrize("name", WORDS)
def test_words_that_no_live_page_shows_are_changed_freely(delft, name):
    assert change_words(delft.client, delft, name)[0]


def test_a_new_document_is_nobodys_to_review_yet(delft):
    file = ContentFile(b"nieuw", "nieuw.txt")
    values = {"title": "Nieuw", "file": file, "collection": delft.collection.pk, "tags": ""}
    assert delft.client.post(reverse("wagtaildocs:add"), values).status_code == 302
