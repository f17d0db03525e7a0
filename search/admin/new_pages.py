"""A new page with its title filled in, when a report led to the form: `?titel=` in its address."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

LONGEST_TITLE = 200
_WANTED = "_search_wanted_title"


def remember_title(request: HttpRequest, parent_page: Page, page_class: type[Page]) -> None:
    """Keep the title on the parent, which is all that the signal of a new page brings along."""
    title = "".join(filter(str.isprintable, request.GET.get("titel", "")))[:LONGEST_TITLE]
    if request.method == "GET" and title:
        setattr(parent_page, _WANTED, title[0].upper() + title[1:])


def fill_in_title(page: Page, parent: Page, **kwargs: Any) -> None:
    """Give the new page the title that was asked for."""
    page.title = parent.__dict__.get(_WANTED, page.title)
