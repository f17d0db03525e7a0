"""Reads on organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, When

from hub.models import RecordPage, Source

if TYPE_CHECKING:
    from organisations.models import Organisation


WRITING_ROLES = ("redacteur", "beheerder")
"""The roles of those who write for an organisation, as they stand in the database."""


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Reads on organisations that say what they select."""

    def existing(self) -> Self:
        """Organisations that have not ended, by merger or otherwise."""
        return self.filter(ended_on=None)

    def municipalities(self) -> Self:
        """Municipalities, of now and of the past."""
        return self.filter(kind="gemeente")

    def with_participation(self) -> Self:
        """With `takes_part`: a live page of its own, and not only to hold what was taken from files.

        Who has people here that write, or put something here itself, takes part; so does who has an empty page yet, and
        nobody who stopped.
        """
        linked = (one.related_model for one in self.model._meta.related_objects)
        owned = [model for model in linked if issubclass(model, RecordPage)]
        live: list[Any] = [model._default_manager.filter(organisation=OuterRef("pk"), live=True) for model in owned]
        taken_over, own = Q(), Q()
        for pages in live:
            taken_over |= Q(Exists(pages.exclude(source=Source.MANUAL)))
            own |= Q(Exists(pages.filter(source=Source.MANUAL)))
        people = Q(memberships__role__in=WRITING_ROLES, memberships__user__is_active=True)
        writers = Q(Exists(self.model._default_manager.filter(people, pk=OuterRef("pk"))))
        takes_part = Q(page__live=True, left_on=None) & (own | writers | ~taken_over)
        return self.annotate(takes_part=Case(When(takes_part, then=True), default=False))

    def participating(self) -> Self:
        """Organisations that take part."""
        return self.with_participation().filter(takes_part=True)

    def by_code(self, code: str) -> Organisation | None:
        """The organisation with this code (upper and lower case alike), or None."""
        return self.filter(code__iexact=code.strip()).first()

    def provinces(self) -> list[str]:
        """The names of provinces that have an organisation, in order."""
        found = self.exclude(province="").order_by("province").values_list("province", flat=True)
        return list(found.distinct())
