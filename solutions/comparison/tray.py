"""What a visitor keeps to compare while searching on: numbers of solutions in the session, and nothing without asking.

A visitor who never keeps anything gets no session and no cookie.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from solutions.comparison.table import MOST

SESSION_KEY = "vergelijken"


def kept(request: HttpRequest | None) -> list[int]:
    """The numbers that this visitor keeps, in the order of keeping; not all of them need to be public still."""
    session = getattr(request, "session", None)
    remembered = session.get(SESSION_KEY) if session is not None else None
    numbers = remembered if isinstance(remembered, list) else []
    return [number for number in numbers if isinstance(number, int)][:MOST]


def keep(request: HttpRequest, numbers: Iterable[int]) -> None:
    """Keep these and nothing else; with none of them the cookie goes too, if nothing else is remembered."""
    asked = list(dict.fromkeys(numbers))[:MOST]
    if asked:
        request.session[SESSION_KEY] = asked
        return
    request.session.pop(SESSION_KEY, None)
    if not request.session.keys():
        request.session.flush()


def compare_address(numbers: Iterable[int], name: str = "compare", extra: Iterable[tuple[str, str]] = ()) -> str:
    """The address of a comparison of these solutions, as one may pass it on."""
    query = urlencode([*(("o", str(number)) for number in numbers), *extra])
    return f"{reverse(name)}?{query}" if query else reverse(name)
