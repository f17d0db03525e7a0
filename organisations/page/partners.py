"""With whom an organisation works: partnerships, their members, and what it came from or went on as."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils import timezone

from organisations.models.organisation import Organisation, OrganisationSuccession, PartnershipMember


def partnerships_of(organisation: Organisation) -> dict[str, Any]:
    """The current partnerships and members of an organisation, its predecessors and successors; in three queries."""
    today = timezone.localdate()
    current = (Q(since=None) | Q(since__lte=today)) & (Q(until=None) | Q(until__gte=today))
    memberships = PartnershipMember.objects.filter(current).select_related("organisation", "partnership")
    went_on = OrganisationSuccession.objects.select_related("predecessor", "successor").order_by("on", "pk")
    return {
        "partnerships": list(memberships.filter(organisation=organisation).order_by("partnership__name")),
        "members": list(memberships.filter(partnership=organisation).order_by("organisation__name")),
        "successions": list(went_on.filter(Q(predecessor=organisation) | Q(successor=organisation))),
    }
