"""Picks the excerpt of a hit, from the record's own text or from its attachments.

Attachments are searched only when the record's own text does not match every clause, and then only the pages that
seem to match most of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from search.analysis.highlight import Excerpt, Matcher, excerpt
from search.types import Attachment

MOST_PAGES = 5
"""Maximum number of pages that are analyzed word by word: those that seem to match most clauses."""

Passage = tuple[str, Attachment | None]
"""An excerpt as HTML, and the attachment it comes from; None for the record's own text."""


def passage(own: Excerpt, attachments: Sequence[Attachment], matcher: Matcher) -> Passage:
    """Return the record's own excerpt, or the best one from its attachments when that matches more clauses."""
    best, source = own, None
    for page in _promising(attachments, matcher) if is_incomplete(own, matcher) else ():
        found = excerpt((page.text,), matcher)
        if found.met > best.met:
            best, source = found, replace(page, text="")
    return best.html, source


def is_incomplete(own: Excerpt, matcher: Matcher) -> bool:
    """Whether the record's own text leaves a clause unmatched."""
    return own.met < matcher.clauses


def _promising(attachments: Sequence[Attachment], matcher: Matcher) -> list[Attachment]:
    """Return the pages that seem to match most clauses, by a substring search that is faster than analysis.

    Up to `MOST_PAGES` pages are all returned, because a substring search misses matches: "leden" has the stem "lid".
    """
    return sorted(attachments, key=lambda page: -matcher.held_by(page.text))[:MOST_PAGES]
