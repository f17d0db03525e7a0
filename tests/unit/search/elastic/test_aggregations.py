from __future__ import annotations

from search.elastic.aggregations import aggregations, buckets, chosen
from search.facets import FACET_KEYS
from search.types import Bucket

FRYSLAN = {"terms": {"facets.province": ["Fryslân"]}}
KINDS = {"terms": {"facets.kind": ["solution", "experience"]}}
FILTERS = {"province": ("Fryslân",), "kind": ("solution", "experience"), "policy_domain": ()}


def test_one_aggregation_per_facet():
    assert tuple(aggregations({})) == FACET_KEYS


def test_buckets_are_asked_by_count_then_value():
    assert aggregations({})["province"] == {
        "filter": {"match_all": {}},
        "aggs": {
            "values": {
                "terms": {"field": "facets.province", "size": 20, "order": [{"_count": "desc"}, {"_key": "asc"}]}
            }
        },
    }


def test_facet_is_filtered_by_the_others_and_not_by_itself():
    asked = aggregations(FILTERS)
    assert asked["province"]["filter"] == {"bool": {"filter": [KINDS]}}
    assert asked["kind"]["filter"] == {"bool": {"filter": [FRYSLAN]}}
    assert asked["organisation"]["filter"] == {"bool": {"filter": [FRYSLAN, KINDS]}}


def test_hits_are_filtered_by_everything_chosen():
    assert chosen(FILTERS) == {"bool": {"filter": [FRYSLAN, KINDS]}}


def test_nothing_chosen_filters_nothing():
    assert chosen({}) is None
    assert chosen({"province": ()}) is None


def test_counts_are_read_back_per_facet():
    empty = {"values": {"buckets": []}}
    found = {"values": {"buckets": [{"key": "Fryslân", "doc_count": 3}, {"key": "Utrecht", "doc_count": 1}]}}
    answer = {**dict.fromkeys(FACET_KEYS, empty), "province": found}
    assert buckets(answer) == {
        **dict.fromkeys(FACET_KEYS, ()),
        "province": (Bucket("Fryslân", 3), Bucket("Utrecht", 1)),
    }
