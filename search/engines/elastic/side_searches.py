"""The searches of a question besides its page: the top score, the number of matches, and unknown words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from search.engines.elastic import aggregations
from search.engines.elastic.compile import base_query
from search.plan import Plan
from search.query.asking import EngineQuestion
from search.query.engine import EngineUnavailable
from search.ranking import Weights


@dataclass(frozen=True, slots=True)
class Found:
    """The top score, the number of records that match with the question's filters, and whether each word is met."""

    top_score: float
    matching: int
    met: tuple[bool, ...]


class SideSearches:
    """The searches of a question that need no minimum score: their bodies for one msearch, and their results."""

    def __init__(self, question: EngineQuestion, weights: Weights) -> None:
        self._question = question
        self._weights = weights
        self.asks_top = question.is_cut and question.top_score is None

    def bodies(self) -> list[dict[str, Any]]:
        """The search bodies, in the order that `found` expects."""
        counts = self._top_and_matching() if self.asks_top else self._matching()
        return [*([counts] if self._question.is_cut else []), *(self._any(word) for word in self._question.words)]

    def found(self, answers: Sequence[Any]) -> Found:
        """The values from the responses to `bodies`."""
        rest = iter(answers)
        counts = next(rest) if self._question.is_cut else None
        top = (counts["hits"]["max_score"] if counts and self.asks_top else self._question.top_score) or 0.0
        matching = _matching_in(counts) if counts else 0
        return Found(float(top), matching, tuple(answer["hits"]["total"]["value"] > 0 for answer in rest))

    def _top_and_matching(self) -> dict[str, Any]:
        """One search for both: the top score is that without filters, so the filters are in an aggregation."""
        body = {**top_score_body(self._question.plan, self._weights), "track_total_hits": True}
        chosen = self._chosen()
        return {**body, "aggs": {"matching": {"filter": chosen}}} if chosen else body

    def _matching(self) -> dict[str, Any]:
        query = base_query(self._question.plan, weights=self._weights)
        chosen = self._chosen()
        return {"query": _filtered([query, chosen] if chosen else [query]), "size": 0, "track_total_hits": True}

    def _chosen(self) -> dict[str, Any] | None:
        request = self._question.request
        return aggregations.chosen(request.active_filters, request.similar)

    def _any(self, word: Plan) -> dict[str, Any]:
        query = _filtered([base_query(word, weights=self._weights)])
        return {"query": query, "size": 0, "track_total_hits": 1}


def top_score_body(plan: Plan, weights: Weights) -> dict[str, Any]:
    """The search for the top score of a plan, without filters and bonuses."""
    return {"query": base_query(plan, weights=weights), "size": 1, "_source": False, "track_total_hits": False}


def _matching_in(counts: Any) -> int:
    """The number of matching records: in the aggregation where there are filters, else the total."""
    filtered = counts.get("aggregations", {}).get("matching")
    return int(filtered["doc_count"] if filtered else counts["hits"]["total"]["value"])


def milliseconds(seconds: float) -> str:
    """A duration in Elasticsearch's notation."""
    return f"{int(seconds * 1000)}ms"


def whole(answer: Any) -> Any:
    """The response to a search; raises EngineUnavailable when it is an error or incomplete."""
    if "error" in answer:
        raise EngineUnavailable(f"Elasticsearch answered {answer.get('status')}: {answer['error'].get('type')}")
    if answer["timed_out"]:
        raise EngineUnavailable("Elasticsearch could not finish the search in time")
    return answer


def _filtered(queries: list[dict[str, Any]]) -> dict[str, Any]:
    return {"bool": {"filter": queries}}
