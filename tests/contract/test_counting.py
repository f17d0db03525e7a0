"""Facets: every engine counts the same, and a chosen value does not empty its own facet."""

from __future__ import annotations

from search.facets import FACET_KEYS
from search.types import Bucket


def test_every_facet_is_counted_over_everything_without_a_question(hub):
    answer = hub.ask()
    assert tuple(answer.facets) == FACET_KEYS
    assert hub.counts(facet="kind") == {"solution": 16, "experience": 8, "article": 8, "organisation": 6}


def test_nothing_is_counted_for_who_does_not_look_at_counts(hub):
    for filters in ({}, {"province": ("Fryslân",)}):
        for question in ("", "zaaksysteem", "vergunningen aanvragen"):
            counted = hub.ask(question, filters=filters)
            bare = hub.ask(question, filters=filters, with_facets=False)
            assert bare.facets == {}
            assert (bare.total, bare.hits) == (counted.total, counted.hits)


def test_counts_follow_the_question(hub):
    found = hub.ask("zaaksysteem")
    kinds = [hit.kind for hit in found.hits]
    assert {bucket.value: bucket.count for bucket in found.facets["kind"]} == {
        kind: kinds.count(kind) for kind in set(kinds)
    }


def test_buckets_stand_by_count_then_value(hub):
    buckets = hub.ask().facets["policy_domain"]
    assert list(buckets) == sorted(buckets, key=lambda bucket: (-bucket.count, bucket.value))
    assert buckets[0] == Bucket("dienstverlening", 4)


def test_chosen_value_narrows_the_hits(hub):
    answer = hub.ask(filters={"province": ("Fryslân",)})
    assert {hit.facets["province"] for hit in answer.hits} == {("Fryslân",)}
    assert answer.total == len(answer.hits) == 5


def test_chosen_value_keeps_the_other_values_of_its_facet(hub):
    chosen = {"province": ("Fryslân",)}
    assert hub.counts(facet="province", filters=chosen) == hub.counts(facet="province")


def test_chosen_value_narrows_the_other_facets(hub):
    counts = hub.counts(facet="kind", filters={"province": ("Fryslân",)})
    assert counts == {"solution": 2, "experience": 2, "organisation": 1}


def test_two_values_of_one_facet_are_alternatives(hub):
    one = hub.ask(filters={"province": ("Fryslân",)}).total
    other = hub.ask(filters={"province": ("Groningen",)}).total
    assert hub.ask(filters={"province": ("Fryslân", "Groningen")}).total == one + other


def test_values_of_two_facets_must_both_hold(hub):
    answer = hub.ask(filters={"province": ("Fryslân", "Groningen"), "kind": ("solution",)})
    assert {hit.key for hit in answer.hits} == {
        "solution-4", "solution-14", "solution-6", "solution-10", "solution-16"
    }  # fmt: skip


def test_two_facets_each_leave_out_their_own_filter(hub):
    filters = {"province": ("Groningen",), "kind": ("solution",)}
    assert hub.counts(facet="kind", filters=filters) == hub.counts(facet="kind", filters={"province": ("Groningen",)})
    assert hub.counts(facet="province", filters=filters) == hub.counts(
        facet="province", filters={"kind": ("solution",)}
    )


def test_count_of_a_value_is_the_total_after_choosing_it(hub):
    for facet in FACET_KEYS:
        for value, count in hub.counts("vergunning", facet=facet).items():
            assert hub.ask("vergunning", filters={facet: (value,)}).total == count


def test_unknown_value_or_facet_finds_nothing(hub):
    assert hub.ask("vergunning", filters={"province": ("Atlantis",)}).total == 0
    assert hub.ask("vergunning", filters={"atlantis": ("Utrecht",)}).total == 0


def test_facet_without_chosen_values_does_not_narrow(hub):
    assert hub.ask("vergunning", filters={"province": ()}).total == hub.ask("vergunning").total


def test_value_with_accents_and_apostrophe_is_kept_as_it_is(hub):
    counts = hub.counts(facet="organisation")
    assert counts["'s-Hertogenbosch"] == 4
    assert counts["Súdwest-Fryslân"] == 5
