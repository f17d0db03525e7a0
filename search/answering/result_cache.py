"""Answers of the last minute, held by this process, for many visitors ask the same.

Invariant: an answer is given again only while the index is as it was before the answer was made. It is held with a
revision of the index that was read before, and every change that visitors can see moves that, whoever wrote it; so no
process needs to be told, and a page that was withdrawn is gone from here as soon as from the index.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from search.plan import Plan
from search.types import EngineResult, SearchRequest, SearchResult

LASTS = 60.0  # seconds: a page does not grow older than this, whatever an engine says of its revision
MOST_ANSWERS = 400
MOST_WEIGHT = 150_000
"""Values of facets, some hundred bytes each with all that hangs on them: a few dozen megabytes at the very most."""

HIT_WEIGHT = 20  # a hit weighs as much as so many values
PARTS_WEIGHT = 500  # and so does the part of a page that is kept with an answer


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine found, for which page, the hits below the cut if counted, and which engine it was.

    `unmet` are the words of the question that no record meets.
    """

    result: EngineResult
    request: SearchRequest
    weaker: int
    engine: str
    unmet: tuple[str, ...] = ()
    parts: dict[str, tuple[Hashable, str]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def weight(self) -> int:
        """How much memory it takes, in values of facets."""
        return PARTS_WEIGHT + HIT_WEIGHT * len(self.result.hits) + sum(map(len, self.result.facets.values()))


@dataclass(frozen=True, slots=True)
class CachedAnswer:
    """An answer, and a revision of the index that was read before it was made."""

    revision: str
    answer: Answer


def key_of(engine: str, plan: Plan, request: SearchRequest) -> Hashable:
    """The same for requests with the same answer: what was typed counts only by its plan, the order of filters not."""
    filters = tuple(sorted((name, tuple(sorted(values))) for name, values in request.active_filters.items()))
    asked = (request.page, request.page_size, request.sort, request.show_weak, request.similar, request.with_facets)
    return (engine, plan.fingerprint, filters, asked)


def part(result: SearchResult, name: str, key: Hashable, make: Callable[[], str]) -> str:
    """A part of a page that depends on the answer and on `key` alone, made once; the last one of a name is kept."""
    kept = result.parts.get(name)
    if kept is None or kept[0] != key:
        kept = result.parts[name] = (key, make())
    return kept[1]


class Answers:
    """As many of the latest answers as there is room for; the one that was not asked for longest goes first."""

    def __init__(
        self,
        most: int = MOST_ANSWERS,
        weight: int = MOST_WEIGHT,
        seconds: float = LASTS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._most, self._room, self._seconds, self._clock = most, weight, seconds, clock
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, tuple[float, CachedAnswer]] = OrderedDict()
        self._weight = 0

    def get(self, key: Hashable) -> CachedAnswer | None:
        """The answer under this key, unless it is too old."""
        with self._lock:
            made, known = self._kept.get(key, (float("-inf"), None))
            if known is None or self._clock() - made > self._seconds:
                return None
            self._kept.move_to_end(key)
            return known

    def keep(self, key: Hashable, known: CachedAnswer) -> None:
        """Remember an answer, at the cost of older ones."""
        with self._lock:
            self._drop(key)
            self._kept[key] = (self._clock(), known)
            self._weight += known.answer.weight
            while self._kept and (len(self._kept) > self._most or self._weight > self._room):
                self._drop(next(iter(self._kept)))

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()
            self._weight = 0

    def __len__(self) -> int:
        return len(self._kept)

    def _drop(self, key: Hashable) -> None:
        if dropped := self._kept.pop(key, None):
            self._weight -= dropped[1].answer.weight
