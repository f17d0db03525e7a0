"""The facets of the search: one table for the engines, the form and the chips."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from search.types import LOOKALIKE, IndexRecord

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow a search.

    `key` names it in records, requests and engines; `parameter` in an address, in Dutch. `size` is the most
    buckets that an engine returns, `order` the place among the other facets on screen. What is not `stored` is
    worked out for each question.
    """

    key: str
    parameter: str
    label: StrPromise
    size: int
    order: int
    stored: bool = True


FACETS = (
    Facet("kind", "soort", _("Kind"), size=10, order=1),
    Facet(LOOKALIKE, "zoals-mijn", _("Used by municipalities like mine"), size=1, order=2, stored=False),
    Facet("policy_domain", "domein", _("Policy domain"), size=100, order=3),
    Facet("solution_kind", "type", _("Kind of solution"), size=20, order=4),
    Facet("development_status", "status", _("Development status"), size=10, order=5),
    Facet("evidence", "bewijs", _("Evidence of use"), size=10, order=6),
    Facet("used_by", "gebruikt-door", _("Used by"), size=1000, order=7),
    Facet("organisation", "organisatie", _("Shared by"), size=1000, order=8),
    Facet("province", "provincie", _("Province"), size=20, order=9),
    Facet("tag", "onderwerp", _("Subject"), size=200, order=10),
    Facet("gemma_component", "gemma", _("GEMMA reference component"), size=200, order=11),
    Facet("licence", "licentie", _("Licence"), size=50, order=12),
)

FACET_KEYS = tuple(facet.key for facet in FACETS)
STORED_KEYS = tuple(facet.key for facet in FACETS if facet.stored)
FACETS_BY_KEY = {facet.key: facet for facet in FACETS}
FACETS_BY_PARAMETER = {facet.parameter: facet for facet in FACETS}


def facet_values(record: IndexRecord) -> dict[str, tuple[str, ...]]:
    """The values that a record has for each stored facet, without repeats; kind and users come from the record."""
    given = {**record.facets, "kind": (record.kind.value,), "used_by": record.adopters}
    return {key: tuple(dict.fromkeys(given.get(key, ()))) for key in STORED_KEYS if given.get(key)}
