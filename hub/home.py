"""The blocks of the front page as visitors see them, the same for everyone: put together once a minute."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db.models import Model
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

KEY = "hub.home"
SECONDS = 60


def blocks_html(body: Any, *, request: HttpRequest) -> SafeString:
    """The HTML of these blocks, at most a minute old; a preview is always made anew, and never kept."""
    if getattr(request, "is_preview", False):
        return _render(body)
    key = f"{KEY}.{get_language()}"
    found: SafeString | None = cache.get(key)
    if found is None:
        found = _render(body)
        cache.set(key, found, SECONDS)
    return found


def forget_home(**kwargs: Any) -> None:
    """Put the front page together anew for the next visitor; connected to what its blocks show."""
    cache.delete_many([f"{KEY}.{code}" for code, _name in settings.LANGUAGES])


def forget_home_with(*models: type[Model]) -> None:
    """Let every change of these models show on the front page at once."""
    from django.db.models.signals import post_delete, post_save

    for model in models:
        for changed in (post_save, post_delete):
            changed.connect(forget_home, model, dispatch_uid=f"hub.home.{model._meta.label}")


def _render(body: Any) -> SafeString:
    return render_to_string("hub/_home_blocks.html", {"blocks": body})
