"""Answers a question: makes the plan, asks the preferred engine, and falls back on the embedded one.

The cut is a share of the best score of the question without filters. That score is remembered per question and
generation of the index, so every page, filter and order of one question uses the same cut. Whole answers are
remembered as well (see `search.answering.result_cache`), as long as nothing in the index changes.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import replace

from django.core.cache import cache

from search.analysis.tokens import tokenize_with_offsets
from search.answering.breaker import Breaker
from search.answering.result_cache import Answer, Answers, key_of
from search.engines.registry import configured_engines, engine
from search.lexicon.lexicon import Lexicon
from search.lexicon.store import LEXICON
from search.plan import Plan
from search.query.engine import EngineUnavailable, SearchEngine
from search.query.explanation import Measured
from search.query.planning import plan as make_plan
from search.ranking import WEIGHTS
from search.synonyms.rules import SynonymSet
from search.synonyms.store import SYNONYMS
from search.types import Correction, EngineResult, SearchRequest, SearchResult, Suggestion

logger = logging.getLogger(__name__)

MOST_UNMET = 3  # unknown words that are looked up one by one, for each is a search of its own
TOP_SCORE_LASTS = 60  # seconds; a generation may span a few changes, so it is not kept for long

_breakers: dict[str, Breaker] = {}
_answers = Answers()


class SearchUnavailable(Exception):
    """No engine can answer; the message says why, engine by engine."""


class Literal:
    """A lexicon that corrects nothing, for a visitor who insists on the words as typed."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def known(self, words: Collection[str]) -> set[str]:
        return self._lexicon.known(words)

    def known_stem(self, stem: str) -> bool:
        return self._lexicon.known_stem(stem)

    def document_frequency(self, word: str) -> int:
        return self._lexicon.document_frequency(word)

    def nearest(self, word: str) -> str | None:
        return None


def search(
    request: SearchRequest, *, literal: bool = False, only: str | None = None, synonyms: SynonymSet | None = None
) -> SearchResult:
    """The answer to a request, from the first engine that can give one.

    A page beyond the last becomes the last; `result.request` says which page it is. `literal` corrects no
    typos; `only` asks one engine by name and no other; `synonyms` tries others than those in force.
    Raises SearchUnavailable.
    """
    plan = plan_for(request.question, literal=literal, synonyms=synonyms)
    names = [only] if only else configured_engines()
    answer = _first_answer(plan, request, names)
    return SearchResult(
        request=answer.request,
        total=answer.result.total,
        hits=answer.result.hits,
        facets=answer.result.facets,
        corrections=plan.corrections,
        suggestion=corrected(request.question, plan.corrections),
        engine=answer.engine,
        degraded=answer.engine != names[0],
        weaker=answer.weaker,
        unmet=answer.unmet,
        parts=answer.parts,
    )


def search_plan(plan: Plan, request: SearchRequest) -> EngineResult:
    """What the first engine that answers finds for a plan that no question was needed for; raises SearchUnavailable."""
    return _first_answer(plan, request, configured_engines()).result


def measured(question: str, key: str) -> tuple[Plan, Measured | None]:
    """The plan of a question and what its parts score for one record, by the engine that visitors are answered from.

    Raises SearchUnavailable.
    """
    plan = plan_for(question)
    name = configured_engines()[0]
    try:
        return plan, engine(name).measure(plan, key)
    except EngineUnavailable as error:
        raise SearchUnavailable(f"{name}: {error}") from error


def suggest(prefix: str, limit: int = 8) -> list[Suggestion]:
    """Records whose title begins as typed; none when no engine answers, for nobody waits for a suggestion."""
    for name in configured_engines():
        breaker = breaker_of(name)
        if not breaker.allows():
            continue
        try:
            found = engine(name).suggest(prefix, limit)
        except EngineUnavailable as error:
            _note_failure(name, error)
        else:
            breaker.succeeded()
            return found
    return []


def plan_for(question: str, *, literal: bool = False, synonyms: SynonymSet | None = None) -> Plan:
    """The plan of a question with the words of this moment, and its synonyms unless others are to be tried."""
    lexicon = LEXICON.current()
    return make_plan(question, Literal(lexicon) if literal else lexicon, synonyms or SYNONYMS.current())


def corrected(question: str, corrections: Collection[Correction]) -> str:
    """The question with its typos mended, or an empty text when there are none."""
    if not corrections:
        return ""
    meant = {correction.word: correction.corrected for correction in corrections}
    pieces, place = [], 0
    for token in tokenize_with_offsets(question):
        if token.text in meant:
            pieces += [question[place : token.start], meant[token.text]]
            place = token.end
    return "".join([*pieces, question[place:]])


def breaker_of(name: str) -> Breaker:
    """The breaker of an engine in this process."""
    return _breakers.setdefault(name, Breaker())


def forget_answers() -> None:
    """Ask the engine again from now on."""
    _answers.clear()


def forget() -> None:
    """Begin anew: closed breakers, empty caches."""
    _breakers.clear()
    forget_answers()
    LEXICON.clear()
    SYNONYMS.clear()
    cache.clear()


def _first_answer(plan: Plan, request: SearchRequest, names: list[str]) -> Answer:
    reasons = []
    for name in names:
        last = name == names[-1]
        breaker = breaker_of(name)
        if not last and not breaker.allows():
            reasons.append(f"{name}: left alone after a failure")
            continue
        try:
            answer = _remembered(engine(name), plan, request)
        except EngineUnavailable as error:
            reasons.append(f"{name}: {error}")
            _note_failure(name, error)
        else:
            breaker.succeeded()
            return answer
    raise SearchUnavailable("; ".join(reasons))


def _remembered(one: SearchEngine, plan: Plan, request: SearchRequest) -> Answer:
    """The answer of this minute if the index is still the same; its revision is read first, so it never is too new."""
    key = key_of(one.name, one.revision(), plan, request)
    answer = _answers.get(key)
    if answer is None:
        answer = _ask(one, plan, request)
        _answers.keep(key, answer)
    return replace(answer, request=replace(request, page=answer.request.page))


def _ask(one: SearchEngine, plan: Plan, request: SearchRequest) -> Answer:
    minimum = 0.0 if request.show_weak or plan.is_empty else WEIGHTS.cut * _top_score(one, plan)
    result = one.search(plan, request, minimum)
    last = -(-result.total // request.page_size)
    if not result.hits and 0 < last < request.page:
        request = replace(request, page=last)
        result = one.search(plan, request, minimum)
    weaker = _weaker(one, plan, request, result.total) if minimum else 0
    return Answer(result, request, weaker, one.name, _unmet(one, plan) if request.with_facets else ())


def _top_score(one: SearchEngine, plan: Plan) -> float:
    key = f"search.top.{one.name}.{one.generation()}.{plan.fingerprint}"
    score = cache.get(key)
    if score is None:
        score = one.top_score(plan)
        cache.set(key, score, TOP_SCORE_LASTS)
    return float(score)


def _weaker(one: SearchEngine, plan: Plan, request: SearchRequest, total: int) -> int:
    """How many hits the cut hides; counted only for the last page, for there people want more."""
    if total > request.page * request.page_size:
        return 0
    everything = one.search(plan, replace(request, page=1, page_size=1, show_weak=True, with_facets=False), 0.0)
    return everything.total - total


def _unmet(one: SearchEngine, plan: Plan) -> tuple[str, ...]:
    """The unknown words that no record meets, when others are looked for as well: what stands in a PDF is not known."""
    if not plan.unknown or len(plan.clauses) == 1:
        return ()
    asked = SearchRequest(page_size=1, show_weak=True, with_facets=False)
    words = [clause for clause in plan.clauses if clause.word in plan.unknown][:MOST_UNMET]
    return tuple(clause.word for clause in words if not one.search(Plan((clause,)), asked, 0.0).total)


def _note_failure(name: str, error: EngineUnavailable) -> None:
    breaker_of(name).failed()
    logger.warning("search_engine_unavailable", extra={"engine": name, "reason": str(error)})
