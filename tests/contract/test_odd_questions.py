"""Whatever is typed, every engine answers, and both find the same in it."""

from __future__ import annotations

import pytest

from search.query.engine import SearchEngine
from search.types import EngineResult

ODD = {
    "ten thousand letters": "a" * 10_000,
    "ten thousand characters of words": "parkeervergunning aanvragen " * 357,
    "many different words": " ".join(f"woord{number}" for number in range(500)),
    "one emoji": "🚲",
    "pasted mail": (
        "Van: Jan Jansen <j.jansen@voorbeeld.nl>\r\nAan: allen\r\nOnderwerp: RE: foto's van parkeervergunning?\r\n"
        "> Beste collega's,\r\n>\r\n> Wie heeft ervaring? Zie https://voorbeeld.nl/a?b=c&d=%20 (bijlage).\r\n"
    )
    * 8,
    "emoji with a word": "🚲 parkeervergunning 🏛️",
    "quotes": "\"parkeervergunning\" 'foto's' „archief”",
    "operators": "title:parkeren AND (foto* OR NOT archief) +subsidie -woo ~2 ^4 [a TO b] {c} \\ / && || !",
    "markup": "<script>alert('parkeren')</script>",
    "control characters": "parkeer\x00vergunning\x07 foto\r\n\t",
    "only stop words": "de het een van en",
    "only short words": "a b c de ik u",
    "repeated word": "foto foto foto",
    "right to left and other scripts": "مرحبا 停车许可证 Παρκάρισμα",
    "combining accents": "Su\u0301dwest-Frysla\u0302n",
    "numbers and codes": "2026 GM0796 1.2.3 €",
    "sql": "'; DROP TABLE posting; --",
    "json": '{"query": {"match_all": {}}}',
    "very long word among others": f"foto {'x' * 1_900} archief",
    "surrogate half": "foto \ud800 archief",
}


@pytest.mark.parametrize("question", ODD.values(), ids=ODD.keys())
def test_odd_question_gets_an_answer(hub, question):
    answer = hub.ask(question, cut=True)
    assert isinstance(answer, EngineResult)
    assert answer.total == len(answer.hits)


@pytest.mark.parametrize("question", ODD.values(), ids=ODD.keys())
def test_suggesting_survives_it_too(hub, question):
    assert isinstance(hub.engine.suggest(question, 5), list)


def test_question_full_of_operators_finds_by_its_words(hub):
    found = hub.keys(ODD["operators"])
    assert {"solution-1", "solution-6", "solution-7"} <= set(found)
    assert "solution-12" not in found  # "-woo" leaves out what has that word


def test_only_stop_words_search_for_those_words(hub):
    assert hub.ask("de van").total > 0


def test_health_is_good(hub):
    engine: SearchEngine = hub.engine
    engine.health()
