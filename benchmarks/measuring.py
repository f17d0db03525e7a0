"""Times and rates: measured in a fixed order, reported as percentiles in milliseconds."""

from __future__ import annotations

import json
import math
import time
import urllib.request
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass

MERGES_END = 120.0  # seconds after which an index is measured as it is


@dataclass(frozen=True, slots=True)
class Latency:
    """How long calls took, in milliseconds: the middle one, the 95th of a hundred, and how many there were."""

    p50: float
    p95: float
    calls: int

    def as_dict(self) -> dict[str, float]:
        return asdict(self)


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of the values does not exceed; raises ValueError without values."""
    if not values:
        raise ValueError("no values to take a percentile of")
    ordered = sorted(values)
    return ordered[max(math.ceil(share * len(ordered)) - 1, 0)]


def latency(call: Callable[[str], object], questions: Iterable[str], *, rounds: int, warm: int = 1) -> Latency:
    """How long the call takes for each question in turn, `rounds` times over, after `warm` rounds that do not count."""
    asked = list(questions)
    for question in asked * warm:
        call(question)
    times = []
    for question in asked * rounds:
        begin = time.perf_counter()
        call(question)
        times.append((time.perf_counter() - begin) * 1000)
    return Latency(percentile(times, 0.5), percentile(times, 0.95), len(times))


def interleaved(
    calls: dict[str, Callable[[str], object]], questions: Iterable[str], *, rounds: int
) -> dict[str, Latency]:
    """The latency of several calls, taken in turns so that a busy moment of the machine hits them alike."""
    asked = list(questions)
    times: dict[str, list[float]] = {name: [] for name in calls}
    for round_ in range(rounds + 1):
        for question in asked:
            for name, call in calls.items():
                begin = time.perf_counter()
                call(question)
                if round_:  # the first round warms up
                    times[name].append((time.perf_counter() - begin) * 1000)
    return {name: Latency(percentile(one, 0.5), percentile(one, 0.95), len(one)) for name, one in times.items()}


def rate(work: Callable[[], int]) -> float:
    """How many things a second the work does; it returns how many it did."""
    begin = time.perf_counter()
    done = work()
    return done / (time.perf_counter() - begin)


def wait_for_merges(address: str, patience: float = MERGES_END) -> bool:
    """Wait until this Elasticsearch merges nothing any more; whether it came to rest in time."""
    end = time.monotonic() + patience
    while _merging(address):
        if time.monotonic() > end:
            return False
        time.sleep(0.5)
    return True


def _merging(address: str) -> int:
    """How many merges are under way."""
    with urllib.request.urlopen(f"{address}/_stats/merge", timeout=10) as answer:  # noqa: S310 - our own server
        return int(json.load(answer)["_all"]["total"]["merges"]["current"])
