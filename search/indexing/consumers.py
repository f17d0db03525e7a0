"""Everything that must take in every change: the engines of this site and the lexicon, each with its way to keep up."""

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

CHECK_EVERY = 1.0  # seconds between two looks at whether somebody asks for a comparison
ON_ITS_WAY = dt.timedelta(seconds=60)
"""A change that an index of one host lacks for longer than this is no longer on its way."""


@dataclass(frozen=True, slots=True)
class VerifyResult:
    """The outcome for one consumer: its drift, its records, and how many changes still wait."""

    consumer: str
    drift: Drift
    records: int
    waiting: int


@dataclass(frozen=True, slots=True)
class State:
    """What a consumer holds: its records, its targets by state, whether another version made it, what is wrong."""

    records: int = 0
    targets: dict[str, list[str]] = field(default_factory=dict)
    outdated: bool = False
    error: str = ""


class Consumer(Protocol):
    """Takes in every change; a worker keeps one object per consumer for as long as it runs."""

    name: str

    def catch_up(self, until: Callable[[], bool] = never) -> CaughtUp:
        """Take in all that waits, unless told to stop; raises EngineUnavailable."""
        ...

    def rebuild(self, progress: Progress = no_progress, *, processes: int = 1) -> Rebuilt:
        """Make it again from the database; raises EngineUnavailable or RebuildFailed."""
        ...

    def ensure_built(self) -> bool:
        """Rebuild what was never built, or was built for another version of the software; True when it did.

        So a new site finds its pages without a command, and an upgraded one too. Raises EngineUnavailable or
        RebuildFailed.
        """
        ...

    def verify(self, *, repair: bool = False) -> VerifyResult:
        """Compare it with the database; `repair` lets every consumer take in again what differs.

        Raises EngineUnavailable when it has nothing to compare or does not answer.
        """
        ...

    def state(self) -> State:
        """What it holds at this moment."""
        ...

    def report(self, error: str = "", *, stopped: bool = False) -> bool:
        """Tell other hosts how this one is doing, and compare it with the database when one of them asks.

        True when the database was restored from a backup since it last did.
        """
        ...


class LexiconConsumer:
    """The words of all records, counted in the database."""

    name = LEXICON_NAME

    def write(self, writes: Sequence[IndexWrite], before_request: Callable[[], None]) -> list[WriteFailure]:
        before_request()
        return lexicon_store.write(writes)

    def is_healthy(self) -> bool:
        return True

    def catch_up(self, until: Callable[[], bool] = never) -> CaughtUp:
        return drain(self, until)

    def rebuild(self, progress: Progress = no_progress, *, processes: int = 1) -> Rebuilt:
        """Counting is repeatable, so the lexicon is brought up to date where it stands."""
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
    """What all engines have in common."""

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
        """Leaves it to another process that is building already: two would take over from each other for ever."""
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
    """An engine that each host has for itself."""

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
        """How far it is behind; raises EngineUnavailable."""
        return self._index.lag()

    def verify(self, *, repair: bool = False) -> VerifyResult:
        compared = compare(self._stored, self._on_their_way)
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

    def _on_their_way(self) -> frozenset[str]:
        """The objects behind that changed a moment ago: an index of one host has no queue that would tell."""
        since = (timezone.now() - ON_ITS_WAY).timestamp() * 1000
        return frozenset(key for key, version in self._index.behind().items() if version > since)


def consumers() -> list[Consumer]:
    """One of each, the lexicon first, for questions are planned with its words."""
    return [consumer(name) for name in (LEXICON_NAME, *reversed(configured_engines()))]


def consumer(name: str) -> Consumer:
    """The consumer of this name; raises KeyError for a name that is not configured."""
    if name == LEXICON_NAME:
        return LexiconConsumer()
    return LocalEngineConsumer(name) if engine(name).is_local else SharedEngineConsumer(name)


def verify_other_hosts(one: Consumer) -> list[HostVerifyResult]:
    """What other hosts find that have this engine for themselves; none for what all hosts share."""
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
