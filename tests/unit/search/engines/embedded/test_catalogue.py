from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engines.embedded import facets
from search.engines.embedded.catalogue import Catalogue
from search.engines.embedded.stored import DocumentFacts
from search.facets import FACET_KEYS, STORED_KEYS
from search.types import Bucket, Kind


def titles(catalogue):
    return sorted(facts.title_key for facts in catalogue.documents.values())


@pytest.fixture
def watch(hub):
    """A catalogue of our own, brought up to date with the live target."""
    catalogue = Catalogue()

    def refresh():
        with hub.engine._reader.view() as view:
            catalogue.refresh(view.connection)
        return catalogue

    return refresh


def test_what_was_written_is_taken_in(hub, make_record, watch):
    assert titles(watch()) == []
    hub.publish(make_record("Signalen"), make_record("Open Zaak"))
    assert titles(watch()) == ["open zaak", "signalen"]


def test_a_withdrawn_record_leaves(hub, make_record, watch):
    hub.publish(make_record("Signalen"), make_record("Open Zaak"))
    watch()
    hub.withdraw("solution-signalen")
    assert titles(watch()) == ["open zaak"]


def test_only_changed_documents_are_read_again(hub, make_record, watch):
    hub.publish(make_record("Signalen"), make_record("Open Zaak"))
    before = {facts.key: facts for facts in watch().documents.values()}
    hub.publish(make_record("Open Zaak", tags=("zaaksysteem",)))
    after = {facts.key: facts for facts in watch().documents.values()}
    assert after["solution-signalen"] is before["solution-signalen"]
    assert after["solution-open-zaak"] is not before["solution-open-zaak"]


def test_lengths_are_averaged_over_the_documents_that_have_the_field(hub, make_record, watch):
    hub.publish(make_record("Open Zaak", summary="een twee drie"), make_record("Signalen"))
    title, summary, tags, *_ = watch().average_lengths()
    assert (title, summary, tags) == (1.5, 3, 1)
    hub.withdraw("solution-open-zaak")
    assert watch().average_lengths()[:2] == [1, 1]


def facts_with(values):
    return DocumentFacts("k", Kind.SOLUTION, "", (), (), values, None, None, 0)


codes = st.lists(st.sampled_from("abc"), max_size=2, unique=True).map(tuple)
some_facets = st.dictionaries(st.sampled_from(STORED_KEYS[:3]), codes)


@given(documents=st.lists(some_facets, max_size=12), filters=some_facets)
def test_every_count_is_what_one_more_choice_would_give(documents, filters):
    catalogue = Catalogue()
    catalogue.documents = {number: facts_with(values) for number, values in enumerate(documents)}
    counted = facets.count(catalogue.documents, catalogue, filters)

    def passes(values, without=None):
        wanted = {key: chosen for key, chosen in filters.items() if chosen and key != without}
        return all(set(chosen) & set(values.get(key, ())) for key, chosen in wanted.items())

    assert counted.documents == [number for number, values in enumerate(documents) if passes(values)]
    for key in FACET_KEYS:
        expected = Counter(code for values in documents if passes(values, key) for code in values.get(key, ()))
        assert dict(expected) == {bucket.value: bucket.count for bucket in counted.facets[key]}


def test_buckets_stand_by_count_and_then_by_value():
    catalogue = Catalogue()
    catalogue.documents = {n: facts_with({"province": (code,)}) for n, code in enumerate("cabbc")}
    assert facets.count(catalogue.documents, catalogue, {}).facets["province"] == (
        Bucket("b", 2),
        Bucket("c", 2),
        Bucket("a", 1),
    )


def test_a_facet_that_was_taken_off_the_table_is_no_longer_counted():
    catalogue = Catalogue()
    catalogue.documents = {1: facts_with({"kleur": ("rood",), "province": ("PV27",)})}
    assert set(facets.count(catalogue.documents, catalogue, {}).facets) == set(FACET_KEYS)
