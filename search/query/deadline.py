"""The deadline of a search."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from search.query.engine import EngineUnavailable

LEAST = 0.02  # seconds; with less time left no request is started


@dataclass(frozen=True, slots=True)
class Deadline:
    """One point in time by which all requests for one search must be done, however many there are."""

    ends: float
    clock: Callable[[], float] = field(default=time.monotonic, repr=False)

    @classmethod
    def after(cls, seconds: float, clock: Callable[[], float] = time.monotonic) -> Deadline:
        """Return the deadline this many seconds from now."""
        return cls(clock() + seconds, clock)

    def left(self) -> float:
        """Return the seconds left; negative when the deadline has passed."""
        return self.ends - self.clock()

    def remaining(self) -> float:
        """Return the seconds left; raises EngineUnavailable when there are too few for a request."""
        left = self.left()
        if left < LEAST:
            raise EngineUnavailable("the time for this question is over")
        return left
