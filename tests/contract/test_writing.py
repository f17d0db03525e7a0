"""Writes with versions: whatever the order and however often, the newest state is what is found."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from search.query.engine import EngineUnavailable
from search.types import IndexRecord, IndexWrite, Kind, StoredVersion
from tests.contract.conftest import Hub

WIJZER = IndexRecord(
    "solution-12",
    Kind.SOLUTION,
    "Afvalwijzer",
    "/afvalwijzer/",
    tags=("afval", "milieu"),
    facets={"province": ("Fryslân",)},
)
RENAMED = dataclasses.replace(WIJZER, title="Grondstoffenkalender", tags=())


@pytest.fixture
def hub(engine):
    return Hub(engine)


@pytest.fixture
def target(hub):
    return hub.fill([])


def test_what_is_made_up_is_told_with_every_hit(hub, target):
    hub.write(target, "solution-12", 1, dataclasses.replace(WIJZER, is_example=True))
    hub.write(target, "solution-13", 1, dataclasses.replace(WIJZER, key="solution-13"))
    assert {hit.key: hit.is_example for hit in hub.ask("afvalwijzer").hits} == {
        "solution-12": True,
        "solution-13": False,
    }


def test_language_version_and_day_of_release_are_told_with_every_hit(hub, target):
    facts = {"text_language": "it", "software_version": "2.4.1", "release_date": dt.date(2019, 3, 1)}
    hub.write(target, "solution-12", 1, dataclasses.replace(WIJZER, **facts))
    hub.write(target, "solution-13", 1, dataclasses.replace(WIJZER, key="solution-13"))
    told = {hit.key: (hit.text_language, hit.software_version, hit.release_date) for hit in hub.ask("afvalwijzer").hits}
    assert told == {"solution-12": ("it", "2.4.1", dt.date(2019, 3, 1)), "solution-13": ("", "", None)}


def test_what_its_owner_did_not_put_here_is_told_with_every_hit(hub, target):
    hub.write(target, "solution-12", 1, dataclasses.replace(WIJZER, taken_from="publiccode"))
    hub.write(target, "solution-13", 1, dataclasses.replace(WIJZER, key="solution-13"))
    assert {hit.key: hit.taken_from for hit in hub.ask("afvalwijzer").hits} == {
        "solution-12": "publiccode",
        "solution-13": "",
    }


def test_newer_version_replaces_all_of_the_older(hub, target):
    hub.write(target, "solution-12", 1, WIJZER)
    hub.write(target, "solution-12", 2, RENAMED)
    assert hub.keys("afval") == [], "the title and the last tag are gone"
    assert hub.keys("grondstoffenkalender") == ["solution-12"]
    assert hub.engine.count(target) == 1


def test_older_version_is_ignored(hub, target):
    hub.write(target, "solution-12", 7, RENAMED)
    hub.write(target, "solution-12", 6, WIJZER)
    assert hub.keys("afvalwijzer") == []
    assert list(hub.engine.versions(target)) == [StoredVersion("solution-12", 7)]


def test_deleted_record_is_gone_from_hits_counts_and_suggestions(hub, target):
    hub.write(target, "solution-12", 1, WIJZER)
    hub.write(target, "solution-12", 2, None)
    assert hub.ask().total == 0
    assert hub.keys("afvalwijzer") == []
    assert hub.counts(facet="province") == {}
    assert hub.engine.suggest("afval", 5) == []
    assert list(hub.engine.versions(target)) == []
    assert hub.engine.count(target) == 0


def test_deletion_is_remembered_against_an_older_write(hub, target):
    hub.write(target, "solution-12", 1, WIJZER)
    hub.write(target, "solution-12", 5, None)
    hub.write(target, "solution-12", 4, WIJZER)
    assert hub.ask().total == 0


def test_deletion_that_overtakes_the_first_write_wins(hub, target):
    hub.write(target, "solution-12", 5, None)
    hub.write(target, "solution-12", 4, WIJZER)
    assert hub.ask().total == 0


def test_older_deletion_is_ignored(hub, target):
    hub.write(target, "solution-12", 5, WIJZER)
    hub.write(target, "solution-12", 4, None)
    assert hub.keys("afvalwijzer") == ["solution-12"]


def test_record_may_return_after_its_deletion(hub, target):
    hub.write(target, "solution-12", 1, WIJZER)
    hub.write(target, "solution-12", 2, None)
    hub.write(target, "solution-12", 3, RENAMED)
    assert hub.keys("grondstoffenkalender") == ["solution-12"]


def test_deleting_twice_or_what_never_was_is_done(hub, target):
    for version in (2, 2, 3):
        hub.write(target, "solution-404", version, None)
    assert hub.engine.count(target) == 0


def test_one_batch_may_hold_several_versions_of_a_record(hub, target):
    writes = [
        IndexWrite("solution-12", 1, WIJZER),
        IndexWrite("solution-12", 3, RENAMED),
        IndexWrite("solution-12", 2, None),
    ]
    assert hub.engine.write(target, writes) == []
    hub.engine.refresh(target)
    assert list(hub.engine.versions(target)) == [StoredVersion("solution-12", 3)]


def test_refused_record_is_named_and_holds_back_no_other(hub, target):
    broken = dataclasses.replace(WIJZER, key="solution-13", title="half \ud800")
    writes = [IndexWrite("solution-13", 1, broken), IndexWrite("solution-12", 1, WIJZER)]
    failures = hub.engine.write(target, writes)
    hub.engine.refresh(target)
    assert [failure.key for failure in failures] == ["solution-13"]
    assert failures[0].reason
    assert hub.keys("afvalwijzer") == ["solution-12"]


@pytest.mark.parametrize("long", ["x" * 50_000, "woord " * 50_000], ids=["one word", "many words"])
def test_very_long_text_is_accepted(hub, target, long):
    hub.write(target, "solution-12", 1, dataclasses.replace(WIJZER, body=long, title=f"Afvalwijzer {long[:300]}"))
    assert hub.keys("afvalwijzer") == ["solution-12"]


def test_writing_to_a_target_that_is_gone_is_an_error_and_makes_none(hub, target):
    other = hub.engine.create_target()
    assert hub.engine.prune([target]) == [other]
    with pytest.raises(EngineUnavailable):
        hub.engine.write(other, [IndexWrite("solution-12", 1, WIJZER)])
    assert hub.engine.prune([target]) == []


def test_all_versions_are_told(hub, target):
    writes = [
        IndexWrite(f"solution-{number}", number, dataclasses.replace(WIJZER, key=f"solution-{number}"))
        for number in range(1, 40)
    ]
    hub.engine.write(target, writes)
    hub.engine.refresh(target)
    assert {(one.key, one.version) for one in hub.engine.versions(target)} == {
        (f"solution-{number}", number) for number in range(1, 40)
    }


SOFT = "Lan\u00adtaarn\u00adpaal\u00admel\u00adding voor inwoners"  # as a word processor hyphenates it


@pytest.mark.parametrize(
    "question", ["lantaarnpaalmelding", "lantaarnpaal", "lantaarnpalen", "lan\u00adtaarn\u200bpaal"]
)
@pytest.mark.parametrize("field", ["title", "summary", "body"])
def test_a_word_with_invisible_characters_is_found_and_marked(hub, target, field, question):
    hub.write(target, "solution-90", 1, dataclasses.replace(WIJZER, key="solution-90", **{field: SOFT}))
    (hit,) = hub.ask(question).hits
    assert "<mark>Lan\u00adtaarn\u00adpaal\u00admel\u00adding</mark>" in f"{hit.title_html} {hit.excerpt_html}"


def test_a_letter_and_its_accent_apart_are_one(hub, target):
    hub.write(target, "solution-91", 1, dataclasses.replace(WIJZER, title="Gemeentefinancie\u0308n"))
    assert [hit.title for hit in hub.ask("gemeentefinanciën").hits] == ["Gemeentefinancie\u0308n"]
