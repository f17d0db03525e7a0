"""Whatever people type or paste, planning, marking and searching go on."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.analysis.highlight import Matcher, excerpt, mark
from search.lexicon.lexicon import MemoryLexicon, words_of
from search.plan import Plan
from search.query.parsing import MAX_WORDS
from search.query.planning import plan
from search.synonyms.rules import SynonymSet, shipped_synonyms
from search.types import IndexRecord, Kind, SearchRequest

LEXICON = MemoryLexicon({"zaaksysteem": 4, "vergunning": 9, "formulieren": 2})
WORDS = ["zaak", "systeem", "WOO", "de", "vergunnign", "<b>", "&amp;", "'s-Hertogenbosch", "A.V.G.", "ﬁ", "İ", "\u0301"]

anything = st.text(max_size=80) | st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)


@given(anything)
def test_every_text_has_a_plan(text):
    made = plan(text, LEXICON, shipped_synonyms())
    assert len(made.clauses) <= MAX_WORDS
    assert all(clause.alternatives and all(one.terms for one in clause.alternatives) for clause in made.clauses)
    assert made == plan(text, LEXICON, shipped_synonyms())


@given(text=anything, question=anything)
def test_marking_leaves_the_text_as_it_was(text, question):
    html = mark(text, Matcher.of(plan(question, LEXICON, SynonymSet([]))))
    bare = re.sub(r"</?mark>", "", html)
    assert "<" not in bare
    expected = " ".join(re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", " ", text).split())
    assert unescape(bare) == expected


@given(texts=st.lists(anything, max_size=3), question=anything)
def test_an_excerpt_is_a_piece_of_one_of_the_texts(texts, question):
    html = excerpt(texts, Matcher.of(plan(question, LEXICON, SynonymSet([])))).html
    piece = unescape(re.sub(r"</?mark>", "", html)).removeprefix("… ").removesuffix(" …")
    cleaned = [" ".join(re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", " ", text).split()) for text in texts]
    assert piece == "" or any(piece in text for text in cleaned)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
@given(title=anything, body=anything, question=anything)
def test_a_record_with_any_text_is_stored_and_any_question_answered(hub, title, body, question):
    record = IndexRecord("a", Kind.ARTICLE, title, "/a/", body=body, tags=(title,))
    failures = hub.publish(record)
    assert failures == []
    assert [hit.title for hit in hub.ask().hits] == [title]
    hub.ask(question)
    hub.engine.suggest(question, 5)


@given(title=anything)
def test_a_record_is_found_by_each_of_its_words(title):
    record = IndexRecord("a", Kind.ARTICLE, title, "/a/")
    lexicon = MemoryLexicon(dict.fromkeys(words_of(record), 1))
    assert plan(title, lexicon, SynonymSet([])).corrections == ()


@pytest.mark.parametrize("request_", [SearchRequest(page=10_000), SearchRequest(page_size=0)])
def test_a_page_beyond_the_end_is_empty(hub, make_record, request_):
    hub.publish(make_record("Signalen"))
    result = hub.engine.search(Plan(()), request_, 0)
    assert (result.total, result.hits) == (1, ())
