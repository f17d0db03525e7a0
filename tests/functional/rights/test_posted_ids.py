"""Ids that were never offered, posted by hand: refused for strangers, accepted from the owner."""

import json

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from solutions.models import ExperiencePage, SolutionPage

pytestmark = pytest.mark.django_db
SOLUTION_ROWS = ("standard_links", "supplier_links", "relation_links", "attachments", "images")


def solution_form(page, **changes):
    """What the edit form of a solution posts, with changes."""
    values = {
        "title": page.title,
        "slug": page.slug,
        "summary": page.summary,
        "kind": page.kind,
        "problem": streamfield([("paragraph", rich_text("<p>Iets</p>"))]),
        "approach": streamfield([]),
        "result": streamfield([]),
        "what_did_not_work": streamfield([]),
        **{name: inline_formset([]) for name in SOLUTION_ROWS},
        "visibility": "public",
        "tags": "",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "",
        **changes,
    }
    return nested_form_data(values)


def edit(client, page, **changes):
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(url, solution_form(page, **changes))


def latest(page):
    return SolutionPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def test_the_image_of_another_is_refused_and_ones_own_accepted(delft, venray):
    response = edit(venray.client, venray.draft, image=str(delft.image.pk))
    assert response.status_code == 200
    assert "eigen organisatie" in response.content.decode()
    assert latest(venray.draft).image_id is None
    edit(venray.client, venray.draft, image=str(venray.image.pk))
    assert latest(venray.draft).image_id == venray.image.pk


def test_the_image_of_another_inside_a_text_is_refused_and_ones_own_accepted(delft, venray):
    def with_image(image):
        figure = {"image": {"image": str(image.pk), "decorative": "on", "alt_text": ""}, "caption": ""}
        return {"approach": streamfield([("figure", figure)])}

    edit(venray.client, venray.draft, **with_image(delft.image))
    assert not len(latest(venray.draft).approach)
    edit(venray.client, venray.draft, **with_image(venray.image))
    assert latest(venray.draft).approach[0].value["image"].pk == venray.image.pk


def test_the_document_of_another_is_refused_and_ones_own_accepted(delft, venray):
    edit(venray.client, venray.draft, approach=streamfield([("document", str(delft.document.pk))]))
    assert not len(latest(venray.draft).approach)
    edit(venray.client, venray.draft, approach=streamfield([("document", str(venray.document.pk))]))
    assert latest(venray.draft).approach[0].value == venray.document


@pytest.mark.parametrize(
    ("rows", "field", "thing", "more"),
    [
        ("attachments", "document", "document", {"visibility": "public"}),
        ("images", "image", "image", {}),
        ("relation_links", "other", "draft", {"kind": "related"}),
    ],
)
def test_a_row_below_a_page_is_held_to_the_same_rule(rows, field, thing, more, delft, venray):
    def with_row(owner):
        return {rows: inline_formset([{field: str(getattr(owner, thing).pk), **more}])}

    response = edit(venray.client, venray.live, **with_row(delft))
    assert response.status_code == 200
    assert not getattr(latest(venray.live), rows).count()
    edit(venray.client, venray.live, **with_row(venray))
    assert getattr(latest(venray.live), rows).count() == 1


def test_a_document_link_in_rich_text_is_held_to_the_same_rule(delft, venray):
    def linking(document):
        raw = {
            "blocks": [
                {"key": "a", "text": "lees", "type": "unstyled", "depth": 0, "inlineStyleRanges": [],
                 "entityRanges": [{"offset": 0, "length": 4, "key": 0}]}
            ],
            "entityMap": {
                "0": {"type": "DOCUMENT", "mutability": "MUTABLE", "data": {"id": document.pk}}
            },
        }  # fmt: skip
        return streamfield([("paragraph", json.dumps(raw))])

    edit(venray.client, venray.draft, approach=linking(delft.document))
    assert not len(latest(venray.draft).approach)
    edit(venray.client, venray.draft, approach=linking(venray.document))
    assert f'id="{venray.document.pk}"' in latest(venray.draft).approach[0].value.source


def test_a_link_to_the_draft_of_another_is_refused_and_to_a_live_page_accepted(delft, venray):
    def linking(page):
        link = {"text": "zie", "page": str(page.pk), "url": ""}
        item = {"value": link, "deleted": "", "order": "0", "id": ""}
        return {"approach": streamfield([("links", {"count": "1", "0": item})])}

    edit(venray.client, venray.draft, **linking(delft.draft))
    assert not len(latest(venray.draft).approach)
    edit(venray.client, venray.draft, **linking(delft.live))
    assert latest(venray.draft).approach[0].value[0]["page"].pk == delft.live.pk


def test_an_experience_cannot_name_the_draft_of_another(delft, venray):
    url = reverse("wagtailadmin_pages:add", args=["solutions", "experiencepage", venray.page.pk])

    def post(solution, slug):
        sections = {name: rich_text("<p>Iets</p>") for name in ExperiencePage.SECTIONS}
        values = {"title": "Onze ervaring", "slug": slug, "solutions": str(solution.pk), "body": streamfield([])}
        values |= {"indicators": streamfield([]), "partner_links": inline_formset([])}
        comments = {f"comments-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL", "MIN_NUM")}
        form = nested_form_data({**values, **sections, "visibility": "public", "tags": "", "summary": "", **comments})
        return venray.client.post(url, {**form, "comments-MAX_NUM_FORMS": ""})

    post(delft.draft, "mislukt")
    assert not ExperiencePage.objects.filter(slug="mislukt").exists()
    post(delft.live, "gelukt")
    made = ExperiencePage.objects.get(slug="gelukt").get_latest_revision_as_object()
    assert [page.pk for page in made.solutions.all()] == [delft.live.pk]


ACTIONS = {
    "publish": lambda client, page: edit(client, page, **{"action-publish": "1"}),
    "unpublish": lambda client, page: client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk])),
    "delete": lambda client, page: client.post(reverse("wagtailadmin_pages:delete", args=[page.pk])),
    "lock": lambda client, page: client.post(reverse("wagtailadmin_pages:lock", args=[page.pk])),
    "set privacy": lambda client, page: client.post(
        reverse("wagtailadmin_pages:set_privacy", args=[page.pk]), {"restriction_type": "login"}
    ),
    "edit": lambda client, page: edit(client, page, title="Gekaapt"),
    "bulk unpublish": lambda client, page: client.post(
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"]) + f"?id={page.pk}"
    ),
    "bulk delete": lambda client, page: client.post(
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + f"?id={page.pk}"
    ),
}


@pytest.mark.parametrize("name", ACTIONS)
def test_an_action_on_the_page_of_another_changes_nothing(name, delft, venray):
    before = SolutionPage.objects.filter(pk=delft.live.pk).values().get()
    ACTIONS[name](venray.client, delft.live)
    after = SolutionPage.objects.filter(pk=delft.live.pk).values().get()
    assert after == before
    assert not delft.live.get_view_restrictions().exists()


@pytest.mark.parametrize("name", ["unpublish", "bulk unpublish"])
def test_vng_may_withdraw_a_page_and_the_municipality_itself_may_not(name, delft, vng):
    ACTIONS[name](delft.client, delft.live)
    assert SolutionPage.objects.get(pk=delft.live.pk).live
    ACTIONS[name](vng, delft.live)
    assert not SolutionPage.objects.get(pk=delft.live.pk).live


def test_a_page_cannot_be_moved_under_another_municipality(delft, venray):
    url = reverse("wagtailadmin_pages:move_confirm", args=[venray.draft.pk, delft.page.pk])
    assert venray.client.post(url).status_code in {302, 403, 404}
    assert SolutionPage.objects.get(pk=venray.draft.pk).get_parent().pk == venray.page.pk


def test_vng_may_move_a_page_and_its_owner_follows(delft, venray, vng):
    url = reverse("wagtailadmin_pages:move_confirm", args=[venray.live.pk, delft.page.pk])
    vng.post(url)
    assert SolutionPage.objects.get(pk=venray.live.pk).organisation == delft.organisation


def test_a_page_cannot_be_copied_out_of_another_municipality(delft, venray):
    url = reverse("wagtailadmin_pages:copy", args=[delft.draft.pk])
    form = {
        "new_title": "Kopie",
        "new_slug": "kopie",
        "new_parent_page": str(venray.page.pk),
        "copy_subpages": "",
        "publish_copies": "",
        "alias": "",
    }
    venray.client.post(url, form)
    assert not SolutionPage.objects.filter(slug="kopie").exists()
    delft.client.post(url, {**form, "new_parent_page": str(delft.page.pk)})
    assert SolutionPage.objects.filter(slug="kopie").exists()


def test_nothing_can_be_added_below_another_municipality(delft, venray):
    url = reverse("wagtailadmin_pages:add", args=["solutions", "solutionpage", delft.page.pk])
    form = solution_form(delft.draft, title="Ingedrongen", slug="ingedrongen")
    venray.client.post(url, form)
    assert not SolutionPage.objects.filter(slug="ingedrongen").exists()
    delft.client.post(url, form)
    assert SolutionPage.objects.filter(slug="ingedrongen").exists()


SECRETS = ("Geheim concept van Delft", "Foto van Delft", "Notitie van Delft", "notitie-", "plein.")


def figure(thing):
    return {"image": {"image": str(thing.pk), "decorative": "on", "alt_text": ""}, "caption": "Wat ik zelf typte"}


def link_to(thing):
    item = {"value": {"text": "Wat ik zelf typte", "page": str(thing.pk), "url": ""}, "deleted": "", "order": "0"}
    return {"count": "1", "0": {**item, "id": ""}}


def text_linking(thing):
    raw = {
        "blocks": [
            {"key": "a", "text": "Wat ik zelf typte", "type": "unstyled", "depth": 0, "inlineStyleRanges": [],
             "entityRanges": [{"offset": 0, "length": 3, "key": 0}]}
        ],
        "entityMap": {"0": {"type": "DOCUMENT", "mutability": "MUTABLE", "data": {"id": thing.pk}}},
    }  # fmt: skip
    return json.dumps(raw)


@pytest.mark.parametrize(
    ("thing", "changes", "typed"),
    [
        ("image", lambda image: {"image": str(image.pk)}, False),
        ("image", lambda image: {"approach": streamfield([("figure", figure(image))])}, True),
        ("document", lambda document: {"approach": streamfield([("document", str(document.pk))])}, False),
        ("document", lambda document: {"approach": streamfield([("paragraph", text_linking(document))])}, True),
        ("draft", lambda page: {"approach": streamfield([("links", link_to(page))])}, True),
        ("document", lambda document: {
            "attachments": inline_formset([{"document": str(document.pk), "visibility": "public"}])
        }, False),
        ("image", lambda image: {"images": inline_formset([{"image": str(image.pk)}])}, False),
        ("draft", lambda page: {"relation_links": inline_formset([{"other": str(page.pk), "kind": "related"}])}, False),
    ],
)  # fmt: skip
def test_the_form_that_comes_back_shows_nothing_of_what_is_not_theirs(thing, changes, typed, delft, venray):
    """And keeps everything else that was typed."""
    response = edit(venray.client, venray.draft, **changes(getattr(delft, thing)))
    page = response.content.decode()
    assert response.status_code == 200
    assert [secret for secret in SECRETS if secret in page.replace("Foto van Venray", "")] == []
    assert ("Wat ik zelf typte" in page) == typed


@pytest.mark.parametrize(
    ("address", "field"),
    [
        (lambda page: reverse("wagtailadmin_pages:copy", args=[page.pk]), "new_parent_page"),
        (lambda page: reverse("wagtailadmin_pages:move", args=[page.pk]), "new_parent_page"),
        (lambda page: f"/beheer/bulk/wagtailcore/page/move/?id={page.pk}", "chooser"),
    ],
)
def test_a_form_does_not_name_the_draft_that_was_posted_as_its_destination(address, field, delft, venray):
    values = {"new_title": "Kopie", "new_slug": "kopie", field: str(delft.draft.pk)}
    response = venray.client.post(address(venray.draft), values)
    assert response.status_code == 404
    assert delft.draft.title not in response.content.decode()
    assert venray.client.post(address(venray.draft), {**values, field: str(venray.page.pk)}).status_code in {200, 302}


def test_a_number_that_no_database_counts_to_is_not_found(venray):
    assert venray.client.get(f"/beheer/bulk/wagtailcore/page/delete/?id={'9' * 5000}").status_code == 404


@pytest.mark.parametrize("written", ["{}", "0{}", " {}", "{} "])
@pytest.mark.parametrize(("kind", "thing"), [("LINK", "draft"), ("DOCUMENT", "document")])
def test_an_id_in_a_text_tells_nothing_however_it_is_written(delft, venray, kind, thing, written):
    owner = getattr(delft, thing)
    raw = {
        "blocks": [
            {"key": "a", "text": "lees", "type": "unstyled", "depth": 0, "inlineStyleRanges": [],
             "entityRanges": [{"offset": 0, "length": 4, "key": 0}]}
        ],
        "entityMap": {"0": {"type": kind, "mutability": "MUTABLE", "data": {"id": written.format(owner.pk)}}},
    }  # fmt: skip
    response = edit(venray.client, venray.draft, approach=streamfield([("paragraph", json.dumps(raw))]))
    answer = response.content.decode()
    assert "eigen organisatie" in answer
    assert delft.draft.slug not in answer
    assert delft.document.filename not in answer
