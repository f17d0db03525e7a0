"""Which organisation a name in a file means."""

from __future__ import annotations

import re

from django.db.models import Q

from organisations.models import Kind, Organisation

# Names that people use for a municipality beside the one that CBS registers.
ALIASES = {
    "den haag": "'s-gravenhage",
    "the hague": "'s-gravenhage",
    "den bosch": "'s-hertogenbosch",
}
KINDS = {"provincie": Kind.PROVINCE, "province of": Kind.PROVINCE, "waterschap": Kind.WATER_AUTHORITY}
PREFIX = re.compile(
    r"^(?:de\s+)?(gemeente|municipality of|city of|stad|provincie|province of|waterschap)\s+", re.IGNORECASE
)


def organisation_named(name: str) -> Organisation | None:
    """The one existing organisation that is called so, with or without "gemeente"; None for none or several."""
    name = " ".join(re.sub("[’‘`´]", "'", name).split()).strip(" .,")
    prefix = PREFIX.match(name)
    bare = name[prefix.end() :] if prefix else name
    wanted = ALIASES.get(bare.lower(), bare)
    by_name = Q(name__iexact=wanted) | Q(name__iexact=name) | Q(official_name__iexact=name)
    found = Organisation.objects.existing().filter(by_name, is_example=False)
    if prefix:
        found = found.filter(kind=KINDS.get(prefix[1].lower(), Kind.MUNICIPALITY))
    two = list(found[:2])
    return two[0] if len(two) == 1 else None
