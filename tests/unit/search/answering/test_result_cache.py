"""Answers that a process remembers: for how long, how many, and what makes two requests the same."""

from __future__ import annotations

import threading

import pytest

from search.answering.result_cache import Answer, Answers, CachedAnswer, key_of, part
from search.plan import Alternative, Clause, Plan
from search.types import SIMILAR, Bucket, EngineResult, Hit, Kind, SearchRequest, SearchResult, Sort

PLAN = Plan((Clause("afval", (Alternative(("afval",)),)),))
REQUEST = SearchRequest("afval", {"province": ("Fryslân", "Utrecht"), "kind": ("solution",)})


def known(hits=1, values=0):
    found = tuple(Hit(f"solution-{n}", Kind.SOLUTION, "Afvalwijzer", "/afval/", 1.0, "", "") for n in range(hits))
    counted = {"organisation": tuple(Bucket(f"GM{n:04d}", 1) for n in range(values))}
    return CachedAnswer("hub-1.7", Answer(EngineResult(hits, found, counted), REQUEST, 0, "elastic"))


ONE = known().answer.weight


class Clock:
    now = 100.0

    def __call__(self):
        return self.now


def key(**differences):
    given = {"engine": "elastic", "plan": PLAN, "request": REQUEST, **differences}
    return key_of(given["engine"], given["plan"], given["request"])


@pytest.mark.parametrize(
    "other",
    [
        SearchRequest("Afval?", REQUEST.filters),
        SearchRequest("afval", {"kind": ("solution",), "province": ("Utrecht", "Fryslân")}),
        SearchRequest("afval", {**REQUEST.filters, "tag": ()}),
        SearchRequest(
            "afval", {**REQUEST.filters, SIMILAR: ("1",)}
        ),  # nobody knows the similar municipalities: no filter
    ],
)
def test_requests_that_ask_the_same_share_an_answer(other):
    assert key(request=other) == key()


@pytest.mark.parametrize(
    "differences",
    [
        {"engine": "embedded"},
        {"plan": Plan((Clause("milieu", (Alternative(("milieu",)),)),))},
        {"request": SearchRequest("afval")},
        {"request": SearchRequest("afval", REQUEST.filters, page=2)},
        {"request": SearchRequest("afval", REQUEST.filters, page_size=20)},
        {"request": SearchRequest("afval", REQUEST.filters, sort=Sort.NEWEST)},
        {"request": SearchRequest("afval", REQUEST.filters, show_weak=True)},
        {"request": SearchRequest("afval", REQUEST.filters, similar=("GM0503",))},
    ],
    ids=lambda given: next(iter(given)),
)
def test_whatever_may_change_an_answer_makes_it_another(differences):
    assert key(**differences) != key()


def test_an_answer_is_kept_for_a_minute_and_no_longer():
    clock = Clock()
    answers = Answers(clock=clock)
    kept = known()
    answers.keep("afval", kept)
    clock.now += 60
    assert answers.get("afval") is kept
    clock.now += 0.1
    assert answers.get("afval") is None
    assert answers.get("onbekend") is None


def test_the_answer_that_was_not_asked_for_longest_goes_first():
    answers = Answers(most=2)
    for name in ("een", "twee"):
        answers.keep(name, known())
    assert answers.get("een")
    answers.keep("drie", known())
    assert [name for name in ("een", "twee", "drie") if answers.get(name)] == ["een", "drie"]


def test_large_answers_push_out_more_than_small_ones():
    answers = Answers(weight=4 * ONE)
    for name in ("een", "twee", "drie"):
        answers.keep(name, known())
    answers.keep("veel", known(values=2 * ONE))
    assert [name for name in ("een", "twee", "drie", "veel") if answers.get(name)] == ["drie", "veel"]
    answers.keep("te veel", known(values=9 * ONE))
    assert len(answers) == 0


def test_an_answer_that_is_kept_again_weighs_once():
    answers = Answers(weight=3 * ONE)
    for _time in range(5):
        answers.keep("een", known())
    answers.keep("twee", known())
    assert len(answers) == 2


def test_forgotten_answers_make_room():
    answers = Answers(weight=ONE)
    answers.keep("een", known())
    answers.clear()
    assert answers.get("een") is None
    answers.keep("twee", known())
    assert answers.get("twee")


def test_threads_never_exceed_the_bound():
    answers = Answers(most=5)

    def ask(number):
        for place in range(200):
            answers.keep((number, place % 9), known())
            answers.get((number, place % 7))

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 5


def test_a_part_of_the_page_is_made_once_for_the_same_key():
    made = []

    def make(text):
        made.append(text)
        return text

    result = SearchResult(REQUEST, 1, (), {})
    assert part(result, "facets", ("nl", "/zoeken/"), lambda: make("formulier")) == "formulier"
    assert part(result, "facets", ("nl", "/zoeken/"), lambda: make("nooit")) == "formulier"
    assert part(result, "facets", ("en", "/zoeken/"), lambda: make("form")) == "form"
    assert part(SearchResult(REQUEST, 1, (), {}), "facets", ("en", "/zoeken/"), lambda: make("anders")) == "anders"
    assert made == ["formulier", "form", "anders"]
