"""The embedded engine: the same plan, matches, facets and ranking as Elasticsearch, from one SQLite file.

Meant for up to about ten thousand records, and as the fallback beyond that. Several processes and threads may read and
write concurrently; the writes of a batch become visible together.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from search.analysis.highlight import Matcher
from search.engines.embedded import facets, schema, titles
from search.engines.embedded.reader import Reader, View
from search.engines.embedded.results import Ranker
from search.engines.embedded.scoring import PlanScores, Scorer
from search.engines.embedded.targets import Targets
from search.engines.embedded.writer import Writer
from search.facets import FACETS
from search.plan import Plan
from search.query.asking import EngineAnswer, EngineQuestion, answer_in_steps
from search.query.deadline import Deadline
from search.query.engine import STATE_AGE, EngineUnavailable
from search.query.explanation import Measured
from search.ranking import WEIGHTS, Weights
from search.types import EngineResult, IndexWrite, SearchRequest, StoredVersion, Suggestion, WriteFailure

_BATCH = 1_000


def _today() -> dt.date:
    return dt.datetime.now(tz=dt.UTC).date()


class EmbeddedEngine:
    """A `search.query.engine.LocalEngine` that keeps its files in one folder."""

    name = "embedded"
    is_local = True
    takes_many_writers = False

    def __init__(self, folder: Path, *, weights: Weights = WEIGHTS, today: Callable[[], dt.date] = _today) -> None:
        self._targets = Targets(folder)
        self._reader = Reader(self._targets)
        self._writer = Writer(self._targets)
        self._weights = weights
        self._today = today

    @property
    def host(self) -> str:
        """The identity of the folder with the files; raises EngineUnavailable when it cannot be used."""
        return self._targets.identity()

    def top_score(self, plan: Plan) -> float:
        with self._reader.view() as view:
            return max(self._scores(view, plan).base.values(), default=0.0)

    def search(self, plan: Plan, request: SearchRequest, minimum: float) -> EngineResult:
        with self._reader.view() as view:
            scores = self._scores(view, plan)
            kept = [number for number, score in scores.base.items() if plan.is_empty or score >= minimum]
            shown = FACETS if request.with_facets else ()
            counted = facets.count(kept, view.catalogue, request.active_filters, request.similar, shown)
            ranker = Ranker(view.catalogue, plan, scores, self._weights, self._today(), request.similar)
            page = ranker.page(counted.documents, request)
            hits = ranker.hits(view.connection, page, Matcher.of(plan))
            return EngineResult(len(counted.documents), hits, counted.facets)

    def answer(self, question: EngineQuestion, deadline: Deadline) -> EngineAnswer:
        """Run the searches one after the other; `deadline` is ignored, since there is no remote server to wait for."""
        return answer_in_steps(self, question)

    def measure(self, plan: Plan, key: str) -> Measured | None:
        with self._reader.view() as view:
            number = view.catalogue.number_of(key)
            if number is None:
                return None
            scorer = Scorer(view.connection, view.catalogue, self._weights)
            ranker = Ranker(view.catalogue, plan, self._scores(view, plan), self._weights, self._today())
            (hit,) = ranker.hits(view.connection, [number], Matcher.of(plan))
            return Measured(hit, scorer.alternatives_of(plan, number), scorer.nearness(plan).get(number, 0.0))

    def suggest(self, prefix: str, limit: int) -> list[Suggestion]:
        with self._reader.view() as view:
            return titles.suggest(view.connection, view.catalogue, prefix, limit, self._weights)

    def write(self, target: str, writes: Sequence[IndexWrite]) -> list[WriteFailure]:
        return self._writer.write(target, writes)

    def refresh(self, target: str) -> None:
        """Only check that the target exists: what is committed is searchable."""
        self._targets.path(target)

    def live_target(self) -> str | None:
        return self._targets.live()

    def create_target(self) -> str:
        try:
            return self._targets.create()
        except (OSError, sqlite3.Error) as error:
            raise EngineUnavailable(f"a new search file cannot be made: {error}") from error

    def promote(self, target: str) -> None:
        try:
            self._targets.promote(target)
        except OSError as error:
            raise EngineUnavailable(f"the live search file cannot be changed: {error}") from error

    def prune(self, keep: Iterable[str]) -> list[str]:
        """Delete every target not in `keep`, except the live one; returns the deleted names."""
        kept = {*keep, self._targets.live()}
        superfluous = [name for name in self._targets.names() if name not in kept]
        self._targets.remove(superfluous)
        return superfluous

    def versions(self, target: str) -> Iterator[StoredVersion]:
        query = "SELECT key, version FROM document WHERE record IS NOT NULL ORDER BY key"
        with self._connection(target) as connection:
            cursor = connection.execute(query)
            while rows := cursor.fetchmany(_BATCH):
                yield from (StoredVersion(key, version) for key, version in rows)

    def stored_versions(self, target: str) -> dict[str, int]:
        with self._connection(target) as connection:
            return dict(connection.execute("SELECT key, version FROM document"))

    def count(self, target: str) -> int:
        with self._connection(target) as connection:
            return schema.state(connection, "documents")

    def generation(self, max_age: float = STATE_AGE) -> str:
        """The live target and its epoch.

        An epoch ends after as many writes as one percent of the documents. On a small site every write invalidates the
        caches; on a large one a cached top score may be one record in a hundred out of date, which shifts the cut
        slightly and hides nothing that a visitor cannot show again.
        """
        with self._reader.view() as view:
            return f"{view.target}.{schema.state(view.connection, 'epoch')}"

    def revision(self, max_age: float = STATE_AGE) -> str:
        """The live target and the sequence number of its last write."""
        with self._reader.view() as view:
            return f"{view.target}.{view.catalogue.sequence}"

    def is_outdated(self) -> bool:
        """Whether the live target has other tables or record code than this version, and needs a rebuild."""
        live = self._targets.live()
        if live is None:
            return False
        with self._connection(live) as connection:
            return schema.is_outdated(connection)

    def health(self) -> None:
        with self._reader.view():
            pass

    def close(self) -> None:
        """Close the files in this process; the next call opens them again."""
        self._reader.close()
        self._writer.close()

    def _scores(self, view: View, plan: Plan) -> PlanScores:
        """The scores of a plan, cached for the next call: the top score and every page need the same ones."""
        key = (view.catalogue.sequence, plan.fingerprint)
        if view.scores is None or view.scores[0] != key:
            view.scores = key, Scorer(view.connection, view.catalogue, self._weights).scores(plan)
        return view.scores[1]

    @contextmanager
    def _connection(self, target: str) -> Iterator[sqlite3.Connection]:
        """A separate connection to a target, so that it does not block searches."""
        try:
            with closing(schema.connect(self._targets.path(target))) as connection:
                yield connection
        except sqlite3.Error as error:
            raise EngineUnavailable(f"target {target!r} cannot be read: {error}") from error
