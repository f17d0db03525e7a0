"""A circuit breaker: after a failure an engine is left alone for a while, so that visitors do not wait for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

PAUSE = 30.0  # seconds
MOST_SLOW = 3  # slow answers in a row that count as a failure


class Breaker:
    """Closed until a failure; then open for `pause` seconds, after which one caller at a time may try again.

    Answers that come in time but slowly are a failure when several do so in a row: each of them is somebody who waits.
    """

    def __init__(self, pause: float = PAUSE, clock: Callable[[], float] = time.monotonic) -> None:
        self._pause = pause
        self._clock = clock
        self._lock = threading.Lock()
        self._open_until: float | None = None
        self._slow = 0

    def allows(self) -> bool:
        """Whether to try the engine now; whoever is let through after a pause tries for all others."""
        with self._lock:
            if self._open_until is None:
                return True
            if self._clock() < self._open_until:
                return False
            self._open_until = self._clock() + self._pause
            return True

    def failed(self) -> None:
        """Leave the engine alone from now on, for the length of the pause."""
        with self._lock:
            self._open_until = self._clock() + self._pause

    def succeeded(self, *, is_slow: bool | None = None) -> None:
        """Everybody may use the engine again, unless this was one slow answer too many; None tells nothing of that."""
        with self._lock:
            if is_slow is not None:
                self._slow = self._slow + 1 if is_slow else 0
            self._open_until = None
            if self._slow >= MOST_SLOW:
                self._slow = 0
                self._open_until = self._clock() + self._pause

    @property
    def is_open(self) -> bool:
        """Whether callers are kept away at this moment."""
        with self._lock:
            return self._open_until is not None
