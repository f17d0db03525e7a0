"""Where the search of the site, which lives above, finds solutions for what lives here."""

from __future__ import annotations

from collections.abc import Callable

Finder = Callable[[str, int], list[int] | None]
_finders: list[Finder] = []


def register_search_backend(finder: Finder) -> Finder:
    """Register a function that gives the numbers of solutions for words, best first; None when it cannot answer."""
    if finder not in _finders:
        _finders.append(finder)
    return finder


def found_solution_ids(words: str, most: int) -> list[int] | None:
    """What the first finder that answers found; None when none does."""
    for finder in _finders:
        numbers = finder(words, most)
        if numbers is not None:
            return numbers
    return None
