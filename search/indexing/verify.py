"""Compares an engine with the database, to prove that no change was lost."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

from search.indexing import outbox
from search.indexing.records import public_keys
from search.types import StoredVersion


@dataclass(frozen=True, slots=True)
class Drift:
    """The keys missing from an engine, present but not public (ghost), or present at another version (stale).

    `ahead` are the keys with a later version than in the database, which happens when a backup was restored.
    """

    missing: frozenset[str] = frozenset()
    ghost: frozenset[str] = frozenset()
    stale: frozenset[str] = frozenset()
    ahead: frozenset[str] = frozenset()

    @property
    def keys(self) -> frozenset[str]:
        return self.missing | self.ghost | self.stale

    def __bool__(self) -> bool:
        return bool(self.keys)

    def __str__(self) -> str:
        return f"{len(self.missing)} missing, {len(self.ghost)} ghost, {len(self.stale)} stale"

    def without(self, keys: Iterable[str]) -> Drift:
        """The drift without these keys, except those where the engine is ahead of the database."""
        known = frozenset(keys) - self.ahead
        return Drift(self.missing - known, self.ghost - known, self.stale - known, self.ahead)


@dataclass(frozen=True, slots=True)
class IndexComparison:
    """The outcome of a comparison: the drift, and the version of every record in the engine."""

    drift: Drift
    held: dict[str, int] = field(default_factory=dict)

    def repair(self) -> None:
        """Enqueue the differences for every consumer, at versions above those in this engine."""
        outbox.supersede({key: self.held.get(key, 0) for key in self.drift.keys})


def compare(
    read: Callable[[], Iterable[StoredVersion]], on_their_way: Callable[[], Collection[str]]
) -> IndexComparison:
    """Compare what `read` returns with the database.

    Objects that changed meanwhile, or whose change was in flight when reading began, are left out: they will be written
    again, also to a target that is being built.
    """
    before = outbox.all_versions()
    waiting = frozenset(on_their_way())
    held = {one.key: one.version for one in read()}
    public = set(public_keys())
    after = outbox.all_versions()
    moving = waiting | {key for key, version in after.items() if before.get(key, 0) != version}
    drift = Drift(
        missing=frozenset(public.difference(held)),
        ghost=frozenset(set(held) - public),
        stale=frozenset(key for key in public & set(held) if held[key] != after.get(key, 0)),
        ahead=frozenset(key for key, version in held.items() if version > after.get(key, 0)),
    )
    return IndexComparison(drift.without(moving), held)
