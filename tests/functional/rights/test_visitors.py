"""What anonymous visitors never see: drafts, restricted records, documents that nothing public uses."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction

from hub.models import HubDocument, Visibility
from organisations.models import Role
from organisations.participation.onboarding import set_role
from search.answering.service import suggest
from search.indexing.consumers import consumer
from solutions.models import SolutionAttachment
from tests.factories import SolutionPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor():
    return Client()


def test_a_draft_is_not_served_and_a_live_page_is(delft, visitor):
    assert visitor.get(delft.draft.url).status_code == 404
    assert visitor.get(delft.live.url).status_code == 200


PLACES = {
    "home": lambda owner: "/",
    "search": lambda owner: "/zoeken/?q=delft",
    "everything": lambda owner: "/zoeken/",
    "solutions": lambda owner: "/oplossingen/",
    "organisation": lambda owner: owner.page.url,
    "API": lambda owner: "/api/v1/zoeken?q=geheim",
    "tag": lambda owner: "/onderwerpen/geheim/",
}


def test_drafts_never_show_through_a_public_page(delft, visitor):
    def shown():
        consumer("embedded").rebuild()
        cache.clear()
        places = {name for name, url in PLACES.items() if "Geheim concept" in visitor.get(url(delft)).content.decode()}
        return places | {"suggestions" for found in suggest("geheim") if "Geheim" in found.text}

    delft.draft.tags.add("geheim")
    delft.draft.save()
    assert shown() == set()
    delft.draft.save_revision().publish()
    assert shown() == {*PLACES, "suggestions"}


def downloads(client, url):
    """Whether the whole document arrives."""
    response = client.get(url)
    content = b"".join(response.streaming_content)
    return response.status_code == 200 and content == b"vertrouwelijk"


@pytest.mark.usefixtures("reference_index")
def test_a_document_is_served_only_when_a_public_page_uses_it(delft, venray, visitor):
    url = reverse("wagtaildocs_serve", args=[delft.document.pk, delft.document.filename])
    assert visitor.get(url).status_code == 404
    assert venray.client.get(url).status_code == 404
    assert downloads(delft.client, url)
    delft.live.approach = [{"type": "document", "value": delft.document.pk}]
    delft.live.save_revision().publish()
    assert downloads(visitor, url)
    delft.live.unpublish()
    assert visitor.get(url).status_code == 404


def test_a_document_used_only_in_a_draft_stays_hidden(delft, visitor):
    delft.draft.approach = [{"type": "document", "value": delft.document.pk}]
    delft.draft.save_revision()
    delft.draft.save()
    document = HubDocument.objects.get(pk=delft.document.pk)
    assert visitor.get(document.url).status_code == 404


@pytest.mark.parametrize(
    ("visibility", "anonymous", "stranger", "colleague"),
    [("public", 200, 200, 200), ("municipalities", 404, 200, 200), ("organisation", 404, 404, 200)],
)
def test_a_record_is_shown_to_those_it_is_visible_to(
    visibility, anonymous, stranger, colleague, delft, venray, visitor
):
    page = SolutionPageFactory(parent=delft.page, visibility=visibility)
    assert visitor.get(page.url).status_code == anonymous
    assert venray.client.get(page.url).status_code == stranger
    assert delft.client.get(page.url).status_code == colleague


@pytest.mark.parametrize(
    ("visibility", "anonymous", "stranger", "colleague"),
    [("public", True, True, True), ("municipalities", False, True, True), ("organisation", False, False, True)],
)
@pytest.mark.usefixtures("reference_index")
def test_a_paper_to_take_along_has_a_visibility_of_its_own(
    visibility, anonymous, stranger, colleague, delft, venray, visitor
):
    paper = SolutionAttachment(document=delft.document, title="Aanpak van de invoering", visibility=visibility)
    delft.live.attachments.add(paper)
    delft.live.save_revision().publish()
    url = reverse("wagtaildocs_serve", args=[delft.document.pk, delft.document.filename])
    for client, expected in ((visitor, anonymous), (venray.client, stranger), (delft.client, colleague)):
        response = client.get(url)
        served = response.status_code == 200 and b"".join(response.streaming_content) == b"vertrouwelijk"
        assert served == expected


def test_restricted_records_are_found_by_nobody_yet(delft):
    SolutionPageFactory(parent=delft.page, visibility="municipalities", title="Alleen voor gemeenten")
    consumer("embedded").rebuild()
    assert "Alleen voor gemeenten" not in delft.client.get("/zoeken/?q=gemeenten").content.decode()


def test_rights_end_with_the_membership(delft):
    url = reverse("wagtailadmin_pages:edit", args=[delft.draft.pk])
    assert delft.client.get(url).status_code == 200
    set_role(delft.editor, delft.organisation, Role.MEMBER)
    assert delft.client.get(url).status_code in {302, 403, 404}
    delft.editor.organisation_memberships.all().delete()
    assert delft.client.get(reverse("wagtailadmin_home")).status_code == 302


def test_what_is_not_for_everyone_stays_in_no_cache(delft, site):
    page = SolutionPageFactory(parent=delft.page, visibility=Visibility.MUNICIPALITIES)
    page.save_revision().publish()
    document = delft.client.get(delft.document.url)
    b"".join(document.streaming_content)
    for answer in (document, delft.client.get(page.url), delft.client.get(delft.live.url)):
        assert answer["Cache-Control"] == "private, no-store"
    assert "Cache-Control" not in Client().get(delft.live.url)


def test_a_page_that_was_opened_with_a_password_stays_in_no_cache(delft):
    restriction = PageViewRestriction.objects.create(
        page=delft.live, restriction_type=PageViewRestriction.PASSWORD, password="een geheim"
    )
    visitor = Client()
    url = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, delft.live.pk])
    visitor.post(url, {"password": "een geheim", "return_url": delft.live.url})
    opened = visitor.get(delft.live.url)
    assert opened.status_code == 200
    assert "no-store" in opened["Cache-Control"]
