"""Results that editors promote for a query, above the hits of the engines.

Wagtail stores them by the text of a query. Here a visitor's query matches that text when both have the same meaning:
the same words in any order and inflection, or their synonyms.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import Page

from hub.models import readable_pages
from search.analysis.stems import is_stop_word, stem
from search.indexing.records import key_of
from search.query.parsing import read
from search.synonyms.rules import Stems, SynonymSet, synonym_key
from search.synonyms.store import CHECK_EVERY, SYNONYMS
from search.types import SearchRequest

MOST = 3
"""Maximum number of promotions shown with a query."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """The meaning of a query, without order: its content words, and the same with each listed phrase as one unit."""

    words: frozenset[Stems]
    things: frozenset[Stems]


@dataclass(frozen=True, slots=True)
class Promotion:
    """A promoted page or URL. `key` is that of its record, empty when it has none."""

    title: str
    url: str
    text: str
    key: str = ""

    @property
    def kind(self) -> str:
        """The kind of the record; empty when there is none."""
        return self.key.rpartition("-")[0]


def promotions_of(request: SearchRequest) -> list[Promotion]:
    """Return the promotions for a request; only on the first page, and without filters other than kind."""
    kinds = request.filters.get("kind", ())
    if request.page > 1 or any(values for key, values in request.filters.items() if key != "kind"):
        return []
    return [one for one in promoted_for(request.question) if not kinds or one.kind in kinds]


def promoted_for(question: str) -> list[Promotion]:
    """Return the public promotions for a query; they are read from the database only after a match."""
    synonyms = SYNONYMS.current()
    meant = meaning_of(question, synonyms)
    if not meant.words:
        return []
    same = [(pk, meaning) for pk, meaning in _stored.current(synonyms) if mean_the_same(meant, meaning, synonyms)]
    matching = [pk for pk, _meaning in sorted(same, key=lambda one: one[1].words != meant.words)]
    return _visible(matching)[:MOST] if matching else []


def meaning_of(question: str, synonyms: SynonymSet) -> Meaning:
    """Return the meaning of a query, by stems and without stop words.

    Empty for a query without words or with exclusions: visitors who exclude words know what they are looking for.
    """
    asked = read(question)
    words = [] if asked.excluded else asked.words
    stems = [stem(word) for word in words]
    groups: list[tuple[str, ...]] = []
    place = 0
    while place < len(words):
        length = synonyms.longest_match(stems, place)
        groups.append(tuple(words[place : place + length]))
        place += length
    content = [word for word in words if not is_stop_word(word)] or words
    things = [group for group in groups if len(group) > 1 or group[0] in content]
    return Meaning(frozenset(synonym_key((word,)) for word in content), frozenset(map(synonym_key, things)))


def mean_the_same(one: Meaning, other: Meaning, synonyms: SynonymSet) -> bool:
    """Whether both have the same words, or the same things up to two-way synonyms."""
    if one.words == other.words:
        return True
    return len(one.things) == len(other.things) and all(
        not _equals(thing, synonyms).isdisjoint(there)
        for here, there in ((one.things, other.things), (other.things, one.things))
        for thing in here - there
    )


def _equals(key: Stems, synonyms: SynonymSet) -> set[Stems]:
    """Return the two-way synonyms of a key."""
    others = {synonym_key(synonym.words) for synonym in synonyms.of(key)}
    return {other for other in others if key in {synonym_key(back.words) for back in synonyms.of(other)}}


class _Stored:
    """Cache of the queries that have promotions, at most some seconds behind the database."""

    def __init__(self) -> None:
        self._meanings: list[tuple[int, Meaning]] = []
        self._synonyms: SynonymSet | None = None
        self._read = float("-inf")

    def current(self, synonyms: SynonymSet) -> list[tuple[int, Meaning]]:
        """Return the pk and meaning of each query."""
        now = time.monotonic()
        if synonyms is not self._synonyms or now - self._read >= CHECK_EVERY:
            rows = Query.objects.filter(editors_picks__isnull=False).distinct().order_by("pk")
            texts = rows.values_list("pk", "query_string")
            self._meanings = [(pk, meaning_of(text, synonyms)) for pk, text in texts]
            self._synonyms, self._read = synonyms, now
        return self._meanings


_stored = _Stored()


def _visible(queries: Sequence[int]) -> list[Promotion]:
    """Return the public promotions of these queries, in the order of the queries."""
    found = SearchPromotion.objects.filter(query_id__in=queries).order_by("sort_order")
    picks = sorted(found, key=lambda pick: queries.index(pick.query_id))
    wanted = [pick.page_id for pick in picks if pick.page_id]
    pages = readable_pages(wanted)
    shown = (_of_page(pages.get(pick.page_id), pick) if pick.page_id else _of_address(pick) for pick in picks)
    return list({one.url: one for one in shown if one}.values())


def _of_page(page: Page | None, pick: SearchPromotion) -> Promotion | None:
    if page is None:
        return None
    return Promotion(page.title, page.get_url() or "/", pick.description, key_of(page) or "")


def _of_address(pick: SearchPromotion) -> Promotion | None:
    if not pick.external_link_url.startswith(("http://", "https://")):
        return None
    return Promotion(pick.external_link_text or pick.external_link_url, pick.external_link_url, pick.description)
