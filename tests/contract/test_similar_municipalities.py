"""What municipalities like the visitor's own use: it moves up, can be narrowed to, and hides nothing by itself."""

from __future__ import annotations

import pytest

from search.types import Sort

DELFT_LIKE = ("GM0546", "GM0518")


def test_nothing_is_hidden_for_a_visitor_with_similar_municipalities(hub):
    assert set(hub.keys("gemeente", similar=DELFT_LIKE)) == set(hub.keys("gemeente"))
    assert hub.ask(similar=DELFT_LIKE).total == hub.ask().total


def test_score_grows_with_every_similar_municipality_that_uses_it(hub):
    def scores(**more):
        return {hit.key: hit.score for hit in hub.ask("algoritmeregister", **more).hits}

    plain, one, two = scores(), scores(similar=DELFT_LIKE[:1]), scores(similar=DELFT_LIKE)
    assert plain["solution-9"] < one["solution-9"] < two["solution-9"]
    assert one["experience-6"] == pytest.approx(plain["experience-6"], rel=0.001)


def test_facet_narrows_to_what_similar_municipalities_use(hub):
    answer = hub.ask(filters={"similar": ("1",)}, similar=DELFT_LIKE)
    assert {hit.key for hit in answer.hits} == {"solution-1", "solution-9"}
    assert answer.facets["kind"][0].count == 2


def test_facet_counts_what_choosing_it_would_give(hub):
    counts = hub.counts(facet="similar", similar=DELFT_LIKE)
    assert counts == {"1": 2}
    chosen = {"province": ("Noord-Brabant",)}
    assert hub.counts(facet="similar", similar=DELFT_LIKE, filters=chosen) == {"1": 1}


def test_without_similar_municipalities_there_is_no_facet_and_no_filter(hub):
    assert hub.counts(facet="similar") == {}
    assert hub.ask(filters={"similar": ("1",)}).total == hub.ask().total


def test_similar_municipalities_change_no_other_order(hub):
    for sort in (Sort.NEWEST, Sort.MOST_USED):
        assert hub.keys("vergunning", sort=sort, similar=DELFT_LIKE) == hub.keys("vergunning", sort=sort)


def test_hit_names_who_uses_it(hub):
    hit = next(hit for hit in hub.ask("algoritmeregister").hits if hit.key == "solution-9")
    assert hit.adopters == ("GM0518", "GM0546", "GM0637")


def test_users_are_a_facet_of_their_own(hub):
    assert hub.counts(facet="used_by")["GM0503"] == 2
    assert set(hub.keys(filters={"used_by": ("GM0503",)})) == {"solution-1", "solution-4"}
