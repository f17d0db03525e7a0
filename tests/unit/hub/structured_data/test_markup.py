"""What pages tell machines about themselves."""

import json

from bs4 import BeautifulSoup
from django.template.loader import render_to_string

from hub.structured_data.markup import data_block, website


def read(html):
    return json.loads(BeautifulSoup(html, "html.parser").find("script", type="application/ld+json").string)


def test_no_text_can_end_the_block():
    title = "</script><script>alert('Súdwest-Fryslân & co')</script>"
    html = data_block({"@type": "Article", "headline": title})
    assert html.count("<script") == 1
    assert read(html)["headline"] == title


def test_the_site_tells_where_to_ask(settings):
    settings.BASE_URL = "https://hub.example/"
    action = website("Verderbouwen")["potentialAction"]
    assert action["target"]["urlTemplate"] == "https://hub.example/zoeken/?q={question}"


def test_the_way_to_a_page_is_told_in_order(settings):
    settings.BASE_URL = "https://hub.example"
    steps = [{"title": "", "url": "/"}, {"title": "Organisaties", "url": "/organisaties/"}]
    items = read(render_to_string("components/breadcrumb.html", {"steps": steps, "here": "'s-Hertogenbosch"}))[
        "itemListElement"
    ]
    assert [one["position"] for one in items] == [1, 2, 3]
    assert items[1]["item"] == "https://hub.example/organisaties/"
    assert items[-1]["name"] == "'s-Hertogenbosch"
    assert all(one["name"] for one in items)
