"""An in-process cache of the answers of the last minute, since many visitors ask the same question.

Invariant: an answer is served from the cache only while the index is unchanged since before the answer was computed. It
is stored with a revision of the index that was read beforehand, and every change that visitors can see changes the
revision, whichever process wrote it. So processes need no invalidation messages, and a withdrawn page disappears from
the cache as soon as from the index.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from search.plan import Plan
from search.types import EngineResult, SearchRequest, SearchResult

LASTS = 60.0  # seconds: the maximum age of an answer, even if the revision is unchanged
MOST_ANSWERS = 400
MOST_WEIGHT = 150_000
"""In facet values, of a few hundred bytes each with overhead: a few dozen megabytes at most."""

HIT_WEIGHT = 20  # the weight of a hit, in facet values
PARTS_WEIGHT = 500  # the weight of the rendered parts cached with an answer


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine found, for which page, the number of hits below the cut if counted, and the engine's name.

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
        """The memory it takes, in facet values."""
        return PARTS_WEIGHT + HIT_WEIGHT * len(self.result.hits) + sum(map(len, self.result.facets.values()))


@dataclass(frozen=True, slots=True)
class CachedAnswer:
    """An answer, and a revision of the index that was read before it was computed."""

    revision: str
    answer: Answer


def key_of(engine: str, plan: Plan, request: SearchRequest) -> Hashable:
    """The cache key of a request: what was typed counts only through its plan, and the order of filters does not."""
    filters = tuple(sorted((name, tuple(sorted(values))) for name, values in request.active_filters.items()))
    asked = (request.page, request.page_size, request.sort, request.show_weak, request.similar, request.with_facets)
    return (engine, plan.fingerprint, filters, asked)


def part(result: SearchResult, name: str, key: Hashable, make: Callable[[], str]) -> str:
    """A rendered part of a page that depends only on the answer and `key`; the latest per name is cached."""
    kept = result.parts.get(name)
    if kept is None or kept[0] != key:
        kept = result.parts[name] = (key, make())
    return kept[1]


class Answers:
    """An LRU cache of answers, bounded by number, weight and age."""

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
        """The answer for this key; None when there is none or it is too old."""
        with self._lock:
            made, known = self._kept.get(key, (float("-inf"), None))
            if known is None or self._clock() - made > self._seconds:
                return None
            self._kept.move_to_end(key)
            return known

    def keep(self, key: Hashable, known: CachedAnswer) -> None:
        """Store an answer, evicting the least recently used ones."""
        with self._lock:
            self._drop(key)
            self._kept[key] = (self._clock(), known)
            self._weight += known.answer.weight
            while self._kept and (len(self._kept) > self._most or self._weight > self._room):
                self._drop(next(iter(self._kept)))

    def clear(self) -> None:
        """Remove all answers."""
        with self._lock:
            self._kept.clear()
            self._weight = 0

    def __len__(self) -> int:
        return len(self._kept)

    def _drop(self, key: Hashable) -> None:
        if dropped := self._kept.pop(key, None):
            self._weight -= dropped[1].answer.weight
