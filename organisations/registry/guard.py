"""When a list of a register is not believed: it was cut off, or is another list than it seems."""

from __future__ import annotations

from collections.abc import Sequence

ALWAYS, SHARE, MOST = 3, 0.03, 10
"""Up to 3 may always disappear, then 3 percent of what is known, and never more than 10: a year of mergers."""
NAMED = 10


class DoubtfulList(ValueError):
    """A list that was not applied; its message says what is doubtful and how to apply it nevertheless."""

    def __init__(self, doubts: Sequence[str]) -> None:
        super().__init__(f"Nothing was written. {' '.join(doubts)} Add --force when the list is right.")


def doubts_about_missing(gone: Sequence[str], known: int, what: str) -> list[str]:
    """What is doubtful when these disappear from so many; nothing when they are a few."""
    limit = max(ALWAYS, min(MOST, int(known * SHARE)))
    if len(gone) <= limit:
        return []
    return [f"{len(gone)} of {known} {what}, more than {limit}: {named(gone)}."]


def named(names: Sequence[str]) -> str:
    """The first of these names, and how many more there are."""
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {more} more" if more > 0 else "")
