"""Reads on organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from organisations.models import Organisation


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Reads on organisations that say what they select."""

    def existing(self) -> Self:
        """Organisations that have not ended, by merger or otherwise."""
        return self.filter(ended_on=None)

    def municipalities(self) -> Self:
        """Municipalities, of now and of the past."""
        return self.filter(kind="gemeente")

    def participating(self) -> Self:
        """Organisations with a live page subtree of their own that did not stop taking part."""
        return self.filter(page__live=True, left_on=None)

    def by_code(self, code: str) -> Organisation | None:
        """The organisation with this code (upper and lower case alike), or None."""
        return self.filter(code__iexact=code.strip()).first()

    def provinces(self) -> list[str]:
        """The names of provinces that have an organisation, in order."""
        found = self.exclude(province="").order_by("province").values_list("province", flat=True)
        return list(found.distinct())
