"""Keeps the local index of a host in sync with the database.

There are no claims and no acknowledgements: the versions in the index are compared with those in the database, and
outdated objects are written. So any number of hosts can sync independently, and a host catches up in the same way after
a week offline as after a second.
"""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from search.indexing import outbox
from search.indexing.delivery import Delivered, deliver, deliver_one_by_one
from search.indexing.indexer import CaughtUp, never
from search.indexing.targets import adopt_live_target, write_to_targets
from search.query.engine import EngineUnavailable, LocalEngine
from search.types import IndexWrite, WriteFailure

logger = logging.getLogger(__name__)

COMPARE_EVERY = 60.0  # seconds between two comparisons while no change is detected
WRITES_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Lag:
    """The number of objects the index lacks the latest version of, and the time of the oldest such change."""

    waiting: int = 0
    since: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class _Refusal:
    version: int
    tries: int
    next_try: float


class LocalIndex:
    """Syncs one engine of this host. Caches the last state it saw, so keep one instance per process."""

    def __init__(self, engine: LocalEngine) -> None:
        self._engine = engine
        self._seen: object = None
        self._compared = float("-inf")
        self._refusals: dict[str, _Refusal] = {}

    @property
    def refused(self) -> int:
        """The number of records that the engine refused at their last write."""
        return len(self._refusals)

    def catch_up(self, until: Callable[[], bool] = never) -> CaughtUp:
        """Write outdated objects, or stop early when `until` returns True; raises EngineUnavailable."""
        live = self._engine.live_target()
        if live is None:
            raise EngineUnavailable(f"the engine {self._engine.name} was never built on this host")
        now = time.monotonic()
        marker = (live, outbox.change_marker())
        is_retry = any(refusal.next_try <= now for refusal in self._refusals.values())
        if marker == self._seen and now - self._compared < COMPARE_EVERY and not is_retry:
            return CaughtUp()
        adopt_live_target(self._engine)
        behind = self._behind_and_none_ahead(live)
        keys = sorted((key for key in behind if self._is_due(key, behind[key], now)), key=lambda key: behind[key])
        total = CaughtUp()
        for start in range(0, len(keys), WRITES_AT_ONCE):
            if until():
                return total
            total += self._write(keys[start : start + WRITES_AT_ONCE])
        self._refusals = {key: refusal for key, refusal in self._refusals.items() if key in behind}
        self._seen, self._compared = marker, now
        return total

    def lag(self) -> Lag:
        """The current lag of the live index; raises EngineUnavailable."""
        behind = self.behind()
        return Lag(len(behind), outbox.changed_at(min(behind.values()))) if behind else Lag()

    def behind(self) -> dict[str, int]:
        """The keys of objects that are outdated in the live index, with their version in the database.

        Raises EngineUnavailable.
        """
        live = self._engine.live_target()
        return _compare(self._engine.stored_versions(live))[0] if live else {}

    def _behind_and_none_ahead(self, target: str) -> dict[str, int]:
        """As `behind`, after raising the database versions above any higher ones in the target."""
        behind, ahead = _compare(self._engine.stored_versions(target))
        if ahead:
            logger.error("search_engine_ahead", extra={"engine": self._engine.name, "objects": len(ahead)})
            outbox.supersede(ahead)
            behind |= outbox.versions_of(list(ahead))
        return behind

    def _is_due(self, key: str, version: int, now: float) -> bool:
        refusal = self._refusals.get(key)
        return refusal is None or refusal.version != version or refusal.next_try <= now

    def _write(self, keys: list[str]) -> CaughtUp:
        try:
            delivered = deliver(keys, self._write_to_targets)
        except EngineUnavailable:
            delivered = deliver_one_by_one(keys, self._write_to_targets)
        self._note(delivered)
        return CaughtUp(len(delivered.written), len(delivered.refused))

    def _write_to_targets(self, writes: Sequence[IndexWrite]) -> list[WriteFailure]:
        return write_to_targets(self._engine, writes)

    def _note(self, delivered: Delivered) -> None:
        for key in delivered.written:
            self._refusals.pop(key, None)
        for key, (version, reason) in delivered.refused.items():
            logger.error("search_write_failed", extra={"engine": self._engine.name, "key": key, "reason": reason})
            before = self._refusals.get(key)
            tries = before.tries + 1 if before and before.version == version else 1
            next_try = time.monotonic() + min(outbox.LONGEST_WAIT, 2**tries)
            self._refusals[key] = _Refusal(version, tries, next_try)


def _compare(held: Mapping[str, int]) -> tuple[dict[str, int], dict[str, int]]:
    """The outdated keys with their version in the database, and the keys ahead of it with their version in the index.

    `held` must be read first: index writers read the database before they write, so the index can only be ahead of the
    versions read here when the database was restored from a backup.
    """
    current = outbox.all_versions()
    behind = {key: version for key, version in current.items() if held.get(key, 0) < version}
    return behind, {key: version for key, version in held.items() if version > current.get(key, 0)}
