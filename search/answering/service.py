"""Answers a question: makes the plan, asks the preferred engine, and falls back on the embedded one.

The cut is a share of the top score of the question without filters. That score is cached per question and generation of
the index, so every page, filter and order of one question uses the same cut. Whole answers are cached as well (see
`search.answering.result_cache`), as long as nothing in the index changes.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import replace

from django.conf import settings
from django.core.cache import cache

from search.analysis.tokens import tokenize_with_offsets
from search.answering.breaker import Breaker
from search.answering.result_cache import Answer, Answers, CachedAnswer, key_of
from search.engines.registry import configured_engines, engine
from search.lexicon.lexicon import Lexicon
from search.lexicon.store import LEXICON
from search.plan import Plan
from search.query.asking import EngineQuestion
from search.query.deadline import Deadline
from search.query.engine import EngineUnavailable, SearchEngine
from search.query.explanation import Measured
from search.query.planning import plan as make_plan
from search.ranking import WEIGHTS
from search.synonyms.rules import SynonymSet
from search.synonyms.store import SYNONYMS
from search.types import Correction, EngineResult, SearchRequest, SearchResult, Suggestion

logger = logging.getLogger(__name__)

MOST_UNMET = 3  # unknown words that are looked up, because each takes a separate search
SLOW_SHARE = 0.5  # of the timeout: with less than that left, the engine was slow
TOP_SCORE_LASTS = 60  # seconds; short, because a generation may span several changes

_breakers: dict[str, Breaker] = {}
_answers = Answers()


class SearchUnavailable(Exception):
    """No engine can answer; the message gives the reason per engine."""


class UncorrectedLexicon:
    """A lexicon without corrections, for a visitor who wants the words as typed."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def known(self, words: Collection[str]) -> set[str]:
        return self._lexicon.known(words)

    def known_stem(self, stem: str) -> bool:
        return self._lexicon.known_stem(stem)

    def document_frequency(self, word: str) -> int:
        return self._lexicon.document_frequency(word)

    def records(self) -> int:
        return self._lexicon.records()

    def nearest(self, word: str) -> str | None:
        return None


def search(
    request: SearchRequest, *, literal: bool = False, only: str | None = None, synonyms: SynonymSet | None = None
) -> SearchResult:
    """The result of a request, from the first engine that answers.

    A page beyond the last becomes the last; `result.request` says which page it is. `literal` turns off typo
    correction; `only` asks one engine by name and no other; `synonyms` replaces the ones in force. Raises
    SearchUnavailable.
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
        offer=corrected(request.question, (*plan.corrections, *plan.offers)) if plan.offers else "",
        engine=answer.engine,
        degraded=answer.engine != names[0],
        weaker=answer.weaker,
        unmet=answer.unmet,
        parts=answer.parts,
    )


def search_plan(plan: Plan, request: SearchRequest) -> EngineResult:
    """The result of a plan made without a question, from the first engine that answers; raises SearchUnavailable."""
    return _first_answer(plan, request, configured_engines()).result


def measured(question: str, key: str) -> tuple[Plan, Measured | None]:
    """The plan of a question and the scores of its parts for one record, by the preferred engine.

    The scores are None when the record cannot be found. Raises SearchUnavailable.
    """
    plan = plan_for(question)
    name = configured_engines()[0]
    try:
        return plan, engine(name).measure(plan, key)
    except EngineUnavailable as error:
        raise SearchUnavailable(f"{name}: {error}") from error


def suggest(prefix: str, limit: int = 8) -> list[Suggestion]:
    """Records whose titles match what was typed so far; empty when no engine answers."""
    names = configured_engines()
    for name in names:
        breaker = breaker_of(name)
        if name != names[-1] and not breaker.allows():
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
    """The plan of a question with the current lexicon, and the synonyms in force unless others are given."""
    lexicon = LEXICON.current()
    return make_plan(question, UncorrectedLexicon(lexicon) if literal else lexicon, synonyms or SYNONYMS.current())


def corrected(question: str, corrections: Collection[Correction]) -> str:
    """The question with its typos corrected, or an empty string when there are none."""
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


def clear_answers() -> None:
    """Empty the cache of answers in this process."""
    _answers.clear()


def reset() -> None:
    """Close the breakers and empty the caches of this process, as if it had just started."""
    _breakers.clear()
    clear_answers()
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
        deadline = Deadline.after(settings.ELASTICSEARCH_TIMEOUT)
        try:
            answer, is_new = _remembered(engine(name), plan, request, deadline)
        except EngineUnavailable as error:
            reasons.append(f"{name}: {error}")
            _note_failure(name, error)
        else:
            is_slow = deadline.left() < settings.ELASTICSEARCH_TIMEOUT * SLOW_SHARE
            breaker.succeeded(is_slow=is_slow if is_new else None)
            return answer
    raise SearchUnavailable("; ".join(reasons))


def _remembered(one: SearchEngine, plan: Plan, request: SearchRequest, deadline: Deadline) -> tuple[Answer, bool]:
    """The cached answer if the index is unchanged, else a new one; and whether it is new.

    An answer is cached with a revision that was read before it was computed, however long before: it is at least as new
    as that, and is served only while the index reports the same revision. So a question that is not cached needs no
    request for the revision.
    """
    key = key_of(one.name, plan, request)
    known = _answers.get(key)
    revision = one.revision() if known else one.revision(max_age=float("inf"))
    is_new = known is None or known.revision != revision
    if known is None or is_new:
        known = CachedAnswer(revision, _ask(one, plan, request, deadline))
        _answers.keep(key, known)
    answer = known.answer
    return replace(answer, request=replace(request, page=answer.request.page)), is_new


def _ask(one: SearchEngine, plan: Plan, request: SearchRequest, deadline: Deadline) -> Answer:
    key = f"search.top.{one.name}.{one.generation(max_age=float('inf'))}.{plan.fingerprint}"
    unknown = unknown_words(plan) if request.with_facets else {}
    cut = 0.0 if request.show_weak else WEIGHTS.cut
    question = EngineQuestion(plan, request, cut, cache.get(key), tuple(unknown.values()))
    found = one.answer(question, deadline)
    if question.is_cut and question.top_score is None:
        cache.set(key, found.top_score, TOP_SCORE_LASTS)
    unmet = tuple(word for word, is_met in zip(unknown, found.met, strict=True) if not is_met)
    return Answer(found.result, found.request, found.weaker, one.name, unmet)


def unknown_words(plan: Plan) -> dict[str, Plan]:
    """The unknown words of a question with more than one clause, each with a plan of its own.

    The lexicon does not hold the words in a PDF, so an engine must be asked whether any record has them.
    """
    if not plan.unknown or len(plan.clauses) == 1:
        return {}
    clauses = [clause for clause in plan.clauses if clause.word in plan.unknown][:MOST_UNMET]
    return {clause.word: Plan((clause,)) for clause in clauses}


def _note_failure(name: str, error: EngineUnavailable) -> None:
    breaker_of(name).failed()
    logger.warning("search_engine_unavailable", extra={"engine": name, "reason": str(error)})
