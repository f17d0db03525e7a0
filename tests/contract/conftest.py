from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pytest
from elasticsearch import Elasticsearch

from search.engines.elastic.engine import ElasticEngine
from search.engines.embedded.engine import EmbeddedEngine
from search.lexicon.lexicon import MemoryLexicon, words_of
from search.plan import Plan
from search.query.engine import SearchEngine
from search.query.planning import plan
from search.ranking import WEIGHTS
from search.synonyms.rules import shipped_synonyms
from search.types import EngineResult, IndexRecord, IndexWrite, SearchRequest
from tests.contract.corpus import RECORDS, TODAY

ENGINES = ["embedded", pytest.param("elastic", marks=pytest.mark.elastic)]
LEXICON = MemoryLexicon(Counter(word for record in RECORDS for word in words_of(record)))


@dataclass(frozen=True)
class Hub:
    """An engine with what a test asks of it: questions in words instead of plans."""

    engine: SearchEngine

    def plan(self, question: str) -> Plan:
        return plan(question, LEXICON, shipped_synonyms())

    def ask(self, question: str = "", *, cut: bool = False, **request: object) -> EngineResult:
        made = self.plan(question)
        minimum = WEIGHTS.cut * self.engine.top_score(made) if cut else 0.0
        return self.engine.search(made, SearchRequest(question, **{"page_size": 100, **request}), minimum)

    def keys(self, question: str = "", **request: object) -> list[str]:
        return [hit.key for hit in self.ask(question, **request).hits]

    def counts(self, question: str = "", *, facet: str, **request: object) -> dict[str, int]:
        return {bucket.value: bucket.count for bucket in self.ask(question, **request).facets[facet]}

    def fill(self, records: Sequence[IndexRecord]) -> str:
        target = self.engine.create_target()
        assert self.engine.write(target, [IndexWrite(record.key, 1, record) for record in records]) == []
        self.engine.promote(target)
        return target

    def write(self, target: str, key: str, version: int, record: IndexRecord | None) -> None:
        assert self.engine.write(target, [IndexWrite(key, version, record)]) == []
        self.engine.refresh(target)


@pytest.fixture(scope="session")
def make_engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., SearchEngine]]:
    """Makes an empty engine of a kind; whatever it leaves behind is removed at the end."""
    made: list[EmbeddedEngine | ElasticEngine] = []
    run = f"contract-{secrets.token_hex(6)}"
    urls: list[str] = []

    def make(kind: str, **options: object) -> SearchEngine:
        if kind == "embedded":
            made.append(EmbeddedEngine(tmp_path_factory.mktemp("search"), today=lambda: TODAY))
        else:
            url = request.getfixturevalue("elasticsearch_url")
            urls.append(url)
            made.append(ElasticEngine(url, f"{run}-{len(made)}", timeout=20, today=lambda: TODAY, **options))
        return made[-1]

    yield make
    if urls:
        remove_indices(urls[0], f"{run}-*")
    for engine in made:
        engine.close()


@pytest.fixture
def reader_of(request: pytest.FixtureRequest) -> Iterator[Callable[[SearchEngine], SearchEngine]]:
    """Another engine on the same targets, as another process has it."""
    made: list[EmbeddedEngine | ElasticEngine] = []

    def make(engine: SearchEngine) -> SearchEngine:
        if isinstance(engine, EmbeddedEngine):
            made.append(EmbeddedEngine(engine._targets.folder, today=lambda: TODAY))
        else:
            url = request.getfixturevalue("elasticsearch_url")
            made.append(ElasticEngine(url, engine._indices.alias, timeout=20, today=lambda: TODAY))
        return made[-1]

    yield make
    for engine in made:
        engine.close()


def remove_indices(url: str, pattern: str) -> None:
    with Elasticsearch(url) as client:
        for name in client.indices.get_settings(index=pattern):
            client.indices.delete(index=name)


@pytest.fixture(scope="session")
def filled(make_engine: Callable[..., SearchEngine]) -> Callable[[str], Hub]:
    """The hub of tests/contract/corpus.py in an engine of a kind, built once."""
    hubs: dict[str, Hub] = {}

    def fill(kind: str) -> Hub:
        if kind not in hubs:
            hubs[kind] = Hub(make_engine(kind))
            hubs[kind].fill(RECORDS)
        return hubs[kind]

    return fill


@pytest.fixture(params=ENGINES)
def hub(request: pytest.FixtureRequest, filled: Callable[[str], Hub]) -> Hub:
    """The filled hub, on each engine; for tests that only ask."""
    return filled(request.param)


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, make_engine: Callable[..., SearchEngine]) -> SearchEngine:
    """An empty engine of each kind; for tests that write."""
    return make_engine(request.param)
