"""System checks of search: settings that cannot work, and models whose changes a crash could lose."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from search.engines.registry import ELASTIC
from search.transactions import recorded_without_transaction


@register()
def engine_can_be_reached(**kwargs: Any) -> list[CheckMessage]:
    """SEARCH_ENGINE can only be elastic when ELASTICSEARCH_URL is set."""
    if settings.SEARCH_ENGINE != ELASTIC or settings.ELASTICSEARCH_URL:
        return []
    return [
        Error(
            "SEARCH_ENGINE is elastic and ELASTICSEARCH_URL is not set.",
            hint="Set ELASTICSEARCH_URL, or set SEARCH_ENGINE to auto or embedded.",
            id="search.E001",
        )
    ]


@register()
def changes_are_recorded_with_them(**kwargs: Any) -> list[CheckMessage]:
    """A save of an indexed model and its outbox event must be one transaction, or a crash could lose the event."""
    return [
        Error(
            f"Search records changes of {model._meta.label}, whose save is no transaction.",
            hint="Let the model inherit hub.models.AtomicSaveModel.",
            obj=model,
            id="search.E002",
        )
        for model in recorded_without_transaction()
    ]
