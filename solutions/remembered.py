"""The page of a solution without its frame: the same for all who chose the same municipality, so it is kept a minute.

Only what everybody may see is kept: for who is logged in, and for a preview, it is made anew. What it is made of
starts a new generation when it is saved or removed; other processes follow within the minute.
"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from organisations.mine import chosen_municipality
from organisations.models import Organisation
from solutions.models import SolutionPage
from solutions.solution_presentation import solution_context

SECONDS = 60
GENERATION = "solutions.article.generation"
TEMPLATE = "solutions/_solution_article.html"


def article_of(solution: SolutionPage, request: HttpRequest) -> SafeString:
    """The article of a solution for this visitor, as HTML."""
    municipality = chosen_municipality(request)
    key = _key(solution, request, municipality)
    found: SafeString | None = cache.get(key) if key else None
    if found is None:
        context = {"page": solution, **solution_context(solution, request.user, municipality)}
        found = render_to_string(TEMPLATE, context, request)
        if key:
            cache.set(key, found, SECONDS)
    return found


def forget_articles(**kwargs: Any) -> None:
    """Make every article anew from now on; connected to all that an article is made of.

    Once now, for this request, and once after the commit: what others read in between is still the old state.
    """
    _new_generation()
    transaction.on_commit(_new_generation)


def _new_generation() -> None:
    cache.set(GENERATION, uuid4().hex, None)


def _key(solution: SolutionPage, request: HttpRequest, municipality: Organisation | None) -> str:
    """Where the article is kept; nothing when it may not be."""
    is_preview = getattr(request, "is_preview", False)
    if request.user.is_authenticated or is_preview or not solution.pk or not solution.live:
        return ""
    generation = cache.get_or_set(GENERATION, lambda: uuid4().hex, None)
    code = municipality.code if municipality else ""
    return f"solutions.article.{solution.pk}.{generation}.{get_language()}.{code}"
