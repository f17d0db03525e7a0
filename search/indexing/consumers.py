"""The consumers of changes: each configured engine and the lexicon, with their ways to catch up, rebuild and verify."""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol, cast

from django.utils import timezone

from search.engines.models import IndexTarget
from search.engines.registry import LEXICON_NAME, configured_engines, engine
from search.indexing import outbox
from search.indexing.delivery import writes_for
from search.indexing.filling import BATCH, Progress, RebuildFailed, batched_keys, ensure_nobody_builds, no_progress
from search.indexing.hosts import Condition, HostReporter, HostVerifyResult, ask_other_hosts
from search.indexing.indexer import CaughtUp, drain, never
from search.indexing.local_index import Lag, LocalIndex
from search.indexing.rebuild import Rebuilt, needs_rebuild, rebuild_engine
from search.indexing.records import all_keys
from search.indexing.targets import adopt_live_target, write_to_targets
from search.indexing.verify import Drift, IndexComparison, compare
from search.lexicon import store as lexicon_store
from search.lexicon.models import LexiconRecord
from search.query.engine import EngineUnavailable, LocalEngine, SearchEngine
from search.types import IndexWrite, StoredVersion, WriteFailure

logger = logging.getLogger(__name__)

__all__ = ["Consumer", "RebuildFailed", "consumer", "consumers", "verify_other_hosts"]

CHECK_EVERY = 1.0  # seconds between two checks for a request to verify
IN_FLIGHT_GRACE = dt.timedelta(seconds=60)
"""A local index may lack a change for this long before verification reports it."""


@dataclass(frozen=True, slots=True)
class VerifyResult:
    """The outcome for one consumer: its drift, its record count and its number of waiting changes."""

    consumer: str
    drift: Drift
    records: int
    waiting: int


@dataclass(frozen=True, slots=True)
class State:
    """What a consumer holds: record count, target names by state, whether another version built it, and any error."""

    records: int = 0
    targets: dict[str, list[str]] = field(default_factory=dict)
    outdated: bool = False
    error: str = ""


class Consumer(Protocol):
    """Applies every change to one store; a worker keeps one instance per consumer for as long as it runs."""

    name: str

    def catch_up(self, until: Callable[[], bool] = never) -> CaughtUp:
        """Apply all waiting changes, or stop early when `until` returns True; raises EngineUnavailable."""
        ...

    def rebuild(self, progress: Progress = no_progress, *, processes: int = 1) -> Rebuilt:
        """Rebuild from the database; raises EngineUnavailable or RebuildFailed."""
        ...

    def ensure_built(self) -> bool:
        """Rebuild what was never built or was built by another version of the software; True when it did.

        So neither a new site nor an upgrade needs a manual rebuild. Raises EngineUnavailable or RebuildFailed.
        """
        ...

    def verify(self, *, repair: bool = False) -> VerifyResult:
        """Compare with the database; with `repair`, enqueue the differences for every consumer.

        Raises EngineUnavailable when there is nothing to compare or the engine does not answer.
        """
        ...

    def state(self) -> State:
        """The current state."""
        ...

    def report(self, error: str = "", *, stopped: bool = False) -> bool:
        """Publish the status of this host's index, and verify it when another host requested that.

        True when the database was restored from a backup since the previous report.
        """
        ...


class LexiconConsumer:
    """The lexicon: the words of all records, counted in the database."""

    name = LEXICON_NAME

    def write(self, writes: Sequence[IndexWrite], before_request: Callable[[], None]) -> list[WriteFailure]:
        before_request()
        return lexicon_store.write(writes)

    def is_healthy(self) -> bool:
        return True

    def catch_up(self, until: Callable[[], bool] = never) -> CaughtUp:
        return drain(self, until)

    def rebuild(self, progress: Progress = no_progress, *, processes: int = 1) -> Rebuilt:
        """Update the lexicon in place; counting a record again is idempotent."""
        keys = list(all_keys())
        ghosts = {stored.key for stored in lexicon_store.versions()}.difference(keys)
        for done, part in enumerate(batched_keys([*keys, *sorted(ghosts)]), start=1):
            writes = writes_for(part)
            lexicon_store.write(writes)
            outbox.acknowledge(self.name, {one.key: one.version for one in writes})
            progress(min(done * BATCH, len(keys)), len(keys))
        return Rebuilt(self.name, self.name, sum(1 for _stored in lexicon_store.versions()))

    def ensure_built(self) -> bool:
        missing = not LexiconRecord.objects.exists()
        if missing:
            self.rebuild()
        return missing

    def verify(self, *, repair: bool = False) -> VerifyResult:
        return _verify_shared(self.name, lexicon_store.versions, repair=repair)

    def state(self) -> State:
        return State(records=LexiconRecord.objects.filter(is_public=True).count())

    def report(self, error: str = "", *, stopped: bool = False) -> bool:
        return False


class _EngineConsumer:
    """Behaviour that all engines share."""

    def __init__(self, name: str) -> None:
        self.name = name

    @property
    def engine(self) -> SearchEngine:
        return engine(self.name)

    def is_healthy(self) -> bool:
        try:
            self.engine.health()
        except EngineUnavailable:
            return False
        return True

    def rebuild(self, progress: Progress = no_progress, *, processes: int = 1) -> Rebuilt:
        return rebuild_engine(self.engine, progress, processes=processes)

    def ensure_built(self) -> bool:
        """Raises RebuildFailed when another process is building: two would keep taking over from each other."""
        missing = needs_rebuild(self.engine)
        if missing:
            ensure_nobody_builds(self.engine)
            self.rebuild()
        return missing

    def state(self) -> State:
        targets: dict[str, list[str]] = {}
        one = self.engine
        try:
            for state, target in IndexTarget.objects.of(one).order_by("pk").values_list("state", "name"):
                targets.setdefault(state, []).append(target)
            live = one.live_target()
            if live is None:
                return State(targets=targets, error="never built; run search_rebuild")
            one.health()
            return State(one.count(live), targets, one.is_outdated())
        except EngineUnavailable as problem:
            return State(targets=targets, error=str(problem))

    def _stored(self) -> Iterator[StoredVersion]:
        adopt_live_target(self.engine)
        target = self.engine.live_target()
        if target is None:
            raise EngineUnavailable(f"the engine {self.name} was never built; run search_rebuild")
        self.engine.refresh(target)
        yield from self.engine.versions(target)


class SharedEngineConsumer(_EngineConsumer):
    """An engine that all hosts share, fed by the outbox."""

    def write(self, writes: Sequence[IndexWrite], before_request: Callable[[], None]) -> list[WriteFailure]:
        return write_to_targets(self.engine, writes, before_request)

    def catch_up(self, until: Callable[[], bool] = never) -> CaughtUp:
        return drain(self, until)

    def verify(self, *, repair: bool = False) -> VerifyResult:
        return _verify_shared(self.name, self._stored, repair=repair)

    def report(self, error: str = "", *, stopped: bool = False) -> bool:
        return False


class LocalEngineConsumer(_EngineConsumer):
    """An engine with a separate index on each host."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._index = LocalIndex(self.local_engine)
        self._reporter = HostReporter(self.local_engine)
        self._checked_at = float("-inf")

    @property
    def local_engine(self) -> LocalEngine:
        return cast("LocalEngine", self.engine)

    def catch_up(self, until: Callable[[], bool] = never) -> CaughtUp:
        return self._index.catch_up(until)

    def lag(self) -> Lag:
        """How far the index is behind; raises EngineUnavailable."""
        return self._index.lag()

    def verify(self, *, repair: bool = False) -> VerifyResult:
        compared = compare(self._stored, self._in_flight_keys)
        return _verify_result(self.name, compared, self.lag().waiting, repair=repair)

    def report(self, error: str = "", *, stopped: bool = False) -> bool:
        was_restored = False
        if stopped or error or self._reporter.is_due():
            was_restored = self._reporter.report(self._condition(error), stopped=stopped)
        if not stopped and not error and time.monotonic() - self._checked_at >= CHECK_EVERY:
            self._checked_at = time.monotonic()
            if asked := self._reporter.unanswered_request():
                verified = self.verify()
                self._reporter.answer_request(asked, verified.drift, verified.records, verified.waiting)
        return was_restored

    def _condition(self, error: str) -> Condition:
        state = self.state()
        if state.error:
            return Condition(refused=self._index.refused, error=error or state.error)
        return Condition(state.records, self._index.lag(), self._index.refused, state.outdated, error)

    def _in_flight_keys(self) -> frozenset[str]:
        """The keys of outdated objects that changed within `IN_FLIGHT_GRACE`; a local index has no queue to consult."""
        since = (timezone.now() - IN_FLIGHT_GRACE).timestamp() * 1000
        return frozenset(key for key, version in self._index.behind().items() if version > since)


def consumers() -> list[Consumer]:
    """All consumers, the lexicon first, because questions are planned with its words."""
    return [consumer(name) for name in (LEXICON_NAME, *reversed(configured_engines()))]


def consumer(name: str) -> Consumer:
    """The consumer of this name; raises KeyError for a name that is not configured."""
    if name == LEXICON_NAME:
        return LexiconConsumer()
    return LocalEngineConsumer(name) if engine(name).is_local else SharedEngineConsumer(name)


def verify_other_hosts(one: Consumer) -> list[HostVerifyResult]:
    """The verification results of other hosts for a local engine; empty for a shared consumer."""
    return ask_other_hosts(one.local_engine) if isinstance(one, LocalEngineConsumer) else []


def _verify_shared(name: str, stored: Callable[[], Iterator[StoredVersion]], *, repair: bool) -> VerifyResult:
    compared = compare(stored, lambda: outbox.waiting_keys(name))
    return _verify_result(name, compared, len(outbox.waiting_keys(name)), repair=repair)


def _verify_result(name: str, compared: IndexComparison, waiting: int, *, repair: bool) -> VerifyResult:
    drift = compared.drift
    if drift:
        extra = {"engine": name, "drift": str(drift), "ahead": len(drift.ahead), "examples": sorted(drift.keys)[:10]}
        logger.error("search_drift", extra=extra)
    if drift and repair:
        compared.repair()
    return VerifyResult(name, drift, len(compared.held), waiting)
