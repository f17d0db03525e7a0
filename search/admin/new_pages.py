"""Fills in the title of a new page from `?titel=` in the URL, for links from a report."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

LONGEST_TITLE = 200
_WANTED = "_search_wanted_title"


def remember_title(request: HttpRequest, parent_page: Page, page_class: type[Page]) -> None:
    """Store the title on the parent: the signal for a new page passes only that and the page itself."""
    title = "".join(filter(str.isprintable, request.GET.get("titel", "")))[:LONGEST_TITLE]
    if request.method == "GET" and title:
        setattr(parent_page, _WANTED, title[0].upper() + title[1:])


def fill_in_title(page: Page, parent: Page, **kwargs: Any) -> None:
    """Set the requested title on the new page."""
    page.title = parent.__dict__.get(_WANTED, page.title)
