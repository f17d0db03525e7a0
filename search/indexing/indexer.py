"""Processes outbox events: claims those that are due, writes the public state, acknowledges what was written."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from search.indexing import outbox
from search.indexing.delivery import Delivered, Write, deliver, deliver_one_by_one
from search.indexing.outbox import Claim
from search.query.engine import EngineUnavailable
from search.types import IndexWrite, WriteFailure

logger = logging.getLogger(__name__)


class Writer(Protocol):
    """Writes the events of one consumer."""

    name: str

    def write(self, writes: Sequence[IndexWrite], before_request: Callable[[], None]) -> list[WriteFailure]:
        """Apply the writes, calling `before_request` before anything slow; returns those refused.

        Raises EngineUnavailable.
        """
        ...

    def is_healthy(self) -> bool:
        """Whether it answers at all, so that a failed write must be due to its content."""
        ...


@dataclass(frozen=True, slots=True)
class CaughtUp:
    """The number of changes written and the number refused."""

    written: int = 0
    failed: int = 0

    def __add__(self, other: CaughtUp) -> CaughtUp:
        return CaughtUp(self.written + other.written, self.failed + other.failed)


def never() -> bool:
    """The default for `until`: do not stop early."""
    return False


def drain_once(writer: Writer, limit: int = outbox.CLAIM_LIMIT) -> CaughtUp | None:
    """Process one batch of due events; None when nothing was due.

    Raises EngineUnavailable when the engine is down: its events are released without counting a try, so an outage does
    not turn them into dead letters.
    """
    claimed = outbox.claim(writer.name, limit)
    if claimed is None:
        return None

    def write(writes: Sequence[IndexWrite]) -> list[WriteFailure]:
        return writer.write(writes, lambda: outbox.renew(claimed))

    try:
        delivered = _deliver(claimed, write, writer)
    except EngineUnavailable:
        outbox.release(claimed)
        raise
    return _conclude(claimed, delivered)


def _deliver(claimed: Claim, write: Write, writer: Writer) -> Delivered:
    try:
        return deliver(claimed.keys, write)
    except EngineUnavailable:
        if not writer.is_healthy():
            raise
        return deliver_one_by_one(claimed.keys, write)


def drain(writer: Writer, until: Callable[[], bool] = never) -> CaughtUp:
    """Process batches until nothing is due or `until` returns True."""
    total = CaughtUp()
    while not until():
        batch = drain_once(writer)
        if batch is None:
            break
        total += batch
    return total


def _conclude(claimed: Claim, delivered: Delivered) -> CaughtUp:
    outbox.acknowledge(claimed.consumer, delivered.written)
    for key, (version, reason) in delivered.refused.items():
        logger.error("search_write_failed", extra={"engine": claimed.consumer, "key": key, "reason": reason})
        outbox.fail(claimed.consumer, key, version, reason)
    return CaughtUp(len(delivered.written), len(delivered.refused))
