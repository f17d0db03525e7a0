"""A complete request to an engine and its response: a page of hits, the cut, what it hides, and unmatched words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from search.plan import Plan
from search.query.engine import SearchEngine
from search.types import EngineResult, SearchRequest


@dataclass(frozen=True, slots=True)
class EngineQuestion:
    """Everything that is requested from an engine at once.

    `cut` is the fraction of the top score below which hits are hidden, 0 to return all; `top_score` is that top score
    if known. `words` are single-word plans, each to be checked for a matching record.
    """

    plan: Plan
    request: SearchRequest
    cut: float = 0.0
    top_score: float | None = None
    words: tuple[Plan, ...] = ()

    @property
    def is_cut(self) -> bool:
        """Whether a top score is needed."""
        return bool(self.cut) and not self.plan.is_empty

    def minimum(self, top_score: float) -> float:
        """Return the score below which hits are hidden."""
        return self.cut * top_score if self.is_cut else 0.0

    def everything(self) -> SearchRequest:
        """Return the request that counts everything that matches with these filters."""
        return replace(self.request, page=1, page_size=1, show_weak=True, with_facets=False)


@dataclass(frozen=True, slots=True)
class EngineAnswer:
    """The response of an engine.

    `request` has the page that is returned: a page beyond the last becomes the last. `weaker` counts the hits that the
    cut hides, on the last page only, where people want more. `met` is a boolean per word: whether a record matches it.
    """

    result: EngineResult
    request: SearchRequest
    top_score: float = 0.0
    weaker: int = 0
    met: tuple[bool, ...] = ()


WORD_REQUEST = SearchRequest(page_size=1, show_weak=True, with_facets=False)
"""The request that checks whether a record matches a word."""


def answer_in_steps(engine: SearchEngine, question: EngineQuestion) -> EngineAnswer:
    """Answer a question with consecutive calls, for an engine whose calls are cheap.

    Raises EngineUnavailable.
    """
    known = question.top_score
    top = (engine.top_score(question.plan) if known is None else known) if question.is_cut else 0.0
    minimum = question.minimum(top)
    request = question.request
    result = engine.search(question.plan, request, minimum)
    if last := last_page_before(request, result):
        request = replace(request, page=last)
        result = engine.search(question.plan, request, minimum)
    weaker = 0
    if minimum and is_last_page(request, result):
        matching = engine.search(question.plan, question.everything(), 0.0).total
        weaker = max(matching - result.total, 0)  # the index may have changed in between
    met = tuple(engine.search(word, WORD_REQUEST, 0.0).total > 0 for word in question.words)
    return EngineAnswer(result, request, top, weaker, met)


def last_page_before(request: SearchRequest, result: EngineResult) -> int:
    """Return the number of the last page when the requested page is beyond it, else 0."""
    last = -(-result.total // request.page_size)
    return last if not result.hits and 0 < last < request.page else 0


def is_last_page(request: SearchRequest, result: EngineResult) -> bool:
    """Whether no page follows this one."""
    return result.total <= request.page * request.page_size
