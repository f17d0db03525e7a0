"""Addresses and questions that are much longer than people type: answered, and bounded."""

from urllib.parse import quote

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address", ["/zoeken/", "/oplossingen/", "/vergelijken/", "/organisaties/", "/kaart/", "/feeds/zoeken/"]
)
def test_a_long_address_makes_no_page_long(hub, client, address):
    """Every link repeats the parameters; half a megabyte of them came back for a question of eight kilobytes."""
    usual = len(client.get(f"{address}?q=vergunning").content)
    long = quote("vergunning aanvragen " * 150)
    many = "".join(f"&domein=onbekend-{number:0>40}" for number in range(80))
    names = ("q", "naam", "provincie", "zoek", "gemeente", "soort", "periode", "meer")
    answer = client.get(f"{address}?" + "&".join(f"{name}={long}" for name in names) + many)
    assert answer.status_code == 200
    assert len(answer.content) < usual + 100_000


def test_a_long_question_is_cut_and_the_page_says_so(hub, client):
    response = client.get(f"/zoeken/?q={quote('vergunning aanvragen ' * 150)}")
    assert len(response.context["question"]) <= 400
    assert response.context["result"].hits
    assert "We zochten met de eerste 400 tekens." in response.content.decode()
    assert "400 tekens" not in client.get("/zoeken/?q=vergunning").content.decode()
