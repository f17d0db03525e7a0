"""The facets of the search: one table for the engines, the form and the chips."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from search.types import IndexRecord

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow a search.

    `key` names it in records, requests and engines; `parameter` in an address, in Dutch. `size` is the most
    buckets that an engine returns, `order` the place among the other facets on screen.
    """

    key: str
    parameter: str
    label: StrPromise
    size: int
    order: int


FACETS = (
    Facet("kind", "soort", _("Kind"), size=10, order=1),
    Facet("policy_domain", "domein", _("Policy domain"), size=100, order=2),
    Facet("organisation", "organisatie", _("Organisation"), size=1000, order=3),
    Facet("province", "provincie", _("Province"), size=20, order=4),
    Facet("development_status", "status", _("Development status"), size=10, order=5),
)

FACET_KEYS = tuple(facet.key for facet in FACETS)
FACETS_BY_KEY = {facet.key: facet for facet in FACETS}
FACETS_BY_PARAMETER = {facet.parameter: facet for facet in FACETS}


def facet_values(record: IndexRecord) -> dict[str, tuple[str, ...]]:
    """The values that a record has for each facet, without repeats; the kind comes from the record itself."""
    given = {**record.facets, "kind": (record.kind.value,)}
    return {key: tuple(dict.fromkeys(given.get(key, ()))) for key in FACET_KEYS if given.get(key)}
