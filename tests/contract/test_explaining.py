"""Why this result: the parts of a score add up to the score, on every engine."""

from __future__ import annotations

import pytest

from search.plan import Origin
from search.query.explanation import explain
from search.types import IndexRecord, Kind, SearchRequest
from tests.contract.conftest import Hub
from tests.contract.corpus import QUESTIONS, TODAY

SIMILAR_CODES = ("GM0546", "GM0518")


@pytest.mark.parametrize("question", [*QUESTIONS, '"open data" geluid -archief', "boekenwieg", "zaken van een inwoner"])
def test_parts_add_up_to_the_score(hub, question):
    plan = hub.plan(question)
    hits = hub.engine.search(plan, SearchRequest(question, similar=SIMILAR_CODES), 0.0).hits[:3]
    assert hits or question == "schuldhulp", "nobody writes of that here"
    for hit in hits:
        measured = hub.engine.measure(plan, hit.key)
        assert explain(plan, measured, TODAY, SIMILAR_CODES).score == pytest.approx(hit.score, rel=1e-4)


def test_every_word_says_by_what_it_was_met(hub):
    plan = hub.plan("vuilnis Fryslân kwintflux")
    explanation = explain(plan, hub.engine.measure(plan, "solution-4"), TODAY)
    by_word = {part.word: part for part in explanation.clauses}
    assert by_word["vuilnis"].best.origin is Origin.SYNONYM
    assert by_word["fryslân"].best.origin is Origin.WORD
    assert (by_word["kwintflux"].best, by_word["kwintflux"].score) == (None, 0.0)
    assert explanation.shared == pytest.approx(0.5 + 0.5 * 2 / 3)


def test_what_lies_beside_the_words_is_named(hub):
    plan = hub.plan("algoritmeregister")
    explanation = explain(plan, hub.engine.measure(plan, "solution-9"), TODAY, SIMILAR_CODES)
    assert explanation.exact_title == 12
    assert explanation.evidence > 0
    assert explanation.similar == pytest.approx(0.06)
    assert explanation.freshness == 0, "no date is not fresh"


def test_record_that_does_not_match_has_no_base(hub):
    plan = hub.plan("parkeervergunning")
    assert explain(plan, hub.engine.measure(plan, "solution-6"), TODAY).base == 0


def test_unknown_record_is_not_explained(hub):
    assert hub.engine.measure(hub.plan("parkeren"), "solution-999") is None


def test_a_phrase_is_worth_what_its_words_are(engine):
    hub = Hub(engine)
    others = [
        IndexRecord(f"article-{number}", Kind.ARTICLE, "Bomen", "/", body="groene linden") for number in range(20)
    ]
    hub.fill([IndexRecord("article-99", Kind.ARTICLE, "Groene linden", "/", body="Langs de vaart."), *others])
    as_phrase, as_words = (
        hub.engine.measure(hub.plan(question), "article-99") for question in ('"groene linden"', "groene linden")
    )
    assert as_phrase.alternatives[0][0] == pytest.approx(sum(found[0] for found in as_words.alternatives), rel=1e-4)
