"""No editor reaches another municipality's work through any address of the admin; its own editor does."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db

ALLOWED = {200}
# Where Wagtail sends whoever may not: back to the admin with a message, a refusal, or nothing found.
REFUSED = {302, 403, 404}


def page_url(name):
    return lambda owner: reverse(f"wagtailadmin_pages:{name}", args=[owner.draft.pk])


def revision_url(name):
    return lambda owner: reverse(f"wagtailadmin_pages:{name}", args=[owner.draft.pk, owner.draft.latest_revision_id])


# What is read or shown of a draft, by name of the address.
READING = {
    "edit": page_url("edit"),
    "view draft": page_url("view_draft"),
    "history": page_url("history"),
    "delete": page_url("delete"),
    "move": page_url("move"),
    "copy": page_url("copy"),
    "usage": page_url("usage"),
    "revision": revision_url("revisions_view"),
    "revert": revision_url("revisions_revert"),
    "compare": lambda owner: reverse(
        "wagtailadmin_pages:revisions_compare", args=[owner.draft.pk, "earliest", "latest"]
    ),
    "add below": lambda owner: reverse("wagtailadmin_pages:add", args=["solutions", "solutionpage", owner.page.pk]),
    "explore": lambda owner: reverse("wagtailadmin_explore", args=[owner.page.pk]),
    "image": lambda owner: reverse("wagtailimages:edit", args=[owner.image.pk]),
    "delete image": lambda owner: reverse("wagtailimages:delete", args=[owner.image.pk]),
    "document": lambda owner: reverse("wagtaildocs:edit", args=[owner.document.pk]),
    "delete document": lambda owner: reverse("wagtaildocs:delete", args=[owner.document.pk]),
}
# Editors of a municipality do not delete media; whoever uploaded a file may.
NOT_FOR_EDITORS = {"delete image", "delete document"}


@pytest.mark.parametrize("name", READING)
def test_what_belongs_to_another_cannot_be_reached(name, delft, venray):
    url = READING[name](delft)
    attacked = venray.client.get(url)
    assert attacked.status_code in REFUSED, f"{name}: {attacked.status_code}"
    assert "Geheim concept" not in attacked.content.decode()
    if name not in NOT_FOR_EDITORS:
        assert delft.client.get(url).status_code in ALLOWED


LISTS = {
    "all pages": lambda owner: reverse("wagtailadmin_explore_root"),
    "search in the admin": lambda owner: reverse("wagtailadmin_pages:search") + "?q=Geheim",
    "page chooser": lambda owner: reverse("wagtailadmin_choose_page_child", args=[owner.page.pk]),
    "page chooser by type": lambda owner: (
        reverse("wagtailadmin_choose_page_child", args=[owner.page.pk]) + "?page_type=solutions.solutionpage"
    ),
    "page chooser search": lambda owner: reverse("wagtailadmin_choose_page_search") + "?q=Geheim",
    "solutions": lambda owner: reverse("solutions:index"),
    "admin API": lambda owner: reverse("wagtailadmin_api:pages:listing") + f"?child_of={owner.page.pk}",
    "image chooser": lambda owner: reverse("wagtailimages_chooser:choose"),
    "images": lambda owner: reverse("wagtailimages:index"),
    "documents": lambda owner: reverse("wagtaildocs:index"),
    "document chooser": lambda owner: reverse("wagtaildocs_chooser:choose"),
}


@pytest.mark.usefixtures("wagtail_index")
@pytest.mark.parametrize("name", LISTS)
def test_lists_and_choosers_show_no_drafts_and_media_of_others(name, delft, venray):
    url = LISTS[name](delft)
    secrets = {"Geheim concept van Delft", "Foto van Delft", "Notitie van Delft"}
    attacked = venray.client.get(url).content.decode()
    own = delft.client.get(url)
    assert own.status_code in {200, 302}
    assert not [secret for secret in secrets if secret in attacked]
    if name != "all pages":
        assert [secret for secret in secrets if secret in own.content.decode()]


def test_a_live_solution_of_another_can_be_chosen_and_its_draft_cannot(delft, venray):
    url = reverse("wagtailadmin_choose_page_child", args=[delft.page.pk])
    shown = venray.client.get(url).content.decode()
    assert "Openbare oplossing van Delft" in shown
    assert "Geheim concept van Delft" not in shown
