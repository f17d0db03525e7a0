"""Comparing what an engine holds with what the database says: the proof that nothing was lost."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

from search.indexing import outbox
from search.indexing.records import public_keys
from search.types import StoredVersion


@dataclass(frozen=True, slots=True)
class Drift:
    """The objects an engine should have and has not, has and should not have, and has at another version.

    `ahead` are those it has at a later version than the database, which happens when a backup was restored.
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
        """The drift apart from these objects, unless the engine is ahead of the database."""
        known = frozenset(keys) - self.ahead
        return Drift(self.missing - known, self.ghost - known, self.stale - known, self.ahead)


@dataclass(frozen=True, slots=True)
class IndexComparison:
    """The outcome of a comparison: the drift, and the version of every record that the engine holds."""

    drift: Drift
    held: dict[str, int] = field(default_factory=dict)

    def repair(self) -> None:
        """Let every engine take in again what differs, at versions above those that this one holds."""
        outbox.supersede({key: self.held.get(key, 0) for key in self.drift.keys})


def compare(
    read: Callable[[], Iterable[StoredVersion]], on_their_way: Callable[[], Collection[str]]
) -> IndexComparison:
    """How what `read` returns differs from the database.

    Left out are the objects that changed meanwhile, and those whose change was on its way when reading began: their
    next write comes, to a target that is being built as well.
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
