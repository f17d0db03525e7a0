"""Who may read a page: the one rule that page serving, lists, search, feeds and the API share.

Whoever asks for public pages asks here; `tests/architecture/test_visibility.py` finds who writes the rule out again.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageViewRestriction, Site


class Visibility(models.TextChoices):
    """Who may read a record."""

    PUBLIC = "public", _("Everyone")
    MUNICIPALITIES = "municipalities", _("Everyone who works for a municipality")
    ORGANISATION = "organisation", _("Only my organisation")


def is_public(page: Page) -> bool:
    """Whether anonymous visitors may read this page now: live, unrestricted by Wagtail's privacy, and public."""
    specific = page.specific
    return is_public_given(specific, restricted_paths())


def is_public_given(page: Any, restricted: tuple[str, ...]) -> bool:
    """`is_public` for a page of its own class, with the `restricted_paths` of this moment: no query for each page.

    Raises TypeError for a `Page`, which does not know its visibility.
    """
    if type(page) is Page:
        raise TypeError("the class of a page decides who may read it: give the specific page")
    visibility = getattr(page, "visibility", Visibility.PUBLIC)
    return page.live and visibility == Visibility.PUBLIC and not page.path.startswith(restricted)


def public_pages(queryset: Any) -> Any:
    """The pages of a class that anonymous visitors may read now: the rule of `is_public`, with one query more.

    Pages of several classes, `Page.objects`, are known by their class only when they are read: see `readable_pages`.
    """
    return queryset.filter(public_condition(has_visibility=hasattr(queryset.model, "visibility")))


def public_condition(prefix: str = "", restricted: tuple[str, ...] | None = None, *, has_visibility: bool = True) -> Q:
    """The rule of `is_public` as a condition, on the page that a relation with this prefix (`page__`) leads to."""
    condition = Q(**{f"{prefix}live": True})
    if has_visibility:
        condition &= Q(**{f"{prefix}visibility": Visibility.PUBLIC})
    for path in restricted_paths() if restricted is None else restricted:
        condition &= ~Q(**{f"{prefix}path__startswith": path})
    return condition


def readable_pages(ids: Iterable[int]) -> dict[int, Page]:
    """Those of these pages, by pk and of their own class, that anonymous visitors may read now."""
    restricted = restricted_paths()
    pages = Page.objects.filter(pk__in=list(ids), live=True).specific()
    return {page.pk: page for page in pages if is_public_given(page, restricted)}


def restricted_paths() -> tuple[str, ...]:
    """The places in the page tree at and below which Wagtail's privacy lets only some look."""
    return tuple(PageViewRestriction.objects.values_list("page__path", flat=True))


def default_root_page() -> Page | None:
    """The front page of the site that visitors know; None when there is no site."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    return site.root_page if site else None
