"""Detects whether a solution that an editor writes is already on the hub.

A search for similar records gives the candidates; the overlap of titles and summaries decides. A solution with the
same source code is always reported.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from django.db.models.functions import Lower

from search.analysis.compounds import part_stems
from search.analysis.stems import is_empty_word, stem
from search.analysis.tokens import tokenize
from search.indexing.records import make_key, split_key
from search.query.more_like_this import Draft
from search.site.more_like_this import alike
from search.types import Kind
from solutions.models import SolutionPage

CANDIDATES = 10
MOST = 3
ENOUGH = 0.5
"""Minimum similarity of a reported solution, on a scale from 0 to 1: the title weighs .6 and the summary .4."""
SAME_SUMMARY = 0.8
"""Summaries with at least this similarity count as the same, whatever the titles are."""

_TITLE, _SUMMARY = 0.6, 0.4
_PLACE = re.compile(r"(?:https?:)?//(?:www\.)?", re.IGNORECASE)


class Why(StrEnum):
    """What makes a solution a probable duplicate."""

    SAME_SOURCE = "source"
    SAME_WORDS = "words"


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A public solution that may be the same as the one being written."""

    title: str
    url: str
    summary: str
    organisation: str
    why: Why


def probable_duplicates(title: str, summary: str = "", repository_url: str = "", own: int = 0) -> list[Duplicate]:
    """Return at most three public solutions that this may duplicate, those with the same source code first.

    `own` is the primary key of the page that is being edited, 0 for a new one.
    """
    same_source = _with_source(repository_url, own)
    known = {solution.pk for solution in same_source}
    same_words = [solution for solution in _candidates(title, summary, own) if solution.pk not in known]
    similar_enough = [one for one in same_words if similarity(title, summary, one.title, one.summary) >= ENOUGH]
    found = [(one, Why.SAME_SOURCE) for one in same_source] + [(one, Why.SAME_WORDS) for one in similar_enough]
    return [_duplicate(solution, why) for solution, why in found[:MOST]]


def similarity(title: str, summary: str, other_title: str, other_summary: str) -> float:
    """Return the similarity of two titles and summaries, 0 to 1: Dice's coefficient over stems and compound parts."""
    titles = _dice(_stems(title), _stems(other_title))
    if not summary or not other_summary:
        return titles
    summaries = _dice(_stems(summary), _stems(other_summary))
    return summaries if summaries >= SAME_SUMMARY else _TITLE * titles + _SUMMARY * summaries


def _candidates(title: str, summary: str, own: int) -> list[SolutionPage]:
    hits = alike(Draft(title, summary), make_key(Kind.SOLUTION, own), CANDIDATES)
    numbers = [split_key(hit.key)[1] for hit in hits if hit.kind is Kind.SOLUTION]
    found = SolutionPage.objects.shared_publicly().select_related("organisation").in_bulk(numbers)
    return [found[number] for number in numbers if number in found]


def _with_source(repository_url: str, own: int) -> list[SolutionPage]:
    """Return the solutions with this repository URL, ignoring case, scheme, www, .git and a trailing slash."""
    address = repository_url.strip().lower().rstrip("/").removesuffix(".git")
    begin = _PLACE.match(address)
    if not begin:
        return []
    place = address[begin.end() :]
    begins = [f"{scheme}://{www}" for scheme in ("https", "http") for www in ("", "www.")]
    spellings = [f"{before}{place}{after}" for before in begins for after in ("", "/", ".git")]
    shared = SolutionPage.objects.shared_publicly().annotate(source_code=Lower("repository_url"))
    found = shared.filter(source_code__in=spellings).exclude(pk=own)
    return list(found.select_related("organisation").order_by("pk")[:MOST])


def _duplicate(solution: SolutionPage, why: Why) -> Duplicate:
    organisation = solution.organisation.name if solution.organisation else ""
    return Duplicate(solution.title, solution.url or "", solution.summary, organisation, why)


def _stems(text: str) -> set[str]:
    words = [word for word in tokenize(text) if not is_empty_word(word)]
    return {part for word in words for part in (part_stems(word) or (stem(word),))}


def _dice(one: set[str], other: set[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0
