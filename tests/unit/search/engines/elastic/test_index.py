from __future__ import annotations

import dataclasses
from types import SimpleNamespace

import pytest

from search.analysis.documents import PASSAGE_GAP
from search.engines.elastic import engine as module
from search.engines.elastic.documents import source
from search.engines.elastic.lifecycle import IndexSettings, Lifecycle, current_fingerprint, index_body, write_alias
from search.engines.registry import engine, forget_engines
from search.facets import STORED_KEYS
from search.ranking import WEIGHTS
from search.types import IndexRecord, Kind

NAME = "hub-20261123120000-0a1b2c3d"


@pytest.fixture
def made():
    return index_body(NAME, IndexSettings(shards=3, replicas=1, refresh="5s", gc_deletes="2d"))


def test_nothing_is_analysed_but_spaces_and_beginnings(made):
    properties = made["mappings"]["properties"]
    texts = [*properties["stems"]["properties"].values(), *properties["words"]["properties"].values()]
    assert {text["analyzer"] for text in texts} == {"whitespace"}
    assert list(made["settings"]["analysis"]["analyzer"]) == ["edges"]


def test_index_is_built_without_refreshing_and_remembers_deletions(made):
    settings = made["settings"]
    assert (settings["refresh_interval"], settings["gc_deletes"]) == ("-1", "2d")
    assert (settings["number_of_shards"], settings["number_of_replicas"]) == (3, 1)


def test_nothing_unexpected_is_stored(made):
    assert made["mappings"]["dynamic"] == "strict"
    assert set(made["mappings"]["properties"]["facets"]["properties"]) == set(STORED_KEYS)


def test_every_stored_field_is_mapped(made):
    assert set(source(IndexRecord("a-1", Kind.ARTICLE, "Titel", "/"))) == set(made["mappings"]["properties"])


def test_terms_are_searched_and_never_sent_back(made):
    assert made["mappings"]["_source"] == {"excludes": ["body", "stems", "words", "parts"]}
    assert made["mappings"]["properties"]["body"] == {"type": "text", "index": False, "store": True}


def test_passages_of_a_field_stay_apart(made):
    assert made["mappings"]["properties"]["stems"]["properties"]["tags"]["position_increment_gap"] == PASSAGE_GAP
    tagged = IndexRecord("a-1", Kind.ARTICLE, "Titel", "/", tags=("open source", "Zaken doen"))
    assert source(tagged)["stems"]["tags"] == ["open sourc", "zak doen"]


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
    assert {"vergun", "system"} <= set(source(record)["parts"].split())


@pytest.mark.parametrize("field", ["title", "body", "url", "summary"])
def test_half_a_surrogate_pair_is_refused(field):
    record = IndexRecord("a-1", Kind.ARTICLE, "Titel", "/")
    with pytest.raises(ValueError, match="surrogates not allowed"):
        source(dataclasses.replace(record, **{field: "half \ud800"}))


def test_settings_of_the_site_reach_the_index(settings, monkeypatch):
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
