from __future__ import annotations

from search.engines.elastic.aggregations import EVERY_VALUE, aggregations, buckets, chosen
from search.facets import FACET_KEYS, STORED_KEYS
from search.types import Bucket

FRYSLAN = {"terms": {"facets.province": ["Fryslân"]}}
KINDS = {"terms": {"facets.kind": ["solution", "experience"]}}
FILTERS = {"province": ("Fryslân",), "kind": ("solution", "experience"), "policy_domain": ()}


def filter_of(asked, facet):
    """The filter that the counts of a facet stand under; None without one."""
    if facet in asked:
        return None
    return next(group["filter"] for group in asked.values() if facet in group.get("aggs", {}))


def test_one_aggregation_per_facet_without_filters():
    assert tuple(aggregations({})) == STORED_KEYS
    assert tuple(aggregations({"province": ()})) == STORED_KEYS


def test_buckets_are_asked_by_count_then_value():
    assert aggregations({})["province"] == {
        "terms": {
            "field": "facets.province",
            "size": 20,
            "shard_size": EVERY_VALUE,
            "order": [{"_count": "desc"}, {"_key": "asc"}],
        }
    }


def test_every_shard_counts_more_values_than_any_facet_shows():
    """A shard that leaves out values makes the sum over shards wrong, and counts with one thread."""
    asked = aggregations({})
    assert all(one["terms"]["shard_size"] >= 10 * one["terms"]["size"] for one in asked.values())


def test_facet_is_filtered_by_the_others_and_not_by_itself():
    asked = aggregations(FILTERS)
    assert filter_of(asked, "province") == {"bool": {"filter": [KINDS]}}
    assert filter_of(asked, "kind") == {"bool": {"filter": [FRYSLAN]}}
    assert filter_of(asked, "organisation") == {"bool": {"filter": [FRYSLAN, KINDS]}}


def test_facets_with_the_same_filters_share_one():
    asked = aggregations({"province": ("Fryslân",)})
    assert filter_of(asked, "province") is None
    assert list(asked) == ["province", "group_0"]
    assert set(asked["group_0"]["aggs"]) == set(STORED_KEYS) - {"province"}


def test_hits_are_filtered_by_everything_chosen():
    assert chosen(FILTERS) == {"bool": {"filter": [FRYSLAN, KINDS]}}


def test_nothing_chosen_filters_nothing():
    assert chosen({}) is None
    assert chosen({"province": ()}) is None


def test_counts_are_read_back_per_facet_from_wherever_they_stand():
    found = {"buckets": [{"key": "Fryslân", "doc_count": 3}, {"key": "Utrecht", "doc_count": 1}]}
    rest = {key: {"buckets": []} for key in STORED_KEYS if key != "province"}
    answer = {"province": found, "group_0": {"doc_count": 4, **rest}}
    assert buckets(answer) == {
        **dict.fromkeys(FACET_KEYS, ()),
        "province": (Bucket("Fryslân", 3), Bucket("Utrecht", 1)),
    }


def test_similar_municipalities_are_counted_by_those_who_use_something_once_it_is_known_who_they_are():
    used = {"terms": {"facets.used_by": ["GM0503", "GM0546"]}}
    asked = aggregations({"province": ("Fryslân",)}, ("GM0503", "GM0546"))
    assert asked["group_0"]["aggs"]["similar"] == {"filter": used}
    assert chosen({"similar": ("1",)}, ("GM0503", "GM0546")) == {"bool": {"filter": [used]}}


def test_similar_municipalities_are_one_value_that_is_left_out_when_nobody_uses_anything():
    rest = {key: {"buckets": []} for key in STORED_KEYS}
    assert buckets({**rest, "similar": {"doc_count": 4}})["similar"] == (Bucket("1", 4),)
    assert buckets({**rest, "similar": {"doc_count": 0}})["similar"] == ()
