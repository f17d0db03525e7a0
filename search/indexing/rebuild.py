"""Building an engine anew while the site goes on: fill a second target, compare it, and let it take over.

From its registration on, the new target receives every change; the snapshot brings what was there before, with
versions, so whichever comes later wins. It takes over only when it holds exactly what the database has. A build
that was killed leaves a target behind, which the next build removes; of two builds at once the later one wins.
"""

from __future__ import annotations

import gc
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import transaction

from search.engines.models import IndexTarget, TargetState
from search.engines.registry import LEXICON, engine
from search.indexing import outbox
from search.indexing.filling import (
    BATCH,
    Progress,
    RebuildFailed,
    batched_keys,
    ensure_still_building,
    fill,
    no_progress,
)
from search.indexing.indexer import deliver, writes_for
from search.indexing.records import all_keys
from search.indexing.verify import compare
from search.lexicon import store as lexicon_store
from search.lexicon.models import LexiconRecord
from search.query.engine import SearchEngine
from search.types import StoredVersion, WriteFailure

logger = logging.getLogger(__name__)

ROUNDS = 5  # of mending what changed while the target was compared


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuild brought: the new target, its records, the targets that were removed, and what was refused."""

    engine: str
    target: str
    records: int
    removed: list[str] = field(default_factory=list)
    refused: list[WriteFailure] = field(default_factory=list)


def rebuild(name: str, progress: Progress = no_progress, *, processes: int = 1) -> Rebuilt:
    """A new live target for this engine, filled from the database by so many processes where the engine gains by it.

    Raises EngineUnavailable or RebuildFailed.
    """
    if name == LEXICON:
        return _rebuild_lexicon(progress)
    with _nothing_to_collect():
        return _rebuild_engine(name, progress, processes)


def _rebuild_engine(name: str, progress: Progress, processes: int) -> Rebuilt:
    one = engine(name)
    recognise_live(name)
    _abandon_unfinished(name)
    target = one.create_target()
    IndexTarget.objects.create(engine=name, name=target)
    logger.info("search_rebuild_started", extra={"engine": name, "target": target})
    try:
        refused = _fill(one, target, progress, processes)
        _compare_and_mend(one, target)
        ensure_still_building(name, target)
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


@contextmanager
def _nothing_to_collect() -> Iterator[None]:
    """Take what this process already has for no garbage, here and in its children.

    A rebuild makes so many objects that all of it would be looked through again and again, a tenth of the time.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _abandon_unfinished(name: str) -> None:
    IndexTarget.objects.filter(engine=name, state=TargetState.BUILDING).delete()
    prune(name)


def _fill(one: SearchEngine, target: str, progress: Progress, processes: int) -> list[WriteFailure]:
    """Write every public record; returns those that the engine refused, which then wait in the outbox for a person."""
    refused = fill(one, target, list(all_keys()), progress, processes=processes)
    for failure in refused:
        logger.error("search_write_failed", extra={"engine": one.name, "key": failure.key, "reason": failure.reason})
    outbox.requeue(one.name, (failure.key for failure in refused))
    return refused


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
            ensure_still_building(one.name, target)
            deliver(part, lambda writes: one.write(target, writes))
    raise RebuildFailed(f"the new index still differs from the database: {drift}")


def _note_live(name: str, target: str) -> None:
    with transaction.atomic():
        IndexTarget.objects.filter(engine=name, state=TargetState.LIVE).update(state=TargetState.OLD)
        IndexTarget.objects.update_or_create(engine=name, name=target, defaults={"state": TargetState.LIVE})


def _rebuild_lexicon(progress: Progress) -> Rebuilt:
    """Counting is repeatable, so the lexicon is brought up to date where it stands."""
    keys = list(all_keys())
    ghosts = {stored.key for stored in lexicon_store.versions()}.difference(keys)
    for done, part in enumerate(batched_keys([*keys, *sorted(ghosts)]), start=1):
        lexicon_store.write(writes_for(part))
        progress(min(done * BATCH, len(keys)), len(keys))
    return Rebuilt(LEXICON, LEXICON, sum(1 for _stored in lexicon_store.versions()))
