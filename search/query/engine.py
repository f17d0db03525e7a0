"""The interface of a search engine. Whatever implements it passes tests/contract/ unchanged."""

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
"""Seconds for which an engine may repeat what it knew of its state."""


class EngineUnavailable(Exception):
    """The engine did not answer in time, or cannot be reached. The service falls back on this and on nothing else."""


class SearchEngine(Protocol):
    """One place where records are kept and found.

    A *target* is the name of one physical index of the engine (an Elasticsearch index, a SQLite file).
    Reads always go to the live target; writes name theirs, for two are written during a rebuild.
    """

    name: str
    takes_many_writers: bool
    """Whether several processes fill one target sooner than a single one."""

    is_local: bool
    """Whether each host has this engine for itself."""

    @property
    def host(self) -> str:
        """The identity of the host whose own engine this is; empty for one that all hosts share.

        Raises EngineUnavailable.
        """
        ...

    def top_score(self, plan: Plan) -> float:
        """The best score of the question, without filters, bonuses and quality boost; 0.0 when nothing matches."""
        ...

    def search(self, plan: Plan, request: SearchRequest, minimum: float) -> EngineResult:
        """One page of hits whose score before bonuses and quality boost is at least `minimum`.

        An empty plan matches everything, whatever the minimum.
        Orders, the same on every engine: relevance by score, then key; newest by `published` (none last), then
        key; most used by `confirmed_reuse`, then as newest. Relevance of an empty plan is newest.
        """
        ...

    def answer(self, question: EngineQuestion, deadline: Deadline) -> EngineAnswer:
        """All that a page of results needs, in as few requests as the engine can; raises EngineUnavailable."""
        ...

    def measure(self, plan: Plan, key: str) -> Measured | None:
        """What each part of a plan scores for one record; None when the record cannot be found."""
        ...

    def suggest(self, prefix: str, limit: int) -> list[Suggestion]:
        """Records whose title has words that begin as typed, best first."""
        ...

    def write(self, target: str, writes: Sequence[IndexWrite]) -> list[WriteFailure]:
        """Apply the writes to the target, each only if its version is not older.

        Returns those that were refused for their content.
        Raises EngineUnavailable when the target cannot be reached; then nothing may be assumed to be written.
        """
        ...

    def refresh(self, target: str) -> None:
        """Make what was written findable now."""
        ...

    def live_target(self) -> str | None:
        """The target that readers use, or None before the first rebuild."""
        ...

    def create_target(self) -> str:
        """A new empty target, ready for writing, that no reader sees yet."""
        ...

    def promote(self, target: str) -> None:
        """Make the target the live one, in one atomic step, and bump the generation.

        The former one stays until it is pruned.
        """
        ...

    def prune(self, keep: Iterable[str]) -> list[str]:
        """Remove every target of this engine that is not named; returns the removed names."""
        ...

    def versions(self, target: str) -> Iterator[StoredVersion]:
        """The key and version of every record that can be found in the target (deletions left out)."""
        ...

    def count(self, target: str) -> int:
        """How many records can be found in the target."""
        ...

    def generation(self, max_age: float = STATE_AGE) -> str:
        """Changes when so much of what is findable changed that best scores may have moved; part of their cache key.

        As it was at most so many seconds ago, where asking costs something; infinity takes what is known, however old.
        """
        ...

    def revision(self, max_age: float = STATE_AGE) -> str:
        """Changes with every change that readers of the live target see, as it was at most so many seconds ago.

        An answer that is made later than this was asked is at least as new.
        """
        ...

    def is_outdated(self) -> bool:
        """Whether the live target was made for another mapping or analysis than this version's; it needs a rebuild."""
        ...

    def health(self) -> None:
        """Returns when the engine can answer; raises EngineUnavailable with the reason when not."""
        ...


class LocalEngine(SearchEngine, Protocol):
    """An engine that each host has for itself, beside the others."""

    def stored_versions(self, target: str) -> dict[str, int]:
        """The version of every object that was ever written to the target, deletions included."""
        ...
