from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from search.engines.embedded.engine import EmbeddedEngine
from search.lexicon.lexicon import MemoryLexicon, words_of
from search.query.planning import plan
from search.synonyms.rules import SynonymSet
from search.types import IndexRecord, IndexWrite, Kind, SearchRequest

TODAY = dt.date(2026, 11, 23)


@pytest.fixture
def today():
    return TODAY


@pytest.fixture
def make_record():
    """Builds a record, a solution unless told otherwise, with a key made from its title."""

    def make(title, kind=Kind.SOLUTION, **given):
        key = given.pop("key", f"{kind}-{title.lower().replace(' ', '-')}")
        return IndexRecord(key=key, kind=kind, title=title, url=f"/{key}/", **given)

    return make


class Hub:
    """A small hub on the embedded engine: what is published is found by asking."""

    def __init__(self, folder):
        self.engine = EmbeddedEngine(folder, today=lambda: TODAY)
        self.target = self.engine.create_target()
        self.engine.promote(self.target)
        self.synonyms = SynonymSet([])
        self.records = {}
        self.version = 0

    def publish(self, *records):
        self.version += 1
        self.records.update((record.key, record) for record in records)
        return self.engine.write(self.target, [IndexWrite(record.key, self.version, record) for record in records])

    def withdraw(self, key):
        self.version += 1
        del self.records[key]
        return self.engine.write(self.target, [IndexWrite(key, self.version, None)])

    def plan(self, question):
        frequencies = Counter(word for record in self.records.values() for word in words_of(record))
        return plan(question, MemoryLexicon(frequencies), self.synonyms)

    def ask(self, question="", minimum=0.0, **request):
        return self.engine.search(self.plan(question), SearchRequest(question, **request), minimum)

    def titles(self, question="", **request):
        return [hit.title for hit in self.ask(question, **request).hits]


@pytest.fixture
def hub(tmp_path):
    hub = Hub(tmp_path / "search")
    yield hub
    hub.engine.close()
