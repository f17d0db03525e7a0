"""What Lighthouse found on a page, and whether that is good enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from benchmarks.sections import table

LEAST = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
MOST_BYTES = 130_000
PASSED = 0.9  # of an audit, as Lighthouse colours it green
MOST_SHIFT = 0.0005  # what rounds to 0.000


@dataclass(frozen=True, slots=True)
class Measured:
    """One page: scores out of a hundred, bytes without images, layout shift, seconds to the largest thing, failures."""

    name: str
    scores: dict[str, int]
    sent: int
    shift: float
    largest: float
    failed: tuple[str, ...]

    @classmethod
    def of(cls, name: str, report: dict[str, Any]) -> Measured:
        """What stands in a report of Lighthouse; raises ValueError when it could not load the page."""
        if report.get("runtimeError"):
            raise ValueError(f"{name}: {report['runtimeError']['message']}")
        audits, categories = report["audits"], report["categories"]
        requests = audits["network-requests"]["details"]["items"]
        graded = {one["id"] for key in LEAST for one in categories[key]["auditRefs"] if one["weight"]}
        grades = {key: score for key in graded if (score := audits[key]["score"]) is not None}
        return cls(
            name=name,
            scores={key: round(100 * (categories[key]["score"] or 0)) for key in LEAST},
            sent=sum(one["transferSize"] for one in requests if one.get("resourceType") != "Image"),
            shift=audits["cumulative-layout-shift"]["numericValue"],
            largest=audits["largest-contentful-paint"]["numericValue"] / 1000,
            failed=tuple(sorted(key for key, score in grades.items() if score < PASSED)),
        )

    def missed(self) -> list[str]:
        """The bounds that this page misses, in words."""
        wrong = [
            f"{key} is {self.scores[key]}, not {least}" for key, least in LEAST.items() if self.scores[key] < least
        ]
        if self.sent >= MOST_BYTES:
            wrong.append(f"{self.sent} bytes on a first visit, not under {MOST_BYTES}")
        if self.shift > MOST_SHIFT:
            wrong.append(f"shifts by {self.shift:.3f} while loading")
        because = f" ({', '.join(self.failed)})" if self.failed else ""
        return [f"{self.name}: {one}{because}" for one in wrong]

    def cells(self) -> list[str]:
        """The page as a row of the table."""
        scores = [str(self.scores[key]) for key in LEAST]
        return [self.name, *scores, f"{self.sent / 1000:.1f}", f"{self.shift:.3f}", f"{self.largest:.1f}"]

    def line(self) -> str:
        """The page as a line for who waits."""
        return "  ".join([*self.cells(), *self.failed])


def middle(runs: Sequence[Measured]) -> Measured:
    """The run whose performance is the middle one; scores and bytes that are not about time are the same in all."""
    performance = median(one.scores["performance"] for one in runs)
    return min(runs, key=lambda one: abs(one.scores["performance"] - performance))


def as_table(measured: Sequence[Measured]) -> str:
    """All pages as a table in Markdown."""
    head = ["page", *(key.replace("-", " ") for key in LEAST), "kB without images", "shift", "largest paint (s)"]
    return table(head, [one.cells() for one in measured])
