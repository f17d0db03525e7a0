"""A whole question to an engine, and its answer: the page, the cut, what that hides, and words that nothing meets."""

from __future__ import annotations

from dataclasses import dataclass, replace

from search.plan import Plan
from search.query.engine import SearchEngine
from search.types import EngineResult, SearchRequest


@dataclass(frozen=True, slots=True)
class EngineQuestion:
    """What is asked of an engine at once.

    `cut` is the share of the best score below which hits are hidden, 0 when all are wanted; `top_score` that best score
    where it is known. `words` are plans of single words of which is asked whether any record meets them.
    """

    plan: Plan
    request: SearchRequest
    cut: float = 0.0
    top_score: float | None = None
    words: tuple[Plan, ...] = ()

    @property
    def is_cut(self) -> bool:
        """Whether a best score is needed."""
        return bool(self.cut) and not self.plan.is_empty

    def minimum(self, top_score: float) -> float:
        """The score below which hits are hidden."""
        return self.cut * top_score if self.is_cut else 0.0

    def everything(self) -> SearchRequest:
        """The request for all that matches with these filters, of which only the number counts."""
        return replace(self.request, page=1, page_size=1, show_weak=True, with_facets=False)


@dataclass(frozen=True, slots=True)
class EngineAnswer:
    """What an engine answers.

    `request` says which page it is: one beyond the last becomes the last. `weaker` counts the hits that the cut hides,
    on the last page, for there people want more. `met` says of each word whether a record meets it.
    """

    result: EngineResult
    request: SearchRequest
    top_score: float = 0.0
    weaker: int = 0
    met: tuple[bool, ...] = ()


WORD_REQUEST = SearchRequest(page_size=1, show_weak=True, with_facets=False)
"""How it is asked whether a word is met."""


def answer_in_steps(engine: SearchEngine, question: EngineQuestion) -> EngineAnswer:
    """The answer of an engine that is asked one thing after the other, which is no loss where asking costs nothing.

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
    """The number of the last page when the page that was asked for lies beyond it, else 0."""
    last = -(-result.total // request.page_size)
    return last if not result.hits and 0 < last < request.page else 0


def is_last_page(request: SearchRequest, result: EngineResult) -> bool:
    """Whether no page comes after this one."""
    return result.total <= request.page * request.page_size
