"""Rebuilds an engine into a second target, compares that with the database, and switches to it.

Once registered, the new target receives every change; a snapshot supplies the existing records with their versions, so
the higher version wins. The target goes live only when it holds exactly what the database has, apart from changes in
flight. A killed build leaves a target behind, which the next build removes; of two concurrent builds the later one
wins.
"""

from __future__ import annotations

import gc
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from search.engines.models import IndexTarget, TargetState
from search.indexing import outbox
from search.indexing.delivery import deliver
from search.indexing.filling import Progress, RebuildFailed, batched_keys, ensure_still_building, fill
from search.indexing.records import all_keys
from search.indexing.targets import adopt_live_target, note_live
from search.indexing.verify import compare
from search.query.engine import EngineUnavailable, SearchEngine
from search.types import StoredVersion, WriteFailure

logger = logging.getLogger(__name__)

ROUNDS = 5  # of comparing and fixing, before the rebuild fails


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The outcome of a rebuild: the new target, its record count, the removed targets and the refused writes."""

    engine: str
    target: str
    records: int
    removed: list[str] = field(default_factory=list)
    refused: list[WriteFailure] = field(default_factory=list)


def rebuild_engine(one: SearchEngine, progress: Progress, *, processes: int = 1) -> Rebuilt:
    """Build a new live target from the database, with up to this many processes if the engine supports it.

    Raises EngineUnavailable or RebuildFailed.
    """
    with _frozen_gc():
        return _rebuild(one, progress, processes)


def _rebuild(one: SearchEngine, progress: Progress, processes: int) -> Rebuilt:
    adopt_live_target(one)
    _abandon_unfinished(one)
    target = one.create_target()
    row = IndexTarget.objects.create(engine=one.name, host=one.host, name=target)
    logger.info("search_rebuild_started", extra={"engine": one.name, "target": target})
    try:
        refused = _fill(one, target, progress, processes)
        held = _compare_and_fix(one, target, refused)
        ensure_still_building(one, target)
        one.promote(target)  # not in a transaction: `adopt_live_target` recovers from a crash here
        note_live(one, target)
    except BaseException:
        if _is_certainly_not_live(one, target):
            IndexTarget.objects.filter(pk=row.pk, state=TargetState.BUILDING).delete()
        raise
    if not one.host:
        outbox.acknowledge(one.name, held)
        outbox.requeue(one.name, (failure.key for failure in refused))
    removed = prune(one)
    records = one.count(target)
    logger.info("search_rebuild_finished", extra={"engine": one.name, "target": target, "records": records})
    return Rebuilt(one.name, target, records, removed, refused)


def _is_certainly_not_live(one: SearchEngine, target: str) -> bool:
    """Whether the target is certainly not live: a promotion may have succeeded without a response."""
    try:
        return one.live_target() != target
    except EngineUnavailable:
        return False


def needs_rebuild(one: SearchEngine) -> bool:
    """Whether it was never built, or by another version of the software; raises EngineUnavailable."""
    adopt_live_target(one)
    return one.live_target() is None or one.is_outdated()


def prune(one: SearchEngine) -> list[str]:
    """Remove every target except the live one, the previous one and those being built; returns the removed names."""
    targets = IndexTarget.objects.of(one)
    old = targets.filter(state=TargetState.OLD).order_by("-pk")
    kept = list(old.values_list("name", flat=True)[:1])
    targets.filter(state=TargetState.OLD).exclude(name__in=kept).delete()
    busy = targets.exclude(state=TargetState.OLD).values_list("name", flat=True)
    return one.prune([*kept, *busy])


@contextmanager
def _frozen_gc() -> Iterator[None]:
    """Exclude all existing objects from garbage collection, here and in child processes.

    A rebuild creates so many objects that scanning the existing ones again and again takes a tenth of the time.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _abandon_unfinished(one: SearchEngine) -> None:
    IndexTarget.objects.of(one).filter(state=TargetState.BUILDING).delete()
    prune(one)


def _fill(one: SearchEngine, target: str, progress: Progress, processes: int) -> list[WriteFailure]:
    """Write every public record; logs and returns the refused writes, to be requeued by the caller."""
    refused = fill(one, target, list(all_keys()), progress, processes=processes)
    for failure in refused:
        logger.error("search_write_failed", extra={"engine": one.name, "key": failure.key, "reason": failure.reason})
    return refused


def _compare_and_fix(one: SearchEngine, target: str, refused: list[WriteFailure]) -> dict[str, int]:
    """The gate: the target holds every public record at its version and nothing else. Returns the versions.

    Raises RebuildFailed when they still differ after `ROUNDS` rounds. A local index receives no events: it applies
    changes from here on once it is live, when it is compared with the database again. Waiting for a moment without
    writes could take forever.
    """
    begun = outbox.now()

    def stored() -> Iterator[StoredVersion]:
        one.refresh(target)
        return one.versions(target)

    def on_their_way() -> frozenset[str]:
        known = frozenset(failure.key for failure in refused)
        return known | (outbox.changed_since(begun) if one.host else outbox.waiting_keys(one.name))

    for _round in range(ROUNDS):
        compared = compare(stored, on_their_way)
        if not compared.drift:
            return compared.held
        for part in batched_keys(sorted(compared.drift.keys)):
            ensure_still_building(one, target)
            deliver(part, lambda writes: one.write(target, writes))
    raise RebuildFailed(f"the new index still differs from the database: {compared.drift}")
