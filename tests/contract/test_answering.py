"""A whole question at once gives what its parts give one after the other, on each engine."""

from __future__ import annotations

from dataclasses import replace

import pytest

from search.plan import Plan
from search.query.asking import EngineQuestion, answer_in_steps
from search.query.deadline import Deadline
from search.query.engine import EngineUnavailable
from search.ranking import WEIGHTS
from search.types import SearchRequest, Sort

REQUESTS = {
    "first page": {},
    "second page": {"page": 2},
    "beyond the last page": {"page": 9},
    "with a filter": {"filters": {"kind": ("solution",)}},
    "similar municipalities": {"filters": {"similar": ("1",)}, "similar": ("GM0344",)},
    "newest": {"sort": Sort.NEWEST},
    "without facets": {"with_facets": False},
}


def question_of(hub, question, **request):
    plan = hub.plan(question)
    words = tuple(Plan((clause,)) for clause in plan.clauses)
    return EngineQuestion(plan, SearchRequest(question, **{"page_size": 2, **request}), WEIGHTS.cut, None, words)


@pytest.mark.parametrize("request_", REQUESTS.values(), ids=REQUESTS)
@pytest.mark.parametrize("question", ["parkeervergunning aanvragen", "gemeente", "quetzalcoatl gemeente", ""])
def test_at_once_as_in_steps(hub, question, request_):
    asked = question_of(hub, question, **request_)
    at_once = hub.engine.answer(asked, Deadline.after(20))
    assert at_once == answer_in_steps(hub.engine, asked)
    known = replace(asked, top_score=at_once.top_score)
    assert hub.engine.answer(known, Deadline.after(20)) == at_once


def test_words_that_nothing_meets_are_told(hub):
    asked = question_of(hub, "parkeervergunning quetzalcoatl")
    assert hub.engine.answer(asked, Deadline.after(20)).met == (True, False)


def test_what_the_cut_hides_is_counted_on_the_last_page_alone(hub):
    asked = replace(question_of(hub, "parkeervergunning gemeente", page_size=1), cut=0.5)
    first, last = (
        hub.engine.answer(replace(asked, request=replace(asked.request, page=page)), Deadline.after(20))
        for page in (1, 99)
    )
    assert first.result.total == last.result.total > first.request.page_size
    assert first.weaker == 0
    assert last.weaker == hub.ask("parkeervergunning gemeente").total - last.result.total > 0


@pytest.mark.elastic
def test_no_request_is_begun_when_the_time_is_over(filled):
    hub = filled("elastic")
    with pytest.raises(EngineUnavailable, match="time for this question is over"):
        hub.engine.answer(question_of(hub, "gemeente"), Deadline.after(0))
