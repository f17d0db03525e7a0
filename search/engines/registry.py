"""The registry of the engines that the settings configure: the only module that knows them all by name.

The lexicon is a consumer like an engine: it too must apply every change exactly once per version.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.signals import setting_changed

from search.engines.embedded.engine import EmbeddedEngine
from search.engines.models import IndexTarget
from search.query.engine import SearchEngine

EMBEDDED = "embedded"
ELASTIC = "elastic"
LEXICON_NAME = "lexicon"


def configured_engines() -> list[str]:
    """The names of the engines that can answer visitors, the preferred one first."""
    if settings.SEARCH_ENGINE != EMBEDDED and settings.ELASTICSEARCH_URL:
        return [ELASTIC, EMBEDDED]
    return [EMBEDDED]


def outbox_consumers() -> list[str]:
    """The names of the consumers that the outbox feeds: the shared engine, if there is one, and the lexicon.

    A process started without ELASTICSEARCH_URL still adds events for Elasticsearch, as long as that has a target. The
    embedded engine gets no events: each host compares its own file with the versions in the database.
    """
    shared = set(configured_engines()) - {EMBEDDED}
    known = IndexTarget.objects.shared().values_list("engine", flat=True).distinct()
    return sorted({*shared, *known, LEXICON_NAME})


def engine(name: str) -> SearchEngine:
    """The engine with this name, one instance per process; raises KeyError for a name that is not configured."""
    if name not in configured_engines():
        raise KeyError(name)
    return _engines(settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_INDEX_PREFIX, settings.EMBEDDED_SEARCH_DIR)[name]


@cache
def _engines(url: str, prefix: str, folder: Path) -> dict[str, SearchEngine]:
    engines: dict[str, SearchEngine] = {EMBEDDED: EmbeddedEngine(Path(folder))}
    if url:  # a site without Elasticsearch never loads its client
        from search.engines.elastic.engine import ElasticEngine  # noqa: PLC0415
        from search.engines.elastic.lifecycle import IndexSettings  # noqa: PLC0415

        engines[ELASTIC] = ElasticEngine(
            url,
            prefix,
            timeout=settings.ELASTICSEARCH_TIMEOUT,
            settings=IndexSettings(
                shards=settings.ELASTICSEARCH_SHARDS,
                replicas=settings.ELASTICSEARCH_REPLICAS,
                refresh=settings.ELASTICSEARCH_REFRESH,
                gc_deletes=settings.ELASTICSEARCH_GC_DELETES,
            ),
        )
    return engines


def forget_engines(**kwargs: object) -> None:
    """Drop the cached engines, so that the next use creates them from the current settings."""
    _engines.cache_clear()


setting_changed.connect(forget_engines, dispatch_uid="search.engines")
