"""The interface of a search engine. Every implementation passes tests/contract/ unchanged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from search.plan import Plan
from search.query.explanation import Measured
from search.types import EngineResult, IndexWrite, SearchRequest, StoredVersion, Suggestion, WriteFailure

if TYPE_CHECKING:
    from search.query.asking import EngineAnswer, EngineQuestion
    from search.query.deadline import Deadline

STATE_AGE = 0.25
"""Seconds for which an engine may reuse what it last read of its state."""


class EngineUnavailable(Exception):
    """The engine timed out or cannot be reached; the only exception on which the service falls back."""


class SearchEngine(Protocol):
    """Stores records and searches them.

    A *target* is the name of one physical index of the engine (an Elasticsearch index, a SQLite file).
    Reads always go to the live target; writes name theirs, because a rebuild writes to two.
    """

    name: str
    takes_many_writers: bool
    """Whether several processes fill a target faster than a single one."""

    is_local: bool
    """Whether each host has an instance of its own."""

    @property
    def host(self) -> str:
        """The id of the host that owns this engine; empty for an engine that all hosts share.

        Raises EngineUnavailable.
        """
        ...

    def top_score(self, plan: Plan) -> float:
        """Return the top score of a plan without filters, bonuses and quality boost; 0.0 when nothing matches."""
        ...

    def search(self, plan: Plan, request: SearchRequest, minimum: float) -> EngineResult:
        """Return one page of hits whose score before bonuses and quality boost is at least `minimum`.

        An empty plan matches everything, whatever the minimum.
        Sort orders, the same on every engine: relevance by score, then key; newest by `published` (None last), then
        key; most used by `confirmed_reuse`, then as newest. For an empty plan, relevance means newest.
        """
        ...

    def answer(self, question: EngineQuestion, deadline: Deadline) -> EngineAnswer:
        """Return all that a results page needs, in as few requests as possible; raises EngineUnavailable."""
        ...

    def measure(self, plan: Plan, key: str) -> Measured | None:
        """Return the score of each part of a plan for one record; None when the record is not found."""
        ...

    def suggest(self, prefix: str, limit: int) -> list[Suggestion]:
        """Return records whose title has words that start with the prefix, best first."""
        ...

    def write(self, target: str, writes: Sequence[IndexWrite]) -> list[WriteFailure]:
        """Apply the writes to the target, each only if its version is not older.

        Returns the writes that were rejected for their content.
        Raises EngineUnavailable when the target cannot be reached; then no write may be assumed to have succeeded.
        """
        ...

    def refresh(self, target: str) -> None:
        """Make everything written visible to searches now."""
        ...

    def live_target(self) -> str | None:
        """Return the target that reads use, or None before the first rebuild."""
        ...

    def create_target(self) -> str:
        """Create an empty target, ready for writing but not yet live, and return its name."""
        ...

    def promote(self, target: str) -> None:
        """Make the target live, in one atomic step, and bump the generation.

        The previous target stays until it is pruned.
        """
        ...

    def prune(self, keep: Iterable[str]) -> list[str]:
        """Remove every target of this engine that is not in `keep`; returns the removed names."""
        ...

    def versions(self, target: str) -> Iterator[StoredVersion]:
        """Yield the key and version of every record in the target, without deletions."""
        ...

    def count(self, target: str) -> int:
        """Return the number of records in the target, without deletions."""
        ...

    def generation(self, max_age: float = STATE_AGE) -> str:
        """Return a token that changes when enough changed to move top scores; part of their cache key.

        At most `max_age` seconds old where reading it is expensive; infinity accepts the last known value, however old.
        """
        ...

    def revision(self, max_age: float = STATE_AGE) -> str:
        """Return a token that changes with every visible change of the live target, at most `max_age` seconds old.

        A result that is computed after this call is at least as new.
        """
        ...

    def is_outdated(self) -> bool:
        """Whether the live target has another mapping or analysis than this version's and needs a rebuild."""
        ...

    def health(self) -> None:
        """Raise EngineUnavailable with the reason when the engine cannot answer."""
        ...


class LocalEngine(SearchEngine, Protocol):
    """An engine of which each host has an instance of its own."""

    def stored_versions(self, target: str) -> dict[str, int]:
        """Return the version by key of every object ever written to the target, including deletions."""
        ...
