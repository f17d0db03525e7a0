"""Parts of pages that are the same for everyone who gets them, kept for a minute: HTML, or what it is made of.

Whatever such a part is made of starts a new generation when it is saved, removed or moved: then all parts of that kind
are made anew. Other processes follow within the minute.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import uuid4

from django.apps import apps
from django.core.cache import cache
from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.signals import post_page_move

SECONDS = 60
T = TypeVar("T")
_own: list[Callable[[HttpRequest], object]] = []


def all_pages() -> list[type[Page]]:
    """Every kind of page: what leads to pages changes with them and with those above them."""
    return [model for model in apps.get_models() if issubclass(model, Page)]


def register_personalisation(has_own: Callable[[HttpRequest], object]) -> None:
    """Register a function that tells which visitors see something of their own in what others see alike."""
    if has_own not in _own:
        _own.append(has_own)


def is_shareable(request: HttpRequest, page: Page) -> bool:
    """Whether any visitor gets this page as this one does: it is public, and nothing on it is of this visitor."""
    is_preview = getattr(request, "is_preview", False)
    if not page.pk or not page.live or is_preview or request.user.is_authenticated:
        return False
    return not any(has_own(request) for has_own in _own)


class FragmentCache:
    """All parts of one kind; the name of the kind stands before their keys in the cache."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._generation = f"{name}.generation"

    def get(self, make: Callable[[], T], *key: object) -> T:
        """The part with this key, at most a minute old, in the language of now."""
        generation = cache.get_or_set(self._generation, lambda: uuid4().hex, None)
        address = ".".join([self.name, str(generation), get_language() or "", *map(str, key)])
        found: T | None = cache.get(address)
        if found is None:
            found = make()
            cache.set(address, found, SECONDS)
        return found

    def html(
        self, page: Page, request: HttpRequest, template: str, context: Callable[[], dict[str, Any]], *key: object
    ) -> SafeString:
        """A part of this page: its template with `page` and what `context` gives.

        Kept under the page and the key where any visitor gets the same, and made anew for all others.
        """

        def made() -> SafeString:
            return render_to_string(template, {"page": page, **context()}, request)

        return self.get(made, page.pk, *key) if is_shareable(request, page) else made()

    def clear(self, **kwargs: Any) -> None:
        """Make every part anew from now on.

        Once now, for this request, and once after the commit: what others read in between is still the old state.
        """
        self._new_generation()
        transaction.on_commit(self._new_generation)

    def clear_on_change(self, *models: type[Model]) -> None:
        """Let every change of these models, and every move of a page, show at once."""
        for model in models:
            for changed in (post_save, post_delete):
                changed.connect(self.clear, model, dispatch_uid=f"{self.name}.{model._meta.label}")
        post_page_move.connect(self.clear, dispatch_uid=self.name)

    def _new_generation(self) -> None:
        cache.set(self._generation, uuid4().hex, None)
