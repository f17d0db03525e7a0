"""Comparing what the engines hold with what the database says: the proof that nothing was lost.

Events that are still waiting are no drift: what they stand for is on its way.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from search.engines.registry import LEXICON, engine
from search.indexing import outbox
from search.indexing.models import IndexEvent, IndexState
from search.indexing.records import public_keys
from search.lexicon import store as lexicon_store
from search.query.engine import EngineUnavailable
from search.types import StoredVersion

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Drift:
    """The objects an engine should have and has not, has and should not have, and has at another version."""

    missing: frozenset[str] = frozenset()
    ghost: frozenset[str] = frozenset()
    stale: frozenset[str] = frozenset()

    @property
    def keys(self) -> frozenset[str]:
        return self.missing | self.ghost | self.stale

    def __bool__(self) -> bool:
        return bool(self.keys)

    def __str__(self) -> str:
        return f"{len(self.missing)} missing, {len(self.ghost)} ghost, {len(self.stale)} stale"

    def without(self, keys: Iterable[str]) -> Drift:
        """The drift apart from these objects."""
        known = frozenset(keys)
        return Drift(self.missing - known, self.ghost - known, self.stale - known)


@dataclass(frozen=True, slots=True)
class Verified:
    """The outcome for one engine: its drift, its records, and the objects whose events still wait."""

    engine: str
    drift: Drift
    records: int
    waiting: int


def compare(name: str, read: Callable[[], Iterable[StoredVersion]]) -> tuple[Drift, int]:
    """How what `read` returns differs from the database, and how many records it returned.

    Left out are objects that changed meanwhile and those with an event that had not arrived when reading began:
    their next write is on its way, to a target that is being built as well.
    """
    before = _versions()
    waiting = frozenset(IndexEvent.objects.filter(engine=name).values_list("key", flat=True))
    held = {one.key: one.version for one in read()}
    public = set(public_keys())
    after = _versions()
    moving = waiting | {key for key, version in after.items() if before.get(key, 0) != version}
    drift = Drift(
        missing=frozenset(public.difference(held)),
        ghost=frozenset(set(held) - public),
        stale=frozenset(key for key in public & set(held) if held[key] != after.get(key, 0)),
    )
    return drift.without(moving), len(held)


def verify(name: str, *, repair: bool = False) -> Verified:
    """Compare the live target of an engine, or the lexicon, with the database; `repair` enqueues what differs.

    Raises EngineUnavailable when the engine has no live target or does not answer.
    """
    drift, records = compare(name, lambda: _stored(name))
    if drift:
        logger.error("search_drift", extra={"engine": name, "drift": str(drift), "examples": sorted(drift.keys)[:10]})
    if drift and repair:
        outbox.requeue(name, drift.keys)
    return Verified(name, drift, records, IndexEvent.objects.filter(engine=name).count())


def _versions() -> dict[str, int]:
    return dict(IndexState.objects.values_list("key", "version"))


def _stored(name: str) -> Iterable[StoredVersion]:
    if name == LEXICON:
        return lexicon_store.versions()
    target = engine(name).live_target()
    if target is None:
        raise EngineUnavailable(f"the engine {name} was never built; run search_rebuild")
    engine(name).refresh(target)
    return engine(name).versions(target)
