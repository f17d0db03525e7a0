"""A page by score alone, and when that is not enough to know its order."""

from __future__ import annotations

import random

import pytest

from search.engines.elastic.ordering import MARGIN, WINDOW, by_score_alone, order, page_of
from search.plan import Alternative, Clause, Plan
from search.types import Sort

PLAN = Plan((Clause("vergunning", (Alternative(("vergun",)),)),))


def asked(start=0, size=10, sort=Sort.RELEVANCE):
    given = {"query": {}, "aggs": {}, "track_scores": True, "sort": order(PLAN, sort)}
    return {**given, "from": start, "size": size}


def hits(*scores):
    """What a server may give: best first, equals in any order."""
    return [{"_score": score, "_source": {"key": f"solution-{1000 - place}"}} for place, score in enumerate(scores)]


def keys(page):
    return [hit["_source"]["key"] for hit in page]


def served(found, body):
    quick = by_score_alone(body)
    return found[quick["from"] : quick["from"] + quick["size"]]


def test_the_quick_request_asks_more_on_either_side_and_sorts_by_nothing_else():
    quick = by_score_alone(asked(start=30))
    assert (quick["from"], quick["size"]) == (30 - MARGIN, 10 + 2 * MARGIN)
    assert {"sort", "track_scores"}.isdisjoint(quick)
    assert {"query", "aggs"} <= set(quick)
    assert (by_score_alone(asked())["from"], by_score_alone(asked())["size"]) == (0, 10 + MARGIN)


@pytest.mark.parametrize(
    "body",
    [
        asked(sort=Sort.NEWEST),
        asked(sort=Sort.MOST_USED),
        asked(size=0),
        asked(start=WINDOW - 10),
    ],
)
def test_other_orders_and_the_end_of_the_window_have_no_quick_way(body):
    assert by_score_alone(body) is None


def test_equals_on_a_page_stand_by_key():
    page = page_of(hits(5.0, 3.0, 3.0, 3.0, 1.0), asked(size=10))
    assert keys(page) == ["solution-1000", "solution-997", "solution-998", "solution-999", "solution-996"]


def test_equals_beyond_the_edge_are_looked_at_before_the_page_is_cut():
    found = hits(9.0, *[3.0] * 4, *[1.0] * 20)
    body = asked(size=3)
    assert keys(page_of(served(found, body), body)) == ["solution-1000", "solution-996", "solution-997"]


def test_more_equals_than_the_margin_need_the_full_order():
    found = hits(9.0, *[3.0] * (MARGIN + 10))
    body = asked(size=3)
    assert page_of(served(found, body), body) is None
    after = asked(start=MARGIN + 2, size=3)
    assert page_of(served(found, after), after) is None


def test_a_page_beyond_the_last_is_empty():
    assert page_of([], asked(start=40)) == []
    assert page_of(hits(3.0, 2.0), asked(start=10)) == []


def test_whatever_the_quick_way_gives_is_the_page_of_the_full_order():
    dice = random.Random(7)  # noqa: S311 - examples, the same in every run
    known = 0
    for _example in range(500):
        found = hits(*sorted((dice.choice([1.0, 2.0, 2.5, 4.0]) for _ in range(dice.randint(0, 60))), reverse=True))
        dice.shuffle(found)
        found.sort(key=lambda hit: -hit["_score"])
        body = asked(start=dice.choice([0, 5, 10, 20, 40]), size=dice.choice([1, 5, 10]))
        page = page_of(served(found, body), body)
        full = sorted(found, key=lambda hit: (-hit["_score"], hit["_source"]["key"]))
        if page is not None:
            known += 1
            assert keys(page) == keys(full[body["from"] : body["from"] + body["size"]])
    assert known > 200
