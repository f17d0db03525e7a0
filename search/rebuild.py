"""Building an engine anew while the site goes on: fill a second target, compare it, and let it take over.

From its registration on, the new target receives every change; the snapshot brings what was there before, with
versions, so whichever comes later wins. It takes over only when it holds exactly what the database has. A build
that was killed leaves a target behind, which the next build removes; of two builds at once the later one wins.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Self

from django.db import transaction

from search import lexicon_store, outbox
from search.engines.base import SearchEngine
from search.engines.registry import LEXICON, engine
from search.indexer import deliver, writes_for
from search.models import IndexTarget, LexiconRecord, TargetState
from search.records import all_keys
from search.types import IndexWrite, StoredVersion, WriteFailure
from search.verify import compare

logger = logging.getLogger(__name__)

BATCH = 200
AT_ONCE = 2  # batches on their way to an engine
ROUNDS = 5  # of mending what changed while the target was compared
Progress = Callable[[int, int], None]


class RebuildFailed(Exception):
    """The new target was not good enough, or another build took over; the live one is untouched."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuild brought: the new target, its records, the targets that were removed, and what was refused."""

    engine: str
    target: str
    records: int
    removed: list[str] = field(default_factory=list)
    refused: list[WriteFailure] = field(default_factory=list)


def unseen(done: int, total: int) -> None:
    """Progress that nobody watches."""


def rebuild(name: str, progress: Progress = unseen) -> Rebuilt:
    """A new live target for this engine, filled from the database. Raises EngineUnavailable or RebuildFailed."""
    if name == LEXICON:
        return _rebuild_lexicon(progress)
    one = engine(name)
    recognise_live(name)
    _abandon_unfinished(name)
    target = one.create_target()
    IndexTarget.objects.create(engine=name, name=target)
    logger.info("search_rebuild_started", extra={"engine": name, "target": target})
    try:
        refused = _fill(one, target, progress)
        _compare_and_mend(one, target)
        _still_ours(name, target)
        one.promote(target)  # no transaction around it: a crash here is put right by `recognise_live`
        _note_live(name, target)
    except BaseException:
        IndexTarget.objects.filter(engine=name, name=target, state=TargetState.BUILDING).delete()
        raise
    removed = prune(name)
    records = one.count(target)
    logger.info("search_rebuild_finished", extra={"engine": name, "target": target, "records": records})
    return Rebuilt(name, target, records, removed, refused)


def ensure_built(name: str) -> bool:
    """Build what was never built, or was built for another version of the software; True when it did.

    So a new site finds its pages without a command, and an upgraded one too.
    """
    if name == LEXICON:
        missing = not LexiconRecord.objects.exists()
    else:
        recognise_live(name)
        missing = engine(name).live_target() is None or engine(name).is_outdated()
    if missing:
        rebuild(name)
    return missing


def recognise_live(name: str) -> None:
    """Agree with the engine on which target is live: a crash may have come between its switch and our note of it."""
    live = engine(name).live_target()
    if live is None or IndexTarget.objects.filter(engine=name, name=live, state=TargetState.LIVE).exists():
        return
    _note_live(name, live)


def prune(name: str) -> list[str]:
    """Remove every target but the live one and the one before it."""
    old = IndexTarget.objects.filter(engine=name, state=TargetState.OLD).order_by("-pk")
    kept = list(old.values_list("name", flat=True)[:1])
    IndexTarget.objects.filter(engine=name, state=TargetState.OLD).exclude(name__in=kept).delete()
    busy = IndexTarget.objects.filter(engine=name).exclude(state=TargetState.OLD).values_list("name", flat=True)
    return engine(name).prune([*kept, *busy])


def _abandon_unfinished(name: str) -> None:
    IndexTarget.objects.filter(engine=name, state=TargetState.BUILDING).delete()
    prune(name)


def _fill(one: SearchEngine, target: str, progress: Progress) -> list[WriteFailure]:
    """Write every public record; returns those that the engine refused, which then wait in the outbox for a person."""
    keys = list(all_keys())
    with _Behind(one, target) as behind:
        for done, part in enumerate(batched_keys(keys), start=1):
            _still_ours(one.name, target)
            deliver(part, behind.write)
            progress(min(done * BATCH, len(keys)), len(keys))
    refused = behind.refused
    for failure in refused:
        logger.error("search_write_failed", extra={"engine": one.name, "key": failure.key, "reason": failure.reason})
    outbox.requeue(one.name, (failure.key for failure in refused))
    return refused


class _Behind:
    """Writes batches while the next is being read: an engine on another machine, or core, need not be waited for.

    What is refused is told at the end. A batch that fails as a whole is missed by the gate and mended there.
    """

    def __init__(self, one: SearchEngine, target: str) -> None:
        self._one = one
        self._target = target
        self._pool = ThreadPoolExecutor(max_workers=AT_ONCE, thread_name_prefix="rebuild")
        self._pending: deque[Future[list[WriteFailure]]] = deque()
        self.refused: list[WriteFailure] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *details: object) -> None:
        self._pool.shutdown()
        if kind is None:
            self._settle(0)

    def write(self, writes: Sequence[IndexWrite]) -> list[WriteFailure]:
        """Take over a batch once there is room; raises what an earlier one raised."""
        self._settle(AT_ONCE - 1)
        records = [each for each in writes if each.record]
        self._pending.append(self._pool.submit(self._one.write, self._target, records))
        return []

    def _settle(self, room: int) -> None:
        """Wait until no more than `room` batches are under way."""
        while len(self._pending) > room:
            self.refused += self._pending.popleft().result()


def batched_keys(keys: list[str]) -> Iterator[list[str]]:
    """The keys in parts of a size that one read and one write handle well."""
    yield from (keys[start : start + BATCH] for start in range(0, len(keys), BATCH))


def _compare_and_mend(one: SearchEngine, target: str) -> None:
    """The gate: the target holds every public record at its version and nothing else."""

    def stored() -> Iterator[StoredVersion]:
        one.refresh(target)
        return one.versions(target)

    for _round in range(ROUNDS):
        drift, _records = compare(one.name, stored)
        if not drift:
            return
        for part in batched_keys(sorted(drift.keys)):
            _still_ours(one.name, target)
            deliver(part, lambda writes: one.write(target, writes))
    raise RebuildFailed(f"the new index still differs from the database: {drift}")


def _note_live(name: str, target: str) -> None:
    with transaction.atomic():
        IndexTarget.objects.filter(engine=name, state=TargetState.LIVE).update(state=TargetState.OLD)
        IndexTarget.objects.update_or_create(engine=name, name=target, defaults={"state": TargetState.LIVE})


def _still_ours(name: str, target: str) -> None:
    if not IndexTarget.objects.filter(engine=name, name=target, state=TargetState.BUILDING).exists():
        raise RebuildFailed("another rebuild has taken over")


def _rebuild_lexicon(progress: Progress) -> Rebuilt:
    """Counting is repeatable, so the lexicon is brought up to date where it stands."""
    keys = list(all_keys())
    ghosts = {stored.key for stored in lexicon_store.versions()}.difference(keys)
    for done, part in enumerate(batched_keys([*keys, *sorted(ghosts)]), start=1):
        lexicon_store.write(writes_for(part))
        progress(min(done * BATCH, len(keys)), len(keys))
    return Rebuilt(LEXICON, LEXICON, sum(1 for _stored in lexicon_store.versions()))
