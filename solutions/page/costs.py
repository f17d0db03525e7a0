"""What a solution cost those who use it: the bands that they confirmed, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from solutions.models import CostBand, EffortBand, Reuse

QUESTIONS: tuple[tuple[str, str | Promise, Any], ...] = (
    ("cost_band_once", _("Once"), CostBand),
    ("cost_band_yearly", _("Each year"), CostBand),
    ("effort_band", _("Own work"), EffortBand),
)


@dataclass(frozen=True, slots=True)
class Band:
    """One band, and how many users are in it."""

    label: str | Promise
    count: int


@dataclass(frozen=True, slots=True)
class Reported:
    """What users report on one question: the bands from low to high, and how many know it or estimate it."""

    label: str | Promise
    bands: tuple[Band, ...]
    actual: int
    estimated: int
    is_money: bool

    @property
    def total(self) -> int:
        return self.actual + self.estimated


def reported_costs(rows: Iterable[Reuse]) -> list[Reported]:
    """The answers of these uses, question by question; questions that nobody answered are left out."""
    uses = list(rows)
    found = (_reported(uses, *question) for question in QUESTIONS)
    return [one for one in found if one.bands]


def _reported(rows: list[Reuse], field: str, label: str | Promise, choices: Any) -> Reported:
    answered = [row for row in rows if getattr(row, field)]
    counts = Counter(getattr(row, field) for row in answered)
    actual = sum(row.costs_actual for row in answered)
    return Reported(
        label=label,
        bands=tuple(Band(one.label, counts[one.value]) for one in choices if counts[one.value]),
        actual=actual,
        estimated=len(answered) - actual,
        is_money=choices is CostBand,
    )
