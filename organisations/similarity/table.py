"""The table of municipalities that are alike: worked out, written as a whole, and read with the reasons in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import floor, log10
from typing import Any

from django.db import transaction
from django.dispatch import Signal
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organisations.hooks import uses_by_organisation
from organisations.models import MunicipalitySimilarity, Organisation
from organisations.similarity.scoring import MunicipalityFacts, Reason, most_similar

DIGITS = 3
"""Digits of a number in words that are not rounded away; below a hundred thousand one fewer."""
HUNDRED_THOUSAND = 100_000

recomputed = Signal()
"""Sent in the transaction that replaces the table: its rows are written at once, and none of them is saved."""


@dataclass(frozen=True, slots=True)
class RecomputedSimilarity:
    """What a computation found: how many municipalities and rows, who was left out, and whether the table differs."""

    municipalities: int
    rows: int
    without_facts: list[str]
    changed: bool


@dataclass(frozen=True, slots=True)
class SimilarMunicipality:
    """A municipality like another: its code, name and address, the similarity from 0 to 1, and why, in words."""

    code: str
    name: str
    url: str
    score: float
    reasons: list[str]


@transaction.atomic
def recompute(*, write: bool = True) -> RecomputedSimilarity:
    """Work out who is like whom, and let that replace the table unless the table says so already.

    The municipalities are locked meanwhile, so that two who do this at once take turns. Invented municipalities
    are compared with each other only. Without `write` nothing changes.
    """
    existing = Organisation.objects.municipalities().existing().order_by("code")
    organisations = list(existing.select_for_update(no_key=True) if write else existing)
    rows = [row for invented in (False, True) for row in _rows_of(organisations, invented=invented)]
    changed = _contents(rows) != _contents(MunicipalitySimilarity.objects.all())
    if write and changed:
        MunicipalitySimilarity.objects.all().delete()
        MunicipalitySimilarity.objects.bulk_create(rows, batch_size=1000)
        recomputed.send(MunicipalitySimilarity)
    return RecomputedSimilarity(
        municipalities=len({row.municipality_id for row in rows}),
        rows=len(rows),
        without_facts=[organisation.name for organisation in organisations if not organisation.inhabitants],
        changed=changed,
    )


def similar_to(organisation: Organisation, limit: int | None = None) -> list[SimilarMunicipality]:
    """The municipalities most like this one, best first, in one query; none for what is no municipality."""
    rows = MunicipalitySimilarity.objects.filter(municipality=organisation, other__ended_on=None)
    return [
        SimilarMunicipality(
            row.other.code, row.other.name, row.other.get_absolute_url(), row.score, reasons_in_words(row)
        )
        for row in rows.select_related("other").order_by("rank")[:limit]
    ]


def reasons_in_words(row: MunicipalitySimilarity) -> list[str]:
    """Why two municipalities are alike, one phrase for each reason; a code that is no longer known is passed over."""
    return [
        _WORDS[reason["code"]](*reason.get("numbers", ()))
        for reason in row.reasons
        if isinstance(reason, Mapping) and reason.get("code") in _WORDS
    ]


def _rows_of(organisations: Iterable[Organisation], *, invented: bool) -> list[MunicipalitySimilarity]:
    uses = uses_by_organisation()
    known = {one.code: one for one in organisations if one.inhabitants and one.is_example == invented}
    alike = most_similar(_facts(one, uses) for one in known.values())
    return [
        MunicipalitySimilarity(
            municipality=known[code],
            other=known[found.code],
            score=found.score,
            rank=rank,
            reasons=[{"code": reason.value, "numbers": list(numbers)} for reason, numbers in found.reasons],
        )
        for code, others in alike.items()
        for rank, found in enumerate(others, start=1)
    ]


def _facts(organisation: Organisation, uses: Mapping[int, frozenset[int]]) -> MunicipalityFacts:
    latitude, longitude = organisation.latitude, organisation.longitude
    return MunicipalityFacts(
        code=organisation.code,
        inhabitants=organisation.inhabitants or 0,
        density=organisation.density,
        province=organisation.province_code,
        point=None if latitude is None or longitude is None else (latitude, longitude),
        uses=uses.get(organisation.pk, frozenset()),
    )


def _contents(rows: Iterable[MunicipalitySimilarity]) -> dict[tuple[int, int], tuple[Any, ...]]:
    """What the rows say, to compare with other rows."""
    return {(row.municipality_id, row.rank): (row.other_id, row.score, row.reasons) for row in rows}


def _about_equal(one: int, other: int) -> str:
    return _("about as many inhabitants (%(one)s and %(other)s)") % {"one": _round(one), "other": _round(other)}


def _size(one: int, other: int) -> str:
    return _("%(one)s inhabitants, and %(other)s there") % {"one": _round(one), "other": _round(other)}


def _density(one: int, other: int) -> str:
    numbers = {"one": _round(one), "other": _round(other)}
    return _("about as densely populated (%(one)s and %(other)s inhabitants per km²)") % numbers


def _province() -> str:
    return _("in the same province")


def _distance(km: int) -> str:
    return _("%(km)s km away") % {"km": number_format(max(km, 1))}


def _solutions(count: int) -> str:
    text = ngettext("uses %(count)s solution that is used here too", "uses %(count)s of the same solutions", count)
    return text % {"count": number_format(count)}


_WORDS: dict[str, Callable[..., str]] = {
    Reason.INHABITANTS: _about_equal,
    Reason.SIZE: _size,
    Reason.DENSITY: _density,
    Reason.PROVINCE: _province,
    Reason.DISTANCE: _distance,
    Reason.SOLUTIONS: _solutions,
}


def _round(number: int) -> str:
    """A number as people say it: 109.577 becomes 110.000, 4.554 becomes 4.600."""
    digits = DIGITS if number >= HUNDRED_THOUSAND else DIGITS - 1
    rounded = round(number, digits - 1 - floor(log10(number))) if number else 0
    return number_format(rounded, force_grouping=True)
