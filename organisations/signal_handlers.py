"""What happens to owners when pages move."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page

from organisations.models.pages import set_owner_below


def owner_follows_the_tree(instance: Page, **kwargs: Any) -> None:
    """A moved page, and all below it, belongs to the organisation it now stands under."""
    set_owner_below(Page.objects.get(pk=instance.pk))
