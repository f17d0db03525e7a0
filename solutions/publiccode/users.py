"""Which organisation a name in a file means."""

from __future__ import annotations

import re

from organisations.models import Organisation

# Names that people use for a municipality beside the one that CBS registers.
ALIASES = {"den haag": "'s-gravenhage", "den bosch": "'s-hertogenbosch", "the hague": "'s-gravenhage"}
PREFIX = re.compile(r"^(?:de\s+)?(?:gemeente|municipality of|city of|stad)\s+", re.IGNORECASE)


def organisation_named(name: str) -> Organisation | None:
    """The one existing organisation that is called so, with or without "gemeente"; None for none or several."""
    bare = PREFIX.sub("", " ".join(name.replace("’", "'").split())).strip(" .")
    wanted = ALIASES.get(bare.lower(), bare)
    found = list(Organisation.objects.existing().filter(name__iexact=wanted)[:2])
    return found[0] if len(found) == 1 else None
