"""The passage that shows why a record was found, from its own text or from the documents it brings along.

A document is looked at only when the record's own text does not meet the whole question, and then only the pages
that hold something of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from search.dutch.tokens import fold
from search.highlight import Excerpt, Matcher, excerpt
from search.types import Attachment

MOST_PAGES = 5
"""Pages of which the words are looked at one by one; they are the ones that hold most of the question."""

Passage = tuple[str, Attachment | None]
"""An excerpt as HTML, and where it comes from when that is not the record's own text."""


def passage(own: Excerpt, attachments: Sequence[Attachment], matcher: Matcher) -> Passage:
    """The better of the record's own excerpt and the best one of its attachments; its own when they are equal."""
    best, source = own, None
    for page in _promising(attachments, matcher) if is_wanting(own, matcher) else ():
        found = excerpt((page.text,), matcher)
        if found.met > best.met:
            best, source = found, replace(page, text="")
    return best.html, source


def is_wanting(own: Excerpt, matcher: Matcher) -> bool:
    """Whether the record's own text leaves something of the question unmet."""
    return own.met < matcher.clauses


def _promising(attachments: Iterable[Attachment], matcher: Matcher) -> list[Attachment]:
    """The pages whose letters hold something of the question, most first; quicker than looking at words."""
    held = [(page, matcher.held_by(fold(page.text.lower()))) for page in attachments]
    best = sorted((one for one in held if one[1]), key=lambda one: -one[1])
    return [page for page, _count in best[:MOST_PAGES]]
