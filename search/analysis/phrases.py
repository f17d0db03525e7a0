"""Sloppy phrase matching over term positions, as in Lucene."""

from __future__ import annotations

from collections.abc import Sequence


def phrase_frequency(places: Sequence[Sequence[int]], slop: int) -> float:
    """Return the sloppy frequency of a phrase, given the positions of each of its words in order.

    Words may be `slop` positions off in total; an occurrence that is d positions off counts for 1 / (1 + d).
    """
    if not places or not all(places):
        return 0.0
    if len(places) == 2:  # noqa: PLR2004 - most phrases: a faster way to the same value
        second = {place - 1 for place in places[1]}
        return sum(_nearest(start, second, slop) for start in places[0])
    shifted = [{place - index for place in one} for index, one in enumerate(places)]
    return sum(_closeness(start, shifted[1:], slop) for start in shifted[0])


def title_has_phrase(title: Sequence[str], phrase: Sequence[str], slop: int) -> bool:
    """Whether the stems of a title contain the phrase."""
    if not set(phrase).issubset(title):
        return False
    places = [[place for place, stem in enumerate(title) if stem == wanted] for wanted in phrase]
    return phrase_frequency(places, allowed_slop(phrase, slop)) > 0


def allowed_slop(phrase: Sequence[str], slop: int) -> int:
    """Return `slop`, or 0 for a phrase with a repeated word: one position must not match two words."""
    return slop if len(set(phrase)) == len(phrase) else 0


def _closeness(start: int, others: Sequence[set[int]], slop: int) -> float:
    for distance in range(slop + 1):
        for lowest in range(start - distance, start + 1):
            window = range(lowest, lowest + distance + 1)
            if all(any(place in other for place in window) for other in others):
                return 1 / (1 + distance)
    return 0.0


def _nearest(start: int, other: set[int], slop: int) -> float:
    """The closeness to the nearest place of one other word."""
    for distance in range(slop + 1):
        if start - distance in other or start + distance in other:
            return 1 / (1 + distance)
    return 0.0
