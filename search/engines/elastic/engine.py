"""The engine for production: the same plan, matches, facets and ranking as the embedded one, in Elasticsearch."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from search.engines.elastic import documents, measuring, results, suggestions, writes
from search.engines.elastic.client import ADMIN_TIMEOUT, connect, translated
from search.engines.elastic.compile import base_query
from search.engines.elastic.lifecycle import IndexSettings, Lifecycle, LiveState, current_fingerprint
from search.engines.elastic.ordering import by_score_alone, page_of
from search.plan import Plan
from search.query.engine import EngineUnavailable
from search.query.explanation import Measured
from search.ranking import WEIGHTS, Weights
from search.types import (
    Attachment,
    EngineResult,
    IndexWrite,
    SearchRequest,
    StoredVersion,
    Suggestion,
    WriteFailure,
)

_STATE_LASTS = 0.25  # seconds between two looks at whether the live index changed

DISTRIBUTED = "dfs_query_then_fetch"
"""Several shards first agree on how rare each word is; one shard knows, and asking would only take longer."""


def _today() -> dt.date:
    return dt.datetime.now(tz=dt.UTC).date()


class ElasticEngine:
    """A `search.query.engine.SearchEngine` whose indices share one prefix; the alias of that name is the live one.

    A question takes two requests, the top score and the page, which share `timeout` seconds.
    """

    name = "elastic"
    host = ""
    takes_many_writers = True

    def __init__(
        self,
        url: str,
        prefix: str,
        *,
        timeout: float = 1.0,
        settings: IndexSettings | None = None,
        weights: Weights = WEIGHTS,
        today: Callable[[], dt.date] = _today,
    ) -> None:
        self._seconds = timeout / 2
        self._searching = connect(url, self._seconds)
        self._managing = connect(url, ADMIN_TIMEOUT)
        self._indices = Lifecycle(self._managing, prefix, settings or IndexSettings(), weights)
        self._watching = Lifecycle(self._searching, prefix, settings or IndexSettings(), weights)
        self._search_type = DISTRIBUTED if (settings or IndexSettings()).shards > 1 else None
        self._weights = weights
        self._today = today
        self._state: tuple[float, LiveState] | None = None

    def top_score(self, plan: Plan) -> float:
        if plan.is_empty:
            return 0.0
        query = base_query(plan, weights=self._weights)
        answer = self._search(plan.fingerprint, query=query, size=1, source=False, track_total_hits=False)
        return float(answer["hits"]["max_score"] or 0.0)

    def search(self, plan: Plan, request: SearchRequest, minimum: float) -> EngineResult:
        body = results.request_body(plan, request, minimum, self._today(), self._weights)
        return results.engine_result(self._page(plan.fingerprint, body), plan, self._attachments)

    def measure(self, plan: Plan, key: str) -> Measured | None:
        found = self._search("measure", query={"ids": {"values": [key]}}, size=1, source=list(documents.HIT_FIELDS))
        stored = next((one["_source"] for one in found["hits"]["hits"]), None)
        if stored is None:
            return None
        hit = documents.hit(stored, score=0.0, title_html="", excerpt_html="")
        return Measured(hit, *self._measured(plan, key))

    def suggest(self, prefix: str, limit: int) -> list[Suggestion]:
        body = suggestions.request_body(prefix, limit, self._weights)
        return suggestions.suggestions(self._search("suggest", **body)) if body else []

    def write(self, target: str, writes_: Sequence[IndexWrite]) -> list[WriteFailure]:
        return writes.write(self._managing, target, writes_)

    def refresh(self, target: str) -> None:
        self._indices.refresh(target)
        self._state = None

    def live_target(self) -> str | None:
        return self._watching.live()

    def create_target(self) -> str:
        return self._indices.create()

    def promote(self, target: str) -> None:
        self._indices.promote(target)
        self._state = None

    def prune(self, keep: Iterable[str]) -> list[str]:
        """Remove every target that is not named; the live one always stays."""
        return self._indices.prune(keep)

    def versions(self, target: str) -> Iterator[StoredVersion]:
        return self._indices.versions(target)

    def count(self, target: str) -> int:
        return self._indices.count(target)

    def generation(self) -> str:
        """The live target and roughly how far it changed."""
        return self._live_state().generation

    def revision(self) -> str:
        """The live target and every change of it that can be found."""
        return self._live_state().revision

    def is_outdated(self) -> bool:
        """Whether the live target was made with another mapping or analysis, and needs a rebuild."""
        live = self._indices.live()
        return live is not None and self._indices.fingerprint(live) != current_fingerprint(self._weights)

    def health(self) -> None:
        """One question to the live index, for a cluster may be up while an index is not."""
        self._search("health", query={"match_all": {}}, size=0)

    def close(self) -> None:
        """Let go of the connections."""
        self._searching.close()
        self._managing.close()

    def _live_state(self) -> LiveState:
        """Asked of the server a few times a second at most."""
        known = self._state
        if known is None or time.monotonic() - known[0] > _STATE_LASTS:
            known = self._state = time.monotonic(), self._watching.state()
        return known[1]

    def _measured(self, plan: Plan, key: str) -> tuple[list[list[float]], float]:
        asked = measuring.bodies(plan, key, self._weights)
        if not asked:
            return [[] for _clause in plan.clauses], 0.0
        searches = [part for body in asked for part in ({"index": self._watching.alias}, body)]
        with translated():
            answers = self._managing.msearch(searches=searches, search_type=self._search_type)["responses"]
        return measuring.scores(answers, plan)

    def _attachments(self, keys: Sequence[str]) -> dict[str, list[Attachment]]:
        with translated():
            answer = self._searching.mget(index=self._watching.alias, ids=list(keys), source_includes=["attachments"])
        return {one["_id"]: documents.attachments(one["_source"]) for one in answer["docs"] if one.get("found")}

    def _page(self, preference: str, body: dict[str, Any]) -> Any:
        """The answer to a request for a page, by the quick way where that leads to the same page."""
        quick = by_score_alone(body)
        if quick is None:
            return self._search(preference, **body)
        answer = self._search(preference, **quick)
        hits = page_of(answer["hits"]["hits"], body)
        if hits is None:
            again = self._search(preference, **{name: value for name, value in body.items() if name != "aggs"})
            return {**answer.body, "hits": again["hits"]}
        return {**answer.body, "hits": {**answer["hits"], "hits": hits}}

    def _search(self, preference: str, **body: Any) -> Any:
        """One request to the live index; whatever is less than a whole answer counts as none.

        The preference sends the pages of one question to the same copies, which score alike.
        """
        with translated():
            answer = self._searching.search(
                index=self._watching.alias,
                preference=preference,
                search_type=self._search_type,
                allow_partial_search_results=False,
                timeout=f"{int(self._seconds * 1000)}ms",
                **body,
            )
        if answer["timed_out"]:
            raise EngineUnavailable("Elasticsearch could not finish the search in time")
        return answer
