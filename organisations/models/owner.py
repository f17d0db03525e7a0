"""Which organisation owns a page: the one whose page is the nearest ancestor."""

from __future__ import annotations

from wagtail.models import Page

from organisations.models.organisation import Organisation


def owner_of(page: Page) -> Organisation | None:
    """The organisation in whose subtree the page stands, or None for pages of the site itself."""
    paths = [page.path[:end] for end in range(page.steplen, len(page.path) + 1, page.steplen)]
    return Organisation.objects.filter(page__path__in=paths).order_by("-page__path").first()
