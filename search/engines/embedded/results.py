"""Sorts the documents found and turns one page of them into hits."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from search.analysis.highlight import Matcher, excerpt, mark
from search.analysis.passages import passage
from search.analysis.phrases import title_has_phrase
from search.engines.embedded.catalogue import Catalogue
from search.engines.embedded.scoring import PlanScores
from search.engines.embedded.stored import load_attachments, load_record
from search.facets import facet_values
from search.plan import Plan
from search.ranking import Weights, quality_boost
from search.types import Attachment, Hit, IndexRecord, SearchRequest, Sort


class Ranker:
    """Ranks the documents found for one plan."""

    def __init__(
        self,
        catalogue: Catalogue,
        plan: Plan,
        scores: PlanScores,
        weights: Weights,
        today: dt.date,
        similar: Iterable[str] = (),
    ) -> None:
        self._documents = catalogue.documents
        self._plan = plan
        self._base = scores.base
        self._nearness = scores.nearness
        self._weights = weights
        self._today = today
        self._similar = frozenset(similar)

    def page(self, documents: Sequence[int], request: SearchRequest) -> list[int]:
        """The documents of one page, in the requested order."""
        order = self._order(request.sort)
        start = max(request.offset, 0)
        return sorted(documents, key=order)[start : start + request.page_size]

    def hits(self, connection: sqlite3.Connection, page: Sequence[int], matcher: Matcher) -> tuple[Hit, ...]:
        """The hits of one page, with their matches marked."""
        return tuple(self._hit(connection, number, matcher) for number in page)

    def score(self, number: int) -> float:
        """The base score with nearness and title bonuses, times the quality boost."""
        facts, plan, weights = self._documents[number], self._plan, self._weights
        score = self._base.get(number, 0.0) + self._nearness.get(number, 0.0)
        if plan.title and plan.title == facts.title_stems:
            score += weights.exact_title
        if plan.phrase and title_has_phrase(facts.title_stems, plan.phrase, weights.slop):
            score += weights.phrase_in_title
        alike = len(self._similar.intersection(facts.facets.get("used_by", ())))
        return score * quality_boost(facts.confirmed_reuse, facts.confirmed, self._today, weights, alike)

    def _order(self, sort: Sort) -> Callable[[int], Any]:
        if sort is Sort.MOST_USED:
            return self._most_used
        if sort is Sort.NEWEST or self._plan.is_empty:
            return self._newest
        return self._relevance

    def _relevance(self, number: int) -> tuple[float, str]:
        return -self.score(number), self._documents[number].key

    def _newest(self, number: int) -> tuple[bool, float, str]:
        facts = self._documents[number]
        return facts.published is None, -(facts.published or 0.0), facts.key

    def _most_used(self, number: int) -> tuple[int, bool, float, str]:
        return -self._documents[number].confirmed_reuse, *self._newest(number)

    def _hit(self, connection: sqlite3.Connection, number: int, matcher: Matcher) -> Hit:
        record, attachments = _stored(connection, number)
        own = excerpt((record.summary, record.body), matcher)
        excerpt_html, attachment = passage(own, attachments, matcher)
        return Hit(
            key=record.key,
            kind=record.kind,
            title=record.title,
            url=record.url,
            score=self.score(number),
            title_html=mark(record.title, matcher),
            excerpt_html=excerpt_html,
            summary=record.summary,
            source_id=record.source_id,
            organisation=record.organisation,
            tags=record.tags,
            facets=facet_values(record),
            published=record.published,
            confirmed=record.confirmed,
            confirmed_reuse=record.confirmed_reuse,
            adopters=record.adopters,
            attachment=attachment,
            is_example=record.is_example,
            text_language=record.text_language,
            software_version=record.software_version,
            release_date=record.release_date,
            taken_from=record.taken_from,
        )


def _stored(connection: sqlite3.Connection, number: int) -> tuple[IndexRecord, tuple[Attachment, ...]]:
    query = "SELECT record, attachments FROM document WHERE id = ?"
    record, attachments = connection.execute(query, (number,)).fetchone()
    return load_record(record), load_attachments(attachments)
