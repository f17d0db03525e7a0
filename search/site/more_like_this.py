"""More like this: related records on the page of a solution or an experience."""

from __future__ import annotations

import logging

from django.core.cache import cache
from django.db import models

from search.answering.service import SearchUnavailable, search_plan
from search.engines.registry import configured_engines, engine
from search.indexing.records import key_of, records_for
from search.lexicon.store import LEXICON
from search.query.engine import EngineUnavailable
from search.query.more_like_this import Draft, plan_more_like_this
from search.types import Hit, Kind, SearchRequest

logger = logging.getLogger(__name__)

LASTS = 600  # seconds
LEAST_OF_OWN, LEAST_OF_BEST = 0.12, 0.4
"""The minimum score of a related record, as a fraction of the record's own score and of the best other score."""

KINDS = (Kind.SOLUTION.value, Kind.EXPERIENCE.value)


def more_like(instance: models.Model, limit: int = 4) -> list[Hit]:
    """Return public solutions and experiences like this object, most similar first; empty when search is unavailable.

    Cached for some minutes, so that not every page view costs a search.
    """
    key = key_of(instance)
    if key is None:
        return []
    cache_key = f"search.site.more_like_this.{key}.{limit}.{revision()}"
    found: list[Hit] | None = cache.get(cache_key)
    if found is None:
        record = records_for([key])[key]
        found = alike(Draft.of(record), key, limit) if record else []
        cache.set(cache_key, found, LASTS)
    return found


def revision() -> str:
    """Return the index revision for cache keys, so that no cached hit is an unpublished page; "" when unavailable."""
    try:
        return engine(configured_engines()[0]).revision()
    except EngineUnavailable:
        return ""


def alike(draft: Draft, own_key: str = "", limit: int = 4) -> list[Hit]:
    """Return solutions and experiences like a draft, without the record of the draft itself."""
    plan = plan_more_like_this(draft, LEXICON.current())
    if plan.is_empty:
        return []
    request = SearchRequest(filters={"kind": KINDS}, page_size=limit + 1, show_weak=True, with_facets=False)
    try:
        hits = search_plan(plan, request).hits
    except SearchUnavailable as error:
        logger.warning("search_more_like_unavailable", extra={"reason": str(error)})
        return []
    others = [hit for hit in hits if hit.key != own_key]
    own = max((hit.score for hit in hits if hit.key == own_key), default=0.0)
    enough = max(LEAST_OF_OWN * own, LEAST_OF_BEST * max((hit.score for hit in others), default=0.0))
    return [hit for hit in others if hit.score >= enough][:limit]
