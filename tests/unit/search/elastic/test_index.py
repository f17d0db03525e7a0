from __future__ import annotations

import dataclasses
from types import SimpleNamespace

import pytest

from search.dutch.rules import OVERRIDES, REPLACEMENTS
from search.elastic.documents import source
from search.elastic.lifecycle import IndexSettings, Lifecycle, current_fingerprint, index_body, write_alias
from search.facets import STORED_KEYS
from search.ranking import WEIGHTS
from search.types import IndexRecord, Kind

NAME = "hub-20261123120000-0a1b2c3d"


@pytest.fixture
def made():
    return index_body(NAME, IndexSettings(shards=3, replicas=1, refresh="5s", gc_deletes="2d"))


def test_analysis_is_generated_from_the_dutch_rules(made):
    analysis = made["settings"]["analysis"]
    stems = analysis["analyzer"]["dutch_stems"]["filter"]
    assert stems == [
        "lowercase",
        "dutch_sane",
        *(f"dutch_ending_{number}" for number in range(1, len(REPLACEMENTS) + 1)),
        "dutch_overrides",
        "dutch_snowball",
        "asciifolding",
    ]
    assert len(analysis["filter"]["dutch_overrides"]["rules"]) == len(OVERRIDES)
    assert analysis["filter"]["dutch_snowball"] == {"type": "stemmer", "language": "dutch"}


def test_index_is_built_without_refreshing_and_remembers_deletions(made):
    settings = made["settings"]
    assert (settings["refresh_interval"], settings["gc_deletes"]) == ("-1", "2d")
    assert (settings["number_of_shards"], settings["number_of_replicas"]) == (3, 1)


def test_nothing_unexpected_is_stored(made):
    assert made["mappings"]["dynamic"] == "strict"
    assert set(made["mappings"]["properties"]["facets"]["properties"]) == set(STORED_KEYS)


def test_every_stored_field_is_mapped(made):
    assert set(source(IndexRecord("a-1", Kind.ARTICLE, "Titel", "/"))) == set(made["mappings"]["properties"])


def test_long_text_keeps_offsets_for_highlighting(made):
    assert made["mappings"]["properties"]["body"]["index_options"] == "offsets"


def test_writes_have_an_alias_of_their_own(made):
    assert made["aliases"] == {write_alias(NAME): {}}


def test_fingerprint_depends_on_content_and_not_on_name_or_spread(made):
    fingerprint = made["mappings"]["_meta"]["fingerprint"]
    assert fingerprint == current_fingerprint()
    assert fingerprint != current_fingerprint(dataclasses.replace(WEIGHTS, b=0.3))


def test_emptied_fields_are_written_as_empty():
    written = source(IndexRecord("a-1", Kind.ARTICLE, "Titel", "/"))
    assert (written["tags"], written["summary"], written["published"]) == ([], "", None)


def test_parts_of_compounds_come_from_python():
    record = IndexRecord("a-1", Kind.ARTICLE, "Parkeervergunning", "/", tags=("zaaksysteem",))
    assert {"vergunn", "system"} <= set(source(record)["parts"].split())


@pytest.mark.parametrize("field", ["title", "body", "url", "summary"])
def test_half_a_surrogate_pair_is_refused(field):
    record = IndexRecord("a-1", Kind.ARTICLE, "Titel", "/")
    with pytest.raises(ValueError, match="surrogates not allowed"):
        source(dataclasses.replace(record, **{field: "half \ud800"}))


def test_settings_of_the_site_reach_the_index(settings, monkeypatch):
    from search.elastic import engine as module
    from search.engines.registry import engine, forget_engines

    made = {}
    monkeypatch.setattr(module, "ElasticEngine", lambda *given, **options: made.update(options))
    settings.SEARCH_ENGINE, settings.ELASTICSEARCH_URL = "auto", "http://127.0.0.1:9"
    settings.ELASTICSEARCH_SHARDS, settings.ELASTICSEARCH_REPLICAS = 2, 1
    settings.ELASTICSEARCH_REFRESH, settings.ELASTICSEARCH_GC_DELETES = "3s", "36h"
    forget_engines()
    engine("elastic")
    forget_engines()
    assert made["settings"] == IndexSettings(shards=2, replicas=1, refresh="3s", gc_deletes="36h")


def test_index_that_goes_live_is_refreshed_as_often_as_asked_and_safe_on_disk():
    asked = []

    class Indices:
        def put_settings(self, **given):
            asked.append(given)

        def flush(self, **given): ...

        def refresh(self, **given): ...

        def update_aliases(self, **given): ...

    client = SimpleNamespace(indices=Indices())
    Lifecycle(client, "hub", IndexSettings(refresh="3s")).promote(NAME)
    settings = {"refresh_interval": "3s", "translog.durability": "request"}
    assert asked == [{"index": NAME, "settings": settings}]
