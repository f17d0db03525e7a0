"""What every template keeps to: nothing inline, nothing from elsewhere, nothing without a translation."""

import re

import pytest
from bs4 import BeautifulSoup

from hub.settings.apps import APPS
from tests.architecture.tree import shown, sources

TEMPLATES = sources(".html", under=("templates", *APPS, "demo"))  # the peer of the benchmarks speaks Dutch only
CSS = sources(".css", under=("hub", "templates"))
FETCHING = {
    "script": "src",
    "img": "src",
    "link": "href",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "use": "href",
}
ELSEWHERE = re.compile(r"^\s*(https?:)?//", re.IGNORECASE)
TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)


def offences(html):
    """What a page made of this template would do that the content security policy forbids."""
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.find_all():
        handlers = [name for name in element.attrs if name.startswith("on")]
        if handlers or "style" in element.attrs:
            yield f"<{element.name}> has {' '.join(handlers) or 'a style'}"
        if element.name == "style" or (element.name == "script" and not loads_or_holds_data(element)):
            yield f"inline <{element.name}>"
        address = element.get(FETCHING.get(element.name, ""), "")
        if ELSEWHERE.match(address) and element.get("rel") not in (["canonical"], ["alternate"]):
            yield f"<{element.name}> fetches {address}"


def loads_or_holds_data(script):
    return "src" in script.attrs or script.get("type") in {"application/json", "application/ld+json"}


@pytest.mark.parametrize(
    "html",
    [
        '<p style="color: red">',
        '<button onclick="go()">',
        "<style>p {}</style>",
        "<script>go()</script>",
        '<script src="//cdn.example/x.js"></script>',
        '<link rel="stylesheet" href="https://cdn.example/x.css">',
    ],
)
def test_what_is_forbidden_is_seen(html):
    assert list(offences(html))


@pytest.mark.parametrize(
    "html",
    [
        '<script src="/static/x.js"></script>',
        '<link rel="canonical" href="https://verderbouwen.example/">',
        '<a href="https://github.com/delft/parkeren">Code</a>',
    ],
)
def test_what_is_allowed_is_let_through(html):
    assert not list(offences(html))


def found_in(paths, look):
    """What a look at the text of each file finds, by the name of the file; fails when there is no file to look at."""
    assert paths
    return {shown(path): found for path in paths if (found := list(look(path.read_text())))}


def test_a_template_has_nothing_inline_and_fetches_nothing_from_elsewhere():
    assert found_in(TEMPLATES, lambda html: offences(TAG.sub("", html))) == {}


def test_a_style_sheet_fetches_nothing_from_elsewhere():
    assert found_in(CSS, re.compile(r"(?:url\(|@import)\s*['\"]?\s*(?:https?:)?//").findall) == {}


def words_outside_translation(html):
    """Words that visitors would see without a translation: text nodes with letters once tags are gone."""
    without = re.sub(r"\{%\s*blocktrans(?:late)?\b.*?\{%\s*endblocktrans(?:late)?\s*%\}", "", html, flags=re.DOTALL)
    without = re.sub(r"\{%\s*comment\b.*?\{%\s*endcomment\s*%\}", "", without, flags=re.DOTALL)
    soup = BeautifulSoup(TAG.sub("", without), "html.parser")
    for hidden in soup.find_all(["script", "code"]):
        hidden.decompose()
    return [
        text.strip()
        for text in soup.find_all(string=re.compile(r"[A-Za-zÀ-ž]{2}"))
        if type(text).__name__ == "NavigableString"
    ]


def test_a_word_without_translation_is_seen():
    assert words_outside_translation("<p>Zoek {{ q }}</p>") == ["Zoek"]
    assert not words_outside_translation(
        "<p>{% translate 'Search' %}</p>{% blocktranslate %}Found{% endblocktranslate %}"
    )


def test_every_word_of_a_template_can_be_translated():
    assert found_in(TEMPLATES, lambda html: set(words_outside_translation(html)) - {"Verderbouwen", "km²"}) == {}


def test_no_template_takes_the_capitals_from_a_name():
    """`lower` makes "een redacteur van de vng"; `within_sentence` leaves names alone."""
    assert found_in(TEMPLATES, re.compile(r"\|lower\b").findall) == {}
