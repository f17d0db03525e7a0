"""What the front page can show besides its own words: kinds of pages, subjects and figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class PageKind:
    """A kind of pages of which the front page can show a few, the newest or the first to come.

    `read` gives at most so many public pages, ready for their cards in a fixed number of queries; `card` is the
    template of one card and `name` what that template calls its page. Without pages the page says `empty`, or nothing.
    """

    key: str
    label: str | Promise
    read: Callable[[int], list[Any]]
    card: str
    name: str
    url: str
    url_label: str | Promise
    empty: str | Promise = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that pages are about, with the address where they stand; `count` when it is known how many."""

    title: str
    url: str
    text: str = ""
    count: int | None = None
    is_example: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that says something about the site, and what it counts."""

    number: int
    label: str | Promise
