"""Order, cut and pages: what stands where, and that pages neither repeat nor skip."""

from __future__ import annotations

import dataclasses

import pytest

from search.site.families import rows
from search.types import IndexRecord, Kind, SearchRequest, SearchResult, Sort
from tests.contract.conftest import Hub
from tests.contract.corpus import QUESTIONS

REQUEST = SearchRequest(page_size=100)


def test_exact_title_comes_first(hub):
    assert hub.keys("Wat is zaakgericht werken?")[0] == "article-2"


def test_record_with_all_words_stands_above_one_with_half_of_them(hub):
    found = hub.keys("subsidie aanvragen")
    assert found.index("solution-7") < found.index("solution-5")


def test_hits_stand_in_descending_score(hub):
    scores = [hit.score for hit in hub.ask("vergunning aanvragen").hits]
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] > 0


def test_top_score_is_the_same_for_every_filter_page_and_order(hub):
    top = hub.engine.top_score(hub.plan("parkeervergunning"))
    assert top > 0
    hub.ask("parkeervergunning", filters={"kind": ("article",)}, page=2, sort=Sort.NEWEST)
    assert hub.engine.top_score(hub.plan("parkeervergunning")) == top


def test_nothing_found_has_no_top_score(hub):
    assert hub.engine.top_score(hub.plan("quetzalcoatl")) == 0.0
    assert hub.engine.top_score(hub.plan("")) == 0.0


def test_cut_leaves_out_weak_hits_and_counts_them_out(hub):
    question = "parkeervergunning aanvragen bij de gemeente"
    every, strong = hub.ask(question), hub.ask(question, cut=True)
    assert 0 < strong.total < every.total
    assert strong.total == len(strong.hits)
    assert sum(bucket.count for bucket in strong.facets["kind"]) == strong.total
    assert {hit.key for hit in strong.hits} <= {hit.key for hit in every.hits}


def test_cut_does_not_depend_on_the_filter(hub):
    question = "gemeente Utrecht open data"
    counted = hub.counts(question, facet="kind", cut=True)
    for kind, count in counted.items():
        assert hub.ask(question, filters={"kind": (kind,)}, cut=True).total == count


def test_cut_at_the_top_score_keeps_the_best(hub):
    plan = hub.plan("parkeervergunning")
    kept = hub.engine.search(plan, REQUEST, hub.engine.top_score(plan))
    assert [hit.key for hit in kept.hits] == ["solution-1"]


def test_cut_above_the_top_score_keeps_nothing_whatever_the_bonuses(hub):
    plan = hub.plan("Parkeervergunning aanvragen")
    answer = hub.engine.search(plan, REQUEST, hub.engine.top_score(plan) * 1.01)
    assert answer.total == 0
    assert all(buckets == () for buckets in answer.facets.values())


def test_everything_is_kept_without_a_question_whatever_the_minimum(hub):
    assert hub.engine.search(hub.plan(""), REQUEST, 99.0).total == 38


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("question", ["", "gemeente", "vergunning aanvragen"])
def test_pages_together_are_the_whole_list(hub, question, sort):
    whole = hub.keys(question, sort=sort)
    pages = [hub.keys(question, sort=sort, page=page, page_size=4) for page in range(1, len(whole) // 4 + 2)]
    assert [key for page in pages for key in page] == whole
    assert len(set(whole)) == len(whole)


def test_every_page_tells_the_same_total_and_counts(hub):
    first, second = hub.ask("gemeente", page_size=3), hub.ask("gemeente", page=2, page_size=3)
    assert (first.total, first.facets) == (second.total, second.facets)


def test_page_beyond_the_last_is_empty_with_the_right_total(hub):
    for page in (50, 5_000_000):
        answer = hub.ask("gemeente", page=page, page_size=10)
        assert answer.hits == ()
        assert answer.total == hub.ask("gemeente").total


def test_newest_first_and_without_a_date_last(hub):
    dates = [hit.published for hit in hub.ask("bedrijven vergunning zaak", sort=Sort.NEWEST).hits]
    known = [date for date in dates if date]
    assert known == sorted(known, reverse=True)
    assert dates == [*known, None]


def test_most_used_first(hub):
    hits = hub.ask("gemeente zaak vergunning", sort=Sort.MOST_USED).hits
    uses = [hit.confirmed_reuse for hit in hits]
    assert uses == sorted(uses, reverse=True)
    assert hits[0].key == "solution-2"


def test_order_does_not_change_what_is_found(hub):
    for question in QUESTIONS:
        found = {sort: sorted(hub.keys(question, sort=sort, cut=True)) for sort in Sort}
        assert found[Sort.NEWEST] == found[Sort.MOST_USED] == found[Sort.RELEVANCE]


TWIN = IndexRecord("solution-1", Kind.SOLUTION, "Grafkaart", "/grafkaart/", summary="Een kaart van de begraafplaats.")


def ranked(hub, **differences):
    """The scores of four equal records of which the first differs."""
    twins = [dataclasses.replace(TWIN, key=f"solution-{number}") for number in range(1, 5)]
    hub.fill([dataclasses.replace(twins[0], **differences), *twins[1:]])
    return {hit.key: hit.score for hit in hub.ask("kaart").hits}


def test_solution_stands_above_an_organisation_that_says_the_same(engine):
    scores = ranked(Hub(engine), kind=Kind.ORGANISATION)
    assert scores["solution-1"] == pytest.approx(scores["solution-2"] * 0.7 / 1.2, rel=1e-4)


def test_equals_stand_by_key(engine):
    hub = Hub(engine)
    ranked(hub)
    assert hub.keys("kaart") == ["solution-1", "solution-2", "solution-3", "solution-4"]


def test_pages_of_many_equals_neither_repeat_nor_skip(engine):
    hub, count = Hub(engine), 45
    hub.fill([dataclasses.replace(TWIN, key=f"solution-{number}") for number in range(100, 100 + count)])
    pages = [hub.keys("kaart", page=page, page_size=10) for page in range(1, count // 10 + 2)]
    assert [key for page in pages for key in page] == [f"solution-{number}" for number in range(100, 100 + count)]
    assert hub.ask("kaart", page=2, page_size=10).facets["kind"] == hub.ask("kaart").facets["kind"]


def test_a_word_that_most_records_have_is_worth_little_though_a_small_field_has_it_too(engine):
    hub = Hub(engine)
    places = [
        IndexRecord(f"organisation-{number}", Kind.ORGANISATION, f"Gemeente {number}", "/") for number in range(60)
    ]
    shared = IndexRecord("solution-1", Kind.SOLUTION, "Slagboom", "/", organisation="Gemeente Delft")
    hub.fill([*places, shared])
    base = {question: hub.engine.top_score(hub.plan(question)) for question in ("gemeente", "slagboom")}
    assert base["gemeente"] < base["slagboom"] / 20
    assert hub.keys("gemeente slagboom")[0] == "solution-1"
    assert hub.ask("gemeente slagboom", cut=True).total == 1


def test_what_folds_away_under_an_owner_is_the_same_for_both_engines(engine):
    hub = Hub(engine)
    subjects = ("aanbouw", "evenement", "kapvergunning", "zonnepaneel", "riool")
    hub.fill(
        [
            IndexRecord(
                f"solution-{number}", Kind.SOLUTION, f"Vergunning {subject}", "/", organisation="Gemeente Delft"
            )
            for number, subject in enumerate(subjects)
        ]
    )
    answer = hub.ask("vergunning")
    found = rows(SearchResult(SearchRequest("vergunning"), answer.total, answer.hits, answer.facets))
    assert [(row.hit.key, [one.hit.key for one in row.similar]) for row in found] == [
        ("solution-0", []),
        ("solution-1", []),
        ("solution-2", ["solution-3", "solution-4"]),
    ]
