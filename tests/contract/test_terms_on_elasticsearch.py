"""Elasticsearch keeps the terms that Python makes as they are: it splits at spaces, and knows no Dutch."""

from __future__ import annotations

import pytest
from elasticsearch import Elasticsearch

from search.analysis.documents import PLACEHOLDER, whitespace_terms
from search.analysis.stems import exact, stems
from search.analysis.tokens import tokenize
from search.types import IndexRecord, Kind

pytestmark = pytest.mark.elastic

TEXTS = [
    "De A.V.G. en de W.O.O. gelden, de b.v. niet. Zie ook N.A.W.-gegevens en versie 1.2.3 (U.S.)",
    "'s-Hertogenbosch, 's Gravenhage, Súdwest-Fryslân, Noardeast-Fryslân, Bergen (NH.), De Fryske Marren",
    "foto's, auto’s, baby's; Jan's fiets 's morgens; euro's'en; 'quoted's'",
    "categorieën, industrieën, bacteriën, financiën, financiële, knieën, zeeën, reünie, coöperatie, geïnd",
    "snake_case_woord mijnoverheid.nl info@voorbeeld.nl https://www.voorbeeld.nl/a-b?c=d #tag @naam 50% €12,50",
    "BRP-bevraging ZGW-API's API’s e-formulier IBAN: NL00BANK0123456789 20°C m² CO₂ ½",
    "straße Ærø Łódź Þórr œuvre ĳsland İstanbul ﬁets naïef façade crème brûlée",
    "emoji 🚲fiets🏛️ tab\tregel\nregeleinde nul\u200bbreedte zacht\u00adafgebroken vast\u00a0spatie",
    "OVERHEID Overheden overheids openbare Voorzieningen mensen redenen kansen steden leden aangevraagd",
]


@pytest.fixture(scope="module")
def analysis(elasticsearch_url, filled):
    """Analyses a text on the server, with an analyzer of a real index."""
    target = filled("elastic").engine.live_target()
    with Elasticsearch(elasticsearch_url) as client:

        def terms(analyzer: str, text: str) -> list[str]:
            answer = client.indices.analyze(index=target, analyzer=analyzer, text=text)
            return [token["token"] for token in answer["tokens"]]

        yield terms


def exact_words(text: str) -> list[str]:
    return [exact(token) for token in tokenize(text)]


@pytest.mark.parametrize("in_python", [stems, exact_words], ids=["stems", "exact"])
def test_terms_of_running_text_stay_what_python_made_of_them(analysis, in_python):
    for text in TEXTS:
        assert analysis("whitespace", " ".join(in_python(text))) == in_python(text)


def test_string_that_is_no_word_keeps_one_place_and_is_not_cut_in_pieces(analysis):
    record = IndexRecord("a-1", Kind.ARTICLE, f"Voor {'x' * 300} na", "/", summary=f"{'𐐷' * 130} {'y' * 255}")
    terms = whitespace_terms(record)
    assert analysis("whitespace", terms.stems["title"][0]) == ["vor", PLACEHOLDER, "na"]
    assert analysis("whitespace", terms.stems["summary"][0]) == [PLACEHOLDER, "y" * 255]
    assert analysis("whitespace", terms.words["title"][0]) == ["voor", PLACEHOLDER, "na"]


def test_what_keeps_the_place_of_a_term_is_no_word_of_a_question():
    assert tokenize(PLACEHOLDER) == []


def test_edges_begin_as_the_words_do(analysis):
    assert analysis("edges", " ".join(exact_words("Súd's"))) == ["s", "su", "sud"]
