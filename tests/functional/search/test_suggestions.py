"""What /zoeken/suggesties/ offers while somebody types, on the embedded engine."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from wagtail.models import PageViewRestriction

from hub.models import Visibility
from search.answering import service
from search.query.engine import EngineUnavailable
from search.query_log import log as questions_asked
from search.site import autocomplete as suggesting
from search.site.autocomplete import autocomplete
from solutions.models import PolicyDomain, SolutionPage
from tests.factories import ExperiencePageFactory, OrganisationFactory, SolutionPageFactory, TagFactory
from tests.functional.conftest import built_and_drained

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(monkeypatch):
    """Earlier questions, as the log would give them."""
    texts = []
    monkeypatch.setattr(suggesting, "popular_questions", lambda prefix, limit: texts[:limit])
    return texts


def kinds(typed):
    return [(one.kind, one.text) for one in autocomplete(typed)]


def tagged(page, *names):
    for name in names:
        page.tags.add(TagFactory(name=name))
    page.save()


def test_the_address_answers_with_text_kind_label_and_address(hub, client):
    response = client.get("/zoeken/suggesties/?q=park")
    assert response.json() == {
        "suggestions": [
            {
                "text": "Parkeervergunningen online aanvragen",
                "kind": "solution",
                "label": "Oplossing",
                "url": hub["solution"].url,
            }
        ]
    }
    assert response["Cache-Control"] == "private, max-age=60"
    assert client.post("/zoeken/suggesties/", {"q": "park"}).status_code == 405


@pytest.mark.parametrize("typed", ["", "p", " ", " p ", "\x00p", "zzzz", "%_", "-" * 500, "🚲🚲", "<b>", "'\"; --"])
def test_too_little_or_odd_text_gives_an_empty_answer(hub, client, typed):
    assert client.get("/zoeken/suggesties/", {"q": typed}).json() == {"suggestions": []}


def test_a_request_without_a_question_is_answered(hub, client):
    assert client.get("/zoeken/suggesties/").json() == {"suggestions": []}


def test_kinds_stand_together_in_a_fixed_order(hub, asked):
    OrganisationFactory(name="Parkstad", kind="samenwerkingsverband")
    hub["solution"].policy_domains.add(PolicyDomain.objects.create(code="parkeren", label="Parkeren en stallen"))
    tagged(hub["solution"], "Parkeren")
    ExperiencePageFactory(parent=hub["venray"], title="Parkeren zonder bord")
    asked += ["parkeren voor bewoners"]
    built_and_drained()
    assert kinds("park") == [
        ("solution", "Parkeervergunningen online aanvragen"),
        ("experience", "Parkeren zonder bord"),
        ("organisation", "Parkstad"),
        ("tag", "Parkeren"),
        ("domain", "Parkeren en stallen"),
        ("question", "parkeren voor bewoners"),
    ]


def test_every_suggestion_leads_to_a_page(hub, client, asked):
    tagged(hub["solution"], "Verkeer")
    asked += ["verkeer & vervoer?"]
    for one in autocomplete("verkeer"):
        assert client.get(one.url).status_code == 200
    theme = next(one for one in autocomplete("verkeer") if one.kind == "domain")
    assert [hit.title for hit in client.get(theme.url).context["result"].hits] == [hub["solution"].title]
    question = next(one for one in autocomplete("verkeer") if one.kind == "question")
    assert client.get(question.url).context["question"] == "verkeer & vervoer?"


def test_a_tag_is_found_by_any_of_its_words_without_accents_or_capitals(hub):
    tagged(hub["solution"], "Coöperatie in de wijk")
    for typed in ("COOP", "coöp", "wijk", "in de w"):
        assert ("tag", "Coöperatie in de wijk") in kinds(typed)
    assert ("tag", "Coöperatie in de wijk") not in kinds("ijk")


def test_only_tags_in_use_on_public_pages_are_offered(hub):
    TagFactory(name="Wijkaanpak ongebruikt")
    merged = TagFactory(name="Wijkaanpak oud", merged_into=TagFactory(name="Buurt"))
    concept = SolutionPageFactory(parent=hub["delft"], title="Concept", live=False)
    tagged(concept, "Wijkaanpak in concept")
    members = SolutionPageFactory(parent=hub["delft"], title="Voor leden", visibility=Visibility.MUNICIPALITIES)
    tagged(members, "Wijkaanpak voor leden")
    closed = SolutionPageFactory(parent=hub["delft"], title="Achter slot")
    tagged(closed, "Wijkaanpak achter slot")
    restriction = PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(Group.objects.create(name="Team"))
    hub["solution"].tags.add(merged)
    tagged(hub["solution"], "Wijkaanpak")
    assert kinds("wijk") == [("tag", "Wijkaanpak")]


def test_a_theme_without_a_public_solution_is_not_offered(hub):
    PolicyDomain.objects.create(code="verkeersveiligheid", label="Verkeersveiligheid")
    assert [text for kind, text in kinds("verkeer") if kind == "domain"] == ["Verkeer en vervoer"]
    restriction = PageViewRestriction.objects.create(page=hub["delft"], restriction_type=PageViewRestriction.LOGIN)
    assert [text for kind, text in kinds("verkeer") if kind == "domain"] == []
    restriction.delete()
    assert [text for kind, text in kinds("verkeer") if kind == "domain"] == ["Verkeer en vervoer"]
    SolutionPage.objects.get(pk=hub["solution"].pk).unpublish()
    assert [text for kind, text in kinds("verkeer") if kind == "domain"] == []


def test_many_solutions_do_not_push_organisations_out_but_take_the_places_that_are_left(hub):
    for number in range(12):
        SolutionPageFactory(parent=hub["delft"], title=f"Delftse fietsenstalling {number}")
    built_and_drained()
    assert [kind for kind, _text in kinds("delft")] == ["solution"] * 9 + ["organisation"]
    tagged(hub["solution"], "Delfts blauw", "Delftse hout", "Delft aan zee")
    assert [kind for kind, _text in kinds("delft")] == ["solution"] * 7 + ["organisation"] + ["tag"] * 2


def test_the_same_title_is_offered_once_and_the_typed_question_never(hub, asked):
    SolutionPageFactory(parent=hub["venray"], title="Parkeervergunningen Online aanvragen")
    built_and_drained()
    asked += ["parkeer", "parkeerplaats"]
    (title, question) = [text for _kind, text in kinds("Parkeer")]
    assert title.casefold() == "parkeervergunningen online aanvragen"
    assert question == "parkeerplaats"


def test_the_number_of_queries_does_not_grow(hub, django_assert_num_queries):
    tagged(hub["solution"], *(f"Parkeren {number}" for number in range(20)))
    autocomplete("warm")  # the engine and the earlier questions read what they keep
    with django_assert_num_queries(5):  # restricted places, tags, those merged into them, who has them, themes
        assert [kind for kind, _text in kinds("park")] == ["solution", "tag", "tag"]


def test_without_an_engine_tags_are_still_offered(hub, monkeypatch):
    def fail(name):
        raise EngineUnavailable("no answer")

    tagged(hub["solution"], "Parkeren")
    monkeypatch.setattr(service, "engine", fail)
    assert kinds("park") == [("tag", "Parkeren")]


def test_earlier_questions_come_from_the_log(hub, monkeypatch):
    monkeypatch.setattr(questions_asked, "_popular", type("Asked", (), {"current": lambda self: ["parkeren zone"]})())
    assert ("question", "parkeren zone") in kinds("Parkeren")


def test_a_title_with_soft_hyphens_is_offered_and_its_page_found(hub, client):
    title, summary = "Zorg\u00adver\u00adzekering", "Lan\u00adtaarn\u00adpaal\u00admel\u00adding voor inwoners"
    page = SolutionPageFactory(parent=hub["venray"], title=title, summary=summary)
    built_and_drained()
    assert kinds("zorgverz") == [("solution", title)]
    for question in ("lantaarnpaal", "lan\u00adtaarnpaal", "zorgverzekeringen", "zorgverzekerign"):
        assert f'href="{page.url}"' in client.get("/zoeken/", {"q": question}).content.decode(), question
