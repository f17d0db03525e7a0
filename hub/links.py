"""Addresses of this site: full ones, and those of the other pages of a list with the rest of the address kept."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, QueryDict

NEIGHBOURS = 2
LONGEST_VALUE = 400  # characters of one parameter that links repeat
MOST_CARRIED = 1_200  # characters of all of them together


def absolute_url(path: str) -> str:
    """The full address of a path of this site."""
    return urljoin(settings.BASE_URL.rstrip("/") + "/", path)


def carried(query: QueryDict) -> QueryDict:
    """A copy of the parameters of an address, short enough to be repeated in every link of a page.

    A longer value is cut, and what comes after MOST_CARRIED characters is left out: a page has some sixty links.
    """
    short, left = QueryDict(mutable=True), MOST_CARRIED
    for name, values in query.lists():
        for value in values:
            left -= len(name) + min(len(value), LONGEST_VALUE)
            if left < 0:
                return short
            short.appendlist(name, value[:LONGEST_VALUE])
    return short


def with_query(path: str, query: QueryDict) -> str:
    """The path with these parameters; the path alone when there are none."""
    return f"{path}?{query.urlencode()}" if query else path


def address_here(request: HttpRequest) -> str:
    """The address of this page with what links carry of its parameters."""
    return with_query(request.path, carried(request.GET))


def page_url(request: HttpRequest, number: int) -> str:
    """The address of this list at another page; page 1 has no number."""
    query = carried(request.GET)
    query.pop("pagina", None)
    if number > 1:
        query["pagina"] = str(number)
    return with_query(request.path, query)


def page_links(request: HttpRequest, page_obj: Page[Any]) -> dict[str, Any]:
    """What components/pagination.html needs: `links` around this page, `previous_url` and `next_url`."""
    numbers = nearby(page_obj.number, page_obj.paginator)
    return {
        "links": [
            {"number": number, "url": page_url(request, number), "current": number == page_obj.number}
            for number in numbers
        ],
        "previous_url": page_url(request, page_obj.number - 1) if page_obj.has_previous() else "",
        "next_url": page_url(request, page_obj.number + 1) if page_obj.has_next() else "",
    }


def nearby(number: int, paginator: Paginator[Any]) -> list[int]:
    """The first and last page, and those around this one."""
    last = paginator.num_pages
    near = range(max(1, number - NEIGHBOURS), min(last, number + NEIGHBOURS) + 1)
    return sorted({1, last, *near})
