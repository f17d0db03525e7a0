"""Which organisation a name means, as people write it: without accents, with "gemeente" or a province beside it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Self

from hub.text.characters import without_accents
from organisations.models import Kind, Organisation

ALIASES = {"den haag": "s gravenhage", "the hague": "s gravenhage", "den bosch": "s hertogenbosch"}
"""Names that people use for a municipality beside the one that CBS registers, as `folded` gives them."""
KINDS = {"provincie": Kind.PROVINCE, "province of": Kind.PROVINCE, "waterschap": Kind.WATER_AUTHORITY}
PREFIX = re.compile(
    r"(?:(?:de|the)\s+)?"
    r"(gemeente|gem\.?|municipality of|municipality|city of|stad|provincie|province of|waterschap)\s+",
    re.IGNORECASE,
)
BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*$")
WEB_ADDRESS = re.compile(r"[\s,(–-]*https?://\S+\s*$")
LEFT_OUT = re.compile(r"[’‘`´'.,\"“”]")
BETWEEN = re.compile(r"[\s\-–/_]+")
PROVINCES = {
    "drenthe": ("d", "dr", "drente"),
    "flevoland": ("f", "fl"),
    "fryslan": ("f", "fr", "frl", "friesland"),
    "gelderland": ("g", "gld"),
    "groningen": ("g", "gr"),
    "limburg": ("l", "lb", "lim"),
    "noordbrabant": ("nb", "nbr", "brabant"),
    "noordholland": ("nh",),
    "overijssel": ("o", "ov"),
    "utrecht": ("u", "ut", "utr"),
    "zeeland": ("z", "zl", "zld"),
    "zuidholland": ("zh",),
}
"""How people shorten the provinces. Letters that two share still tell apart the places of one name."""


def folded(name: str) -> str:
    """A name in the form in which two ways of writing it are equal: no accents, capitals, apostrophes or hyphens."""
    bare = LEFT_OUT.sub("", re.sub(r"(?<=[’‘`´'])\s+", "", name))
    bare = without_accents(bare).casefold()
    return BETWEEN.sub(" ", bare).strip()


def without_prefix(name: str) -> str:
    """The name without the word for its kind: "gemeente Delft" is "Delft"."""
    prefix = PREFIX.match(name)
    return name[prefix.end() :] if prefix else name


class OrganisationNames:
    """The organisations that exist, by every way of writing their names; invented ones are never meant."""

    def __init__(self, organisations: Iterable[Organisation]) -> None:
        self._by_name: defaultdict[str, dict[int, Organisation]] = defaultdict(dict)
        for organisation in organisations:
            for name in _ways(organisation.name, organisation.official_name):
                self._by_name[name][organisation.pk] = organisation

    @classmethod
    def of_existing(cls) -> Self:
        """The names of all that exist now, in one query."""
        return cls(Organisation.objects.existing().filter(is_example=False))

    def meant_by(self, name: str) -> Organisation | None:
        """The one organisation that is called so; None for none or several."""
        name = WEB_ADDRESS.sub("", name).strip()
        prefix = PREFIX.match(name)
        found = [one for one in self._called(name) if not prefix or one.kind == _kind(prefix[1])]
        return found[0] if len(found) == 1 else None

    def _called(self, name: str) -> list[Organisation]:
        """Those with this name as it is, else those with the name before its brackets, in the province in them."""
        whole = self._all_by(name)
        brackets = BRACKETS.search(name)
        if whole or not brackets:
            return whole
        return [one for one in self._all_by(name[: brackets.start()]) if _is_in(one, brackets[1])]

    def _all_by(self, name: str) -> list[Organisation]:
        ways = (folded(name), folded(without_prefix(name)))
        found = {pk: one for way in ways for pk, one in self._by_name.get(ALIASES.get(way, way), {}).items()}
        return list(found.values())


def _ways(*names: str) -> Iterator[str]:
    """Every way of writing these names of an organisation."""
    for name in filter(None, names):
        for one in (name, without_prefix(name)):
            yield folded(one)
            yield folded(BRACKETS.sub("", one))


def _kind(prefix: str) -> Kind:
    return KINDS.get(prefix.lower(), Kind.MUNICIPALITY)


def _is_in(organisation: Organisation, place: str) -> bool:
    """Whether a province in brackets, in full or shortened, is that of the organisation."""
    province = folded(organisation.province).replace(" ", "")
    words = folded(place).replace(" ", "")
    return bool(province) and (words == province or words in PROVINCES.get(province, ()))
