"""The rows of the search page: what folds away, why a hit stands there, and what is shown when nothing is found."""

import pytest
from bs4 import BeautifulSoup

from tests.factories import SolutionPageFactory, ThemePageFactory
from tests.functional.conftest import built_and_drained
from tests.functional.search.test_search_view import facet

pytestmark = pytest.mark.django_db


def test_what_one_owner_has_much_of_folds_away_and_is_still_counted(hub, client):
    for subject in ("aanbouw", "evenementen", "kapvergunning", "zonnepanelen", "rioolaansluiting"):
        SolutionPageFactory(parent=hub["delft"], title=f"Vergunning {subject}", summary=f"Alles over {subject}.")
    built_and_drained()
    response = client.get("/zoeken/?q=vergunning")
    page = BeautifulSoup(response.content, "html.parser")
    keys = [one["data-key"] for one in page.select(".hit")]
    assert sorted(keys) == sorted(hit.key for hit in response.context["result"].hits)
    assert response.context["result"].total == len(keys)
    shown = [row.hit.organisation for row in response.context["rows"]]
    assert shown.count("Delft") == 3
    (family,) = page.select("details.hit__family")
    hidden = len(keys) - len(shown)
    assert " ".join(family.summary.text.split()) == f"En {hidden} vergelijkbare resultaten van Delft"
    assert {one["data-rank"] for one in page.select(".hit")} == {str(rank) for rank in range(1, len(keys) + 1)}
    assert facet(response, "organisation")["Delft"] == hidden + 3
    alone = client.get("/zoeken/?q=vergunning delft")
    assert not BeautifulSoup(alone.content, "html.parser").select("details.hit__family")


def test_who_finds_nothing_is_shown_the_public_themes(hub, client):
    theme, draft = ThemePageFactory(title="Wonen en bouwen"), ThemePageFactory(title="Geheim", live=False)
    page = client.get("/zoeken/?q=quetzalcoatl").content.decode()
    assert f'href="{theme.url}">Wonen en bouwen</a>' in page
    assert draft.title not in page
    assert "Of kijk rond in een thema" not in client.get("/zoeken/?q=vergunning").content.decode()


def test_a_hit_says_that_it_was_found_by_part_of_a_word(hub, client):
    page = " ".join(client.get("/zoeken/?q=kampeervergunning").content.decode().split())
    assert "Gevonden op een deel van “kampeervergunning”: " in page
    assert "Gevonden op een deel" not in client.get("/zoeken/?q=vergunning").content.decode()
