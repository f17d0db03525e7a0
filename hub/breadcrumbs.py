"""The way from the front page to a page."""

from __future__ import annotations

from wagtail.models import Page

from hub.caching import FragmentCache

SITE_DEPTH = 2  # the front page; above it stands only the root
BREADCRUMBS = FragmentCache("hub.breadcrumbs")


def breadcrumbs_of(page: Page) -> list[dict[str, str]]:
    """The live pages from the front page down to, and without, this one: `title` and `url` of each."""
    return BREADCRUMBS.get(lambda: _found(page), page.path)


def _found(page: Page) -> list[dict[str, str]]:
    ancestors = page.get_ancestors().filter(depth__gte=SITE_DEPTH).live()
    return [{"title": ancestor.title, "url": ancestor.get_url() or "/"} for ancestor in ancestors]
