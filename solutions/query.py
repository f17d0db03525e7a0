"""Reads on what is shared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, cast

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from hub.models.visibility import public_pages

if TYPE_CHECKING:
    from organisations.models import Organisation
    from solutions.models import Reuse  # noqa: F401 - named in a string below

CARD = ("title", "url_path", "summary", "is_example", "organisation__name")
"""What the card of any record shows."""

IN_USE = ("pilot", "in_use")


def counted_reuse() -> Q:
    """`ReuseQuerySet.counted`, as a condition on solutions; for use in one `filter` or `annotate`."""
    credible = Q(reuses__organisation__is_example=False) | Q(is_example=True)
    return Q(reuses__confirmed_at__lte=timezone.localdate(), reuses__status__in=IN_USE) & credible


class RecordQuerySet(PageQuerySet):
    """Reads on records that anonymous visitors may see, and whose they are."""

    def shared_publicly(self) -> Self:
        """Live, visible to everyone, and not behind Wagtail's privacy."""
        return cast("Self", public_pages(self))

    def owned_by(self, organisation: Organisation) -> Self:
        """Records in the subtree of this organisation."""
        return self.filter(organisation=organisation)

    def newest(self) -> Self:
        """Most recently published first."""
        return self.order_by("-first_published_at", "-pk")

    def with_list_relations(self) -> Self:
        """With what a card in a list shows, in a fixed number of queries."""
        return self.select_related("organisation").prefetch_related("tagged_items__tag")


class SolutionQuerySet(RecordQuerySet):
    """Reads on solutions."""

    def for_cards(self) -> Self:
        """With what a card shows and nothing else: the texts of a page weigh more than all the rest."""
        return self.select_related("organisation").only(*CARD, "text_language", "kind", "development_status", "source")

    def used_by(self, organisation: Organisation) -> Self:
        """Solutions of which this organisation confirmed that it uses them."""
        return self.filter(counted_reuse(), reuses__organisation=organisation).distinct()

    def with_confirmed_reuse(self) -> Self:
        """With `confirmed_reuse`: the number of other organisations that confirmed use."""
        return self.annotate(confirmed_reuse=Count("reuses__organisation", filter=counted_reuse(), distinct=True))


class ReuseQuerySet(QuerySet["Reuse"]):
    """Reads on the ledger of reuse."""

    def confirmed(self) -> Self:
        """Rows that the municipality itself confirmed; only these count."""
        return self.filter(confirmed_at__lte=timezone.localdate())

    def claimed(self) -> Self:
        """Rows that somebody states and the municipality has not confirmed."""
        return self.filter(Q(confirmed_at=None) | Q(confirmed_at__gt=timezone.localdate()))

    def in_use(self) -> Self:
        """Rows that say it is used now, as a pilot or in full."""
        return self.filter(status__in=IN_USE)

    def counted(self) -> Self:
        """Confirmed use that carries weight: an invented organisation proves nothing of a real solution."""
        return self.confirmed().in_use().credible()

    def credible(self) -> Self:
        """Without what invented organisations do with real solutions."""
        return self.exclude(Q(organisation__is_example=True) & Q(solution__is_example=False))

    def by_others_than(self, organisation: Organisation | None) -> Self:
        """Rows of organisations other than the owner."""
        return self.exclude(organisation=organisation) if organisation else self


class ExperienceQuerySet(RecordQuerySet):
    """Reads on experiences."""

    def for_cards(self) -> Self:
        """With what a card shows and nothing else."""
        return self.select_related("organisation").only(*CARD)

    def by_organisation(self, organisation: Organisation) -> Self:
        """Experiences of this organisation, its own and those it shares with another."""
        shared = self.model.objects.filter(partner_links__organisation=organisation).values("pk")
        return self.filter(Q(organisation=organisation) | Q(pk__in=shared))


ExperienceManager = PageManager.from_queryset(ExperienceQuerySet)
SolutionManager = PageManager.from_queryset(SolutionQuerySet)
