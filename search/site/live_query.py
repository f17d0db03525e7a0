"""Saved queries on theme pages: their current results, cached for some minutes."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.http import QueryDict
from django.urls import reverse

from hub.models import Tag
from search.answering.service import SearchUnavailable
from search.answering.service import search as find
from search.facets import FACETS_BY_KEY
from search.site.forms import SORT_PARAMETERS
from search.site.more_like_this import revision
from search.types import Hit, SearchRequest, Sort
from solutions.models.theme_blocks import FILTERS

logger = logging.getLogger(__name__)

LASTS = 600  # seconds


@dataclass(frozen=True, slots=True)
class Found:
    """The results of a saved query: the first hits, the total, and the URL of the full search.

    `is_unavailable` is True when no engine is available; the page is then shown without this list.
    """

    hits: tuple[Hit, ...]
    total: int
    url: str
    is_unavailable: bool = False


def answer(saved: Mapping[str, Any]) -> Found:
    """Return the results of a saved query, cached so that few page views cost a search; never raises."""
    request = request_of(saved)
    known = json.dumps([request.question, dict(request.filters), request.page_size, request.sort], sort_keys=True)
    cache_key = f"search.site.live_query.{sha256(known.encode()).hexdigest()}.{revision()}"
    found: Found | None = cache.get(cache_key)
    if found is None:
        try:
            result = find(request)
        except SearchUnavailable:
            logger.warning("live_query_unavailable")
            return Found((), 0, address_of(request), is_unavailable=True)
        found = Found(result.hits, result.total, address_of(request))
        cache.set(cache_key, found, LASTS)
    return found


def request_of(saved: Mapping[str, Any]) -> SearchRequest:
    """Build the request of a saved block; a tag that was merged since then is replaced by the preferred one."""
    filters = {name: tuple(str(one) for one in saved.get(name) or ()) for name in FILTERS}
    if filters["tag"]:
        filters["tag"] = _preferred(filters["tag"])
    order = saved.get("sort") or ""
    return SearchRequest(
        question=str(saved.get("question") or ""),
        filters={name: values for name, values in filters.items() if values},
        page_size=int(saved.get("shown") or 6),
        sort=Sort(order) if order in set(Sort) else Sort.RELEVANCE,
        with_facets=False,
    )


def address_of(request: SearchRequest) -> str:
    """Return the URL of the search page with the same query, filters and sort order."""
    query = QueryDict(mutable=True)
    if request.question:
        query["q"] = request.question
    for name, values in request.filters.items():
        query.setlist(FACETS_BY_KEY[name].parameter, list(values))
    if request.sort != Sort.RELEVANCE:
        query["sorteer"] = SORT_PARAMETERS[request.sort]
    return f"{reverse('search')}?{query.urlencode()}"


def _preferred(slugs: tuple[str, ...]) -> tuple[str, ...]:
    merged = dict(
        Tag.objects.filter(slug__in=slugs, merged_into__isnull=False).values_list("slug", "merged_into__slug")
    )
    return tuple(dict.fromkeys(merged.get(slug, slug) for slug in slugs))
