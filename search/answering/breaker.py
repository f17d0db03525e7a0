"""A circuit breaker: after a failure an engine is skipped for a while, so that visitors do not wait for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

PAUSE = 30.0  # seconds
MOST_SLOW = 3  # slow answers in a row that count as a failure


class Breaker:
    """Closed until a failure; then open for `pause` seconds, after which one caller at a time may try again.

    `MOST_SLOW` slow answers in a row count as a failure too, because each of them keeps a visitor waiting.
    """

    def __init__(self, pause: float = PAUSE, clock: Callable[[], float] = time.monotonic) -> None:
        self._pause = pause
        self._clock = clock
        self._lock = threading.Lock()
        self._open_until: float | None = None
        self._slow = 0

    def allows(self) -> bool:
        """Whether to try the engine now; after a pause a single caller tries it, and the others stay blocked."""
        with self._lock:
            if self._open_until is None:
                return True
            if self._clock() < self._open_until:
                return False
            self._open_until = self._clock() + self._pause
            return True

    def failed(self) -> None:
        """Open the breaker for the length of the pause."""
        with self._lock:
            self._open_until = self._clock() + self._pause

    def succeeded(self, *, is_slow: bool | None = None) -> None:
        """Close the breaker, or open it after too many slow answers in a row; None leaves that count unchanged."""
        with self._lock:
            if is_slow is not None:
                self._slow = self._slow + 1 if is_slow else 0
            self._open_until = None
            if self._slow >= MOST_SLOW:
                self._slow = 0
                self._open_until = self._clock() + self._pause

    @property
    def is_open(self) -> bool:
        """Whether the breaker is open; it stays so after the pause until a call succeeds."""
        with self._lock:
            return self._open_until is not None
