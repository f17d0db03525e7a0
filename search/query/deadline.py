"""Until when an answer is worth waiting for."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from search.query.engine import EngineUnavailable

LEAST = 0.02  # seconds below which no request is begun


@dataclass(frozen=True, slots=True)
class Deadline:
    """One moment for all that is asked for one question, however many requests that takes."""

    ends: float
    clock: Callable[[], float] = field(default=time.monotonic, repr=False)

    @classmethod
    def after(cls, seconds: float, clock: Callable[[], float] = time.monotonic) -> Deadline:
        """The moment that comes in so many seconds."""
        return cls(clock() + seconds, clock)

    def left(self) -> float:
        """The seconds until it; below zero when it has passed."""
        return self.ends - self.clock()

    def remaining(self) -> float:
        """The seconds that are left; raises EngineUnavailable when they are not worth a request."""
        left = self.left()
        if left < LEAST:
            raise EngineUnavailable("the time for this question is over")
        return left
