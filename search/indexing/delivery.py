"""Turns the keys of objects into index writes and delivers them to an engine."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from search.indexing import outbox
from search.indexing.records import records_for
from search.query.engine import EngineUnavailable
from search.types import IndexRecord, IndexWrite, WriteFailure

logger = logging.getLogger(__name__)

MOST_UNANSWERED = 5  # objects without an answer after which an engine counts as unavailable
Write = Callable[[Sequence[IndexWrite]], list[WriteFailure]]


@dataclass(slots=True)
class Delivered:
    """The version of each object written, and the version and reason for each object refused."""

    written: dict[str, int] = field(default_factory=dict)
    refused: dict[str, tuple[int, str]] = field(default_factory=dict)

    @property
    def failures(self) -> list[WriteFailure]:
        return [WriteFailure(key, reason) for key, (_version, reason) in self.refused.items()]

    def note(self, writes: Sequence[IndexWrite], failures: Iterable[WriteFailure]) -> None:
        """Add the outcome of a batch of writes."""
        reasons = {failure.key: failure.reason for failure in failures}
        for one in writes:
            if one.key in reasons:
                self.refused[one.key] = one.version, reasons[one.key]
            else:
                self.written[one.key] = one.version


def writes_for(keys: Iterable[str]) -> list[IndexWrite]:
    """The current public state of these objects as writes.

    The version is read before the record, so a record may be newer than its version but never older; the newer version
    is then written as well.
    """
    ordered = list(keys)
    versions = outbox.versions_of(ordered)
    records: dict[str, IndexRecord | None] = records_for(ordered)
    return [IndexWrite(key, versions[key], records[key]) for key in ordered]


def deliver(keys: Sequence[str], write: Write) -> Delivered:
    """Write the current public state of these objects; one that cannot be read or stored does not block the others.

    Raises EngineUnavailable when the engine does not answer.
    """
    delivered = Delivered()
    try:
        writes = writes_for(keys)
        delivered.note(writes, write(writes))
    except EngineUnavailable:
        raise
    except Exception:
        logger.exception("search_batch_failed", extra={"events": len(keys)})
        return deliver_one_by_one(keys, write)
    return delivered


def deliver_one_by_one(keys: Sequence[str], write: Write) -> Delivered:
    """As `deliver`, one object at a time, so that a failure affects that object only.

    An object that gets no answer counts as refused if the engine accepted another one. An engine that accepts none is
    unavailable, even if it still answers searches: raises EngineUnavailable, so that no object is blamed for it.
    """
    delivered = Delivered()
    versions = outbox.versions_of(keys)
    away: EngineUnavailable | None = None
    for key in keys:
        try:
            writes = writes_for([key])
            delivered.note(writes, write(writes))
        except EngineUnavailable as error:
            away = error
            delivered.refused[key] = versions[key], f"{type(error).__name__}: {error}"
            if not delivered.written and len(delivered.refused) >= MOST_UNANSWERED:
                break
        except Exception as error:  # noqa: BLE001 - an object that fails must not stop the others
            delivered.refused[key] = versions[key], f"{type(error).__name__}: {error}"
    if away and not delivered.written:
        raise away
    return delivered
