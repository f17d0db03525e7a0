"""More like this for visitors, and probable duplicates for editors: on real pages in a real index."""

from __future__ import annotations

import pytest
from django.urls import reverse

from hub.models import User
from organisations.models import Role
from organisations.participation.onboarding import onboard, set_role
from search.admin.possible_duplicates import Why, probable_duplicates, similarity
from search.answering.service import SearchUnavailable
from search.site.more_like_this import more_like
from tests.factories import ExperiencePageFactory, SolutionPageFactory
from tests.functional.conftest import built_and_drained
from tests.shared_fixtures import shared_fixture

REPOSITORY = "https://github.com/gemeente-delft/parkeren"


@shared_fixture
def parking(hub):
    """Solutions about parking next to others."""
    made = {
        "visitors": SolutionPageFactory(
            parent=hub["venray"],
            title="Bezoekersvergunning voor parkeren",
            summary="Bezoek parkeert met een vergunning op kenteken.",
            repository_url=f"{REPOSITORY}.git",
        ),
        "archive": SolutionPageFactory(
            parent=hub["venray"], title="Fotoarchief doorzoeken", summary="Historische foto's voor iedereen."
        ),
        "experience": ExperiencePageFactory(
            parent=hub["delft"],
            title="Parkeervergunningen zonder balie",
            summary="Inwoners vragen de vergunning zelf aan.",
        ),
    }
    built_and_drained()
    return {**hub, **made}


def test_solution_shows_what_is_like_it_and_not_itself(parking):
    titles = [hit.title for hit in more_like(parking["solution"])]
    assert {"Parkeervergunningen zonder balie", "Bezoekersvergunning voor parkeren"} <= set(titles[:2])
    assert parking["solution"].title not in titles
    assert "Fotoarchief doorzoeken" not in titles


def test_page_shows_it(parking, client):
    html = client.get(parking["solution"].url).content.decode()
    assert "Meer hiervan" in html
    assert parking["experience"].url in html
    assert "Meer hiervan" in client.get(parking["experience"].url).content.decode()


def test_what_is_withdrawn_is_no_longer_shown(parking):
    assert "Bezoekersvergunning voor parkeren" in [hit.title for hit in more_like(parking["solution"])]
    parking["visitors"].unpublish()
    built_and_drained()
    assert "Bezoekersvergunning voor parkeren" not in [hit.title for hit in more_like(parking["solution"])]


def test_page_works_without_search(parking, client, monkeypatch):
    def unavailable(*args):
        raise SearchUnavailable("elastic: away")

    monkeypatch.setattr("search.site.more_like_this.search_plan", unavailable)
    response = client.get(parking["solution"].url)
    assert response.status_code == 200
    assert "Meer hiervan" not in response.content.decode()


def test_seen_twice_costs_one_search(parking, django_assert_num_queries):
    more_like(parking["solution"])
    with django_assert_num_queries(0):
        more_like(parking["solution"])


def test_same_words_are_a_probable_duplicate(parking):
    found = probable_duplicates("Online parkeervergunning aanvragen", "Inwoners vragen een vergunning aan")
    assert [(one.title, one.why) for one in found] == [("Parkeervergunningen online aanvragen", Why.SAME_WORDS)]
    assert found[0].organisation == "Delft"


@pytest.mark.parametrize(
    "address",
    [
        *(REPOSITORY, f"{REPOSITORY}/", f" {REPOSITORY}.git", REPOSITORY.upper()),
        REPOSITORY.replace("https://", "http://www."),
    ],
)
def test_same_source_code_is_always_named(parking, address):
    assert [one.why for one in probable_duplicates("Iets heel anders", "", address)] == [Why.SAME_SOURCE]


def test_page_is_no_duplicate_of_itself_and_drafts_are_nobodys_business(parking):
    solution = parking["solution"]
    assert probable_duplicates(solution.title, solution.summary, own=solution.pk) == []
    SolutionPageFactory(parent=parking["venray"], title="Geheim plan voor drones", live=False)
    assert probable_duplicates("Geheim plan voor drones") == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("Afvalkalender", ""), ("De afvalkalender", "Wanneer komt de vuilniswagen?"), True),
        (
            ("Zaaksysteem voor gemeenten", "Een open zaaksysteem."),
            ("Open zaaksysteem", "Zaaksysteem voor iedereen."),
            True,
        ),
        (("Zaaksysteem", "Een open zaaksysteem."), ("Fotoarchief", "Foto's van vroeger."), False),
        (
            ("Buurtlijst", "Meldingen van inwoners over hun straten."),
            ("Wijkknop", "De melding van een inwoner over de straat."),
            True,
        ),
        (("", ""), ("Fotoarchief", ""), False),
    ],
)
def test_similarity_looks_at_words_in_any_inflection(one, other, same):
    assert (similarity(*one, *other) >= 0.5) is same


@pytest.fixture
def editor(parking):
    user = User.objects.create_user("redacteur", "redacteur@venray.nl", "een-lang-wachtwoord")
    organisation = parking["venray"].organisation
    onboard(organisation)
    set_role(user, organisation, Role.EDITOR)
    return user


def test_editor_sees_while_writing_what_is_there(parking, editor, client):
    client.force_login(editor)
    asked = {"title": "Parkeervergunningen online", "summary": "Inwoners vragen een vergunning aan."}
    html = client.get(reverse("search_similar"), asked).content.decode()
    assert "Parkeervergunningen online aanvragen" in html
    assert client.get(reverse("search_similar"), {"title": "Iets nieuws", "own": "٣x"}).content.decode().strip() == ""


def test_form_of_a_saved_page_says_so_without_javascript(parking, editor, client):
    copy = SolutionPageFactory(
        parent=parking["venray"],
        title="Parkeervergunning online aanvragen",
        summary="Inwoners vragen een vergunning aan met DigiD.",
        live=False,
    )
    client.force_login(editor)
    html = client.get(reverse("wagtailadmin_pages:edit", args=[copy.pk])).content.decode()
    assert "staat misschien al op deze site" in html
    assert "hub/js/duplicates" in html


def test_visitor_gets_nothing_from_the_editors_address(parking, client):
    assert client.get(reverse("search_similar"), {"title": "Parkeren"}).status_code == 302
