"""The engine for production: the same plan, matches, facets and ranking as the embedded one, in Elasticsearch."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from search.engines.elastic import documents, measuring, results, suggestions, writes
from search.engines.elastic.client import ADMIN_TIMEOUT, ClientsByTimeout, connect, translated
from search.engines.elastic.lifecycle import IndexSettings, Lifecycle, LiveState, current_fingerprint
from search.engines.elastic.ordering import by_score_alone, page_of
from search.engines.elastic.side_searches import SideSearches, milliseconds, top_score_body, whole
from search.plan import Plan
from search.query.asking import EngineAnswer, EngineQuestion, is_last_page, last_page_before
from search.query.deadline import Deadline
from search.query.engine import STATE_AGE
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

DISTRIBUTED = "dfs_query_then_fetch"
"""With several shards, document frequencies are collected from all of them first; with a single shard that is only a
delay."""


def _today() -> dt.date:
    return dt.datetime.now(tz=dt.UTC).date()


class ElasticEngine:
    """A `search.query.engine.SearchEngine` whose indices share one prefix; the alias of that name is the live index.

    All requests for one question share its deadline; any other search gets `timeout` seconds.
    """

    name = "elastic"
    host = ""
    is_local = False
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
        self._seconds = timeout
        self._searching = connect(url, timeout)
        self._clients = ClientsByTimeout(self._searching)
        self._managing = connect(url, ADMIN_TIMEOUT)
        self._indices = Lifecycle(self._managing, prefix, settings or IndexSettings(), weights)
        watching = self._searching.options(request_timeout=timeout / 2)  # leaves time for the question itself
        self._watching = Lifecycle(watching, prefix, settings or IndexSettings(), weights)
        self._search_type = DISTRIBUTED if (settings or IndexSettings()).shards > 1 else None
        self._weights = weights
        self._today = today
        self._state: tuple[float, LiveState] | None = None

    def top_score(self, plan: Plan) -> float:
        if plan.is_empty:
            return 0.0
        answer = self._search(plan.fingerprint, self._deadline(), top_score_body(plan, self._weights))
        return float(answer["hits"]["max_score"] or 0.0)

    def search(self, plan: Plan, request: SearchRequest, minimum: float) -> EngineResult:
        return self._page(plan, request, minimum, self._deadline())[0]

    def answer(self, question: EngineQuestion, deadline: Deadline) -> EngineAnswer:
        """Two round trips: the searches that need no top score, then the page; one when the top score is known.

        An excerpt from an attachment, a page beyond the last and a page with many equal scores at its edge each take
        one more.
        """
        plan, request = question.plan, question.request
        side = SideSearches(question, self._weights)
        if side.asks_top:
            found = side.found(self._search_at_once(plan.fingerprint, side.bodies(), deadline))
            result, _others = self._page(plan, request, question.minimum(found.top_score), deadline)
        else:
            minimum = question.minimum(question.top_score or 0.0)
            result, others = self._page(plan, request, minimum, deadline, side.bodies())
            found = side.found(others)
        minimum = question.minimum(found.top_score)
        if last := last_page_before(request, result):
            request = replace(request, page=last)
            result, _others = self._page(plan, request, minimum, deadline)
        weaker = max(found.matching - result.total, 0) if minimum and is_last_page(request, result) else 0
        return EngineAnswer(result, request, found.top_score, weaker, found.met)

    def measure(self, plan: Plan, key: str) -> Measured | None:
        body = {"query": {"ids": {"values": [key]}}, "size": 1, "_source": list(documents.HIT_FIELDS)}
        found = self._search("measure", self._deadline(), body)
        stored = next((one["_source"] for one in found["hits"]["hits"]), None)
        if stored is None:
            return None
        hit = documents.hit(stored, score=0.0, title_html="", excerpt_html="")
        return Measured(hit, *self._measured(plan, key))

    def suggest(self, prefix: str, limit: int) -> list[Suggestion]:
        body = suggestions.request_body(prefix, limit, self._weights)
        return suggestions.suggestions(self._search("suggest", self._deadline(), body)) if body else []

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
        """Delete every target not in `keep`, except the live one; returns the deleted names."""
        return self._indices.prune(keep)

    def versions(self, target: str) -> Iterator[StoredVersion]:
        return self._indices.versions(target)

    def count(self, target: str) -> int:
        return self._indices.count(target)

    def generation(self, max_age: float = STATE_AGE) -> str:
        """The live target and a coarse measure of its changes."""
        return self._live_state(max_age).generation

    def revision(self, max_age: float = STATE_AGE) -> str:
        """The live target and a marker of every change that searches can see."""
        return self._live_state(max_age).revision

    def is_outdated(self) -> bool:
        """Whether the live target has another mapping, analysis or record code, and needs a rebuild."""
        live = self._indices.live()
        return live is not None and self._indices.fingerprint(live) != current_fingerprint(self._weights)

    def health(self) -> None:
        """Search the live index once, because a cluster may be up while an index is not."""
        self._search("health", self._deadline(), {"query": {"match_all": {}}, "size": 0})

    def close(self) -> None:
        """Close the connections."""
        self._searching.close()
        self._managing.close()

    def _live_state(self, max_age: float) -> LiveState:
        """The state of the live index, cached for `max_age` seconds."""
        known = self._state
        if known is None or time.monotonic() - known[0] > max_age:
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

    def _deadline(self) -> Deadline:
        """A deadline for a request that belongs to no question."""
        return Deadline.after(self._seconds)

    def _page(
        self,
        plan: Plan,
        request: SearchRequest,
        minimum: float,
        deadline: Deadline,
        side_bodies: Sequence[dict[str, Any]] = (),
    ) -> tuple[EngineResult, list[Any]]:
        """A page, and the responses to the side searches that are sent in the same request."""
        body = results.request_body(plan, request, minimum, self._today(), self._weights)
        answer, *others = self._search_at_once(plan.fingerprint, [by_score_alone(body) or body, *side_bodies], deadline)

        def attachments(keys: Sequence[str]) -> dict[str, list[Attachment]]:
            return self._attachments(keys, deadline)

        return results.engine_result(
            self._in_order(answer, plan.fingerprint, body, deadline), plan, attachments
        ), others

    def _attachments(self, keys: Sequence[str], deadline: Deadline) -> dict[str, list[Attachment]]:
        client = self._clients.with_timeout(deadline.remaining())
        with translated():
            answer = client.mget(index=self._watching.alias, ids=list(keys), source_includes=["attachments"])
        return {one["_id"]: documents.attachments(one["_source"]) for one in answer["docs"] if one.get("found")}

    def _in_order(self, answer: Any, preference: str, body: dict[str, Any], deadline: Deadline) -> Any:
        """The response to a request by score alone, in full order; searches again where ties make it uncertain."""
        if by_score_alone(body) is None:
            return answer
        hits = page_of(answer["hits"]["hits"], body)
        if hits is None:
            again = {name: value for name, value in body.items() if name != "aggs"}
            return {**answer, "hits": self._search(preference, deadline, again)["hits"]}
        return {**answer, "hits": {**answer["hits"], "hits": hits}}

    def _search(self, preference: str, deadline: Deadline, body: dict[str, Any]) -> Any:
        """One search of the live index; see `_search_at_once`."""
        return self._search_at_once(preference, [body], deadline)[0]

    def _search_at_once(self, preference: str, bodies: Sequence[dict[str, Any]], deadline: Deadline) -> list[Any]:
        """The responses to several searches of the live index, in one request.

        Raises EngineUnavailable when any of them is incomplete. The preference sends the pages of one question to the
        same shard copies, which score alike.
        """
        seconds = deadline.remaining()
        header = {"index": self._watching.alias, "preference": preference, "allow_partial_search_results": False}
        searches = [part for body in bodies for part in (header, {**body, "timeout": milliseconds(seconds)})]
        with translated():
            answers = self._clients.with_timeout(seconds).msearch(searches=searches, search_type=self._search_type)
        return [whole(answer) for answer in answers["responses"]]
