"""The two engines beside each other: one site, whichever answers."""

from __future__ import annotations

import pytest

from search.engines.elastic.lifecycle import IndexSettings
from search.types import Sort
from tests.contract.conftest import Hub
from tests.contract.corpus import QUESTIONS, RECORDS

pytestmark = pytest.mark.elastic

FILTERS = [
    {},
    {"province": ("Fryslân", "Utrecht")},
    {"kind": ("solution", "experience"), "policy_domain": ("milieu", "informatie")},
]


@pytest.fixture
def both(filled):
    return filled("embedded"), filled("elastic")


@pytest.mark.parametrize("filters", FILTERS, ids=["all", "one facet", "two facets"])
@pytest.mark.parametrize("question", ["", *QUESTIONS])
def test_same_matches_and_counts_with_the_cut_off(both, question, filters):
    embedded, elastic = (hub.ask(question, filters=filters) for hub in both)
    assert {hit.key for hit in elastic.hits} == {hit.key for hit in embedded.hits}
    assert elastic.total == embedded.total
    assert elastic.facets == embedded.facets


@pytest.mark.parametrize("question", QUESTIONS)
def test_at_least_eight_of_the_top_ten_are_shared(both, question):
    embedded, elastic = (set(hub.keys(question)[:10]) for hub in both)
    assert len(embedded & elastic) >= min(8, len(embedded))


@pytest.mark.parametrize("question", QUESTIONS)
def test_counts_agree_with_the_hits_of_each_engine_with_the_cut_on(both, question):
    for hub in both:
        answer = hub.ask(question, cut=True)
        kinds = [hit.kind for hit in answer.hits]
        assert {bucket.value: bucket.count for bucket in answer.facets["kind"]} == {
            kind: kinds.count(kind) for kind in set(kinds)
        }


@pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.MOST_USED])
def test_orders_that_do_not_rank_are_identical(both, sort):
    embedded, elastic = both
    for question in QUESTIONS:
        assert embedded.keys(question, sort=sort) == elastic.keys(question, sort=sort)


def test_hits_look_the_same_but_for_score_and_passage(both):
    for question in QUESTIONS:
        embedded, elastic = ({hit.key: hit for hit in hub.ask(question).hits} for hub in both)
        for key, hit in embedded.items():
            other = elastic[key]
            assert (hit.title_html, hit.tags, hit.facets) == (other.title_html, other.tags, other.facets)
            assert (hit.published, hit.confirmed, hit.url) == (other.published, other.confirmed, other.url)
            assert ("<mark>" in hit.excerpt_html) >= ("<mark>" in other.excerpt_html)


def test_suggestions_are_identical(both):
    embedded, elastic = both
    for prefix in ["p", "za", "gemeente", "open", "de", "wa", "s-h", "in", "aanv park", "súd"]:
        assert embedded.engine.suggest(prefix, 20) == elastic.engine.suggest(prefix, 20)


def test_index_spread_over_shards_finds_and_counts_as_one(both, make_engine):
    spread = Hub(make_engine("elastic", settings=IndexSettings(shards=3)))
    spread.fill(RECORDS)
    for question in QUESTIONS:
        whole, parted = both[1].ask(question), spread.ask(question)
        assert parted.facets == whole.facets
        # The order of near-equals may differ: Elasticsearch blends the fields of a word per shard.
        assert {hit.key for hit in parted.hits} == {hit.key for hit in whole.hits}
