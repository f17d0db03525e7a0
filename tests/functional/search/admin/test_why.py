"""Why this result: VNG's editors see the parts of a score, nobody else does."""

from __future__ import annotations

import pytest
from django.urls import reverse

from search.answering.service import SearchUnavailable

QUESTION = "kcc melding kwintflux"


def page(client, **query):
    return client.get(reverse("search_why"), query)


def test_editor_of_vng_sees_by_what_each_word_was_met(filled, vng):
    key = page(vng, vraag=QUESTION).context["result"].hits[0].key
    response = page(vng, vraag=QUESTION, sleutel=key)
    rows = {row.word: row for row in response.context["words"]}
    assert set(rows) == {"kcc", "melding", "kwintflux"}
    assert rows["kwintflux"].met_by == ""
    assert response.context["explanation"].score == pytest.approx(response.context["result"].hits[0].score)
    assert "staat hier niet in" in response.content.decode()


def test_results_lead_to_their_explanation(filled, vng):
    html = page(vng, vraag="klantcontact").content.decode()
    assert f"{reverse('search_why')}?vraag=klantcontact&amp;sleutel=solution-" in html


def test_search_page_leads_there_for_editors_of_vng_only(filled, vng, municipal, client):
    address = reverse("search_why")
    assert address in vng.get("/zoeken/?q=klantcontact").content.decode()
    assert address not in municipal.get("/zoeken/?q=klantcontact").content.decode()
    assert address not in client.get("/zoeken/?q=klantcontact").content.decode()


def test_nobody_else_may_see_it(filled, municipal, client):
    assert page(municipal, vraag="klantcontact").status_code == 302
    assert page(client, vraag="klantcontact").status_code == 302


@pytest.mark.parametrize(
    "query", [{}, {"vraag": ""}, {"vraag": "klant", "sleutel": "solution-999"}, {"vraag": "-klant", "sleutel": "x\x00"}]
)
def test_anything_may_stand_in_the_address(filled, vng, query):
    assert page(vng, **query).status_code == 200


def test_it_says_so_when_search_is_away(filled, vng, monkeypatch):
    def away(*args, **options):
        raise SearchUnavailable("elastic: away")

    monkeypatch.setattr("search.admin.why.search", away)
    assert "Zoeken kan nu niet" in page(vng, vraag="klant").content.decode()
