"""When a hit says that it was found by part of a word."""

import pytest

from search.lexicon.lexicon import MemoryLexicon
from search.site.found_by_part import FoundByPart, found_by_part, words_with_parts
from search.types import Hit, Kind

LEXICON = MemoryLexicon({"parkeren": 9, "vergunning": 20, "common": 8, "ground": 9, "afspraak": 3})


def hit(title_html, excerpt_html=""):
    return Hit("solution-1", Kind.SOLUTION, "x", "/x/", 1.0, title_html, excerpt_html)


def reasons(question, title_html, excerpt_html=""):
    found = found_by_part(hit(title_html, excerpt_html), words_with_parts(question, LEXICON))
    return [(one.word, one.parts) for one in found]


@pytest.mark.parametrize(
    ("question", "title_html", "expected"),
    [
        ("kampeervergunning", "Een <mark>vergunning</mark> aanvragen", [("kampeervergunning", "vergunning")]),
        ("kampeervergunning", "<mark>Parkeervergunningen</mark>", [("kampeervergunning", "Parkeervergunningen")]),
        (
            "kampeervergunning",
            "<mark>Vergunning</mark> of <mark>vergunning</mark>",
            [("kampeervergunning", "Vergunning")],
        ),
        ("kampeervergunning", "<mark>Kampeervergunningen</mark>", []),
        ("kampeervergunning", "Een <mark>vergunning</mark> om te <mark>kamperen</mark>", []),
        ("vergunning", "Een <mark>vergunning</mark>", []),
        ("kampeervergunning", "Niets gemarkeerd", []),
        ('"kampeervergunning"', "Een <mark>vergunning</mark>", []),
        ("commonground", "<mark>Common</mark> sense", [("commonground", "Common")]),
    ],
)
def test_reasons(question, title_html, expected):
    assert reasons(question, title_html) == expected


def test_what_the_excerpt_has_counts_too():
    text = "Om te <mark>kamperen</mark> &amp; te varen"
    assert reasons("kampeervergunning", "Een <mark>vergunning</mark>", text) == []


def test_without_words_with_parts_nothing_is_looked_at():
    assert found_by_part(hit("<mark>x</mark>"), {}) == []
    assert FoundByPart("a", "b").parts == "b"
