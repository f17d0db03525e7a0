"""The passage that shows why a record was found, from its own text or from the documents it brings along.

A document is looked at only when the record's own text does not meet the whole question, and then only the pages
that seem to hold most of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from search.analysis.highlight import Excerpt, Matcher, excerpt
from search.types import Attachment

MOST_PAGES = 5
"""Pages of which the words are looked at one by one; they are the ones that seem to hold most of the question."""

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


def _promising(attachments: Sequence[Attachment], matcher: Matcher) -> list[Attachment]:
    """The pages whose letters seem to hold most of the question, which is quicker to see than their words are.

    A few pages are all looked at, for letters do not tell everything: what has the stem of "lid" may say "leden".
    """
    return sorted(attachments, key=lambda page: -matcher.held_by(page.text))[:MOST_PAGES]
