"""From events to engines: claims what is due, reads the current public state, writes or deletes it.

The version is read before the record, so a record may be newer than its version but never older; the event of
the newer version then writes it once more.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from search.engines.models import IndexTarget, TargetState
from search.engines.registry import LEXICON, engine
from search.indexing import outbox
from search.indexing.outbox import Claim
from search.indexing.records import records_for
from search.lexicon import store as lexicon_store
from search.query.engine import EngineUnavailable, SearchEngine
from search.types import IndexRecord, IndexWrite, WriteFailure

logger = logging.getLogger(__name__)

Write = Callable[[Sequence[IndexWrite]], list[WriteFailure]]


@dataclass(frozen=True, slots=True)
class Drained:
    """What one round did."""

    settled: int = 0
    failed: int = 0


class Consumer:
    """Who takes in the events of one name: an engine with all its targets in use, or the lexicon."""

    def __init__(self, name: str) -> None:
        self.name = name

    def write(self, writes: Sequence[IndexWrite]) -> list[WriteFailure]:
        """Write to every target that is live or being built; a target that was removed meanwhile is passed over."""
        if self.name == LEXICON:
            return lexicon_store.write(writes)
        failures: list[WriteFailure] = []
        for target in targets_to_write(self.name):
            try:
                failures += engine(self.name).write(target, writes)
            except EngineUnavailable:
                if target in targets_to_write(self.name):
                    raise
        return failures

    def refresh(self) -> None:
        """Make what was written findable at once, where that is not so by itself."""
        if self.name != LEXICON:
            for target in targets_to_write(self.name):
                engine(self.name).refresh(target)

    def is_healthy(self) -> bool:
        """Whether the consumer answers at all, so that a refusal must be about what was written."""
        if self.name == LEXICON:
            return True
        try:
            self.engine.health()
        except EngineUnavailable:
            return False
        return True

    @property
    def engine(self) -> SearchEngine:
        return engine(self.name)


def targets_to_write(name: str) -> list[str]:
    """The targets of an engine that receive writes, as registered at this moment."""
    states = [TargetState.LIVE, TargetState.BUILDING]
    return list(IndexTarget.objects.filter(engine=name, state__in=states).order_by("pk").values_list("name", flat=True))


def drain_once(name: str, limit: int = outbox.BATCH) -> Drained | None:
    """Handle one batch of due events of this engine; None when nothing was due.

    Raises EngineUnavailable when the engine is away: its events wait, and do not age into dead letters.
    """
    claimed = outbox.claim(name, limit)
    if claimed is None:
        return None
    consumer = Consumer(name)
    try:
        failures = deliver(claimed.keys, consumer.write)
    except EngineUnavailable:
        if not consumer.is_healthy():
            outbox.release(claimed)
            raise
        failures = _one_by_one(claimed.keys, consumer.write)
    return _conclude(claimed, failures)


def drain(name: str, until: Callable[[], bool] = lambda: False) -> Drained:
    """Handle batches until nothing is due any more, or until told to stop."""
    settled = failed = 0
    while not until():
        round_ = drain_once(name)
        if round_ is None:
            break
        settled, failed = settled + round_.settled, failed + round_.failed
    return Drained(settled, failed)


def writes_for(keys: Iterable[str]) -> list[IndexWrite]:
    """The current public state of these objects as writes: the version first, then the record."""
    ordered = list(keys)
    versions = outbox.versions_of(ordered)
    records: dict[str, IndexRecord | None] = records_for(ordered)
    return [IndexWrite(key, versions[key], records[key]) for key in ordered]


def deliver(keys: Sequence[str], write: Write) -> list[WriteFailure]:
    """Write the current public state of these objects; one that cannot be read or stored holds back no other.

    Raises EngineUnavailable when the engine does not answer.
    """
    try:
        return write(writes_for(keys))
    except EngineUnavailable:
        raise
    except Exception:
        logger.exception("search_batch_failed", extra={"events": len(keys)})
        return _one_by_one(keys, write)


def _one_by_one(keys: Sequence[str], write: Write) -> list[WriteFailure]:
    failures: list[WriteFailure] = []
    for key in keys:
        try:
            failures += write(writes_for([key]))
        except Exception as error:  # noqa: BLE001 - whatever one object does, the others must go on
            failures.append(WriteFailure(key, f"{type(error).__name__}: {error}"))
    return failures


def _conclude(claimed: Claim, failures: Sequence[WriteFailure]) -> Drained:
    reasons = {failure.key: failure.reason for failure in failures}
    done = [key for key in claimed.keys if key not in reasons]
    outbox.settle(claimed, done)
    for key, reason in reasons.items():
        logger.error("search_write_failed", extra={"engine": claimed.engine, "key": key, "reason": reason})
        outbox.fail(claimed, key, reason)
    return Drained(len(done), len(reasons))
