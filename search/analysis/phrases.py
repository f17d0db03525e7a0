"""Whether words stand next to each other: the sloppy phrase of Lucene over the places of its words."""

from __future__ import annotations

from collections.abc import Sequence


def phrase_frequency(places: Sequence[Sequence[int]], slop: int) -> float:
    """How often a phrase occurs, given the places of each of its words in turn.

    Words may be `slop` places off in total; an occurrence that is d places off counts for 1 / (1 + d).
    """
    if not places or not all(places):
        return 0.0
    shifted = [{place - index for place in one} for index, one in enumerate(places)]
    return sum(_closeness(start, shifted[1:], slop) for start in shifted[0])


def title_has_phrase(title: Sequence[str], phrase: Sequence[str], slop: int) -> bool:
    """Whether the stems of a title hold the phrase."""
    if not set(phrase).issubset(title):
        return False
    places = [[place for place, stem in enumerate(title) if stem == wanted] for wanted in phrase]
    return phrase_frequency(places, allowed_slop(phrase, slop)) > 0


def allowed_slop(phrase: Sequence[str], slop: int) -> int:
    """No slop for a phrase with a repeated word: one place may not serve for two words."""
    return slop if len(set(phrase)) == len(phrase) else 0


def _closeness(start: int, others: Sequence[set[int]], slop: int) -> float:
    for distance in range(slop + 1):
        for lowest in range(start - distance, start + 1):
            window = range(lowest, lowest + distance + 1)
            if all(any(place in other for place in window) for other in others):
                return 1 / (1 + distance)
    return 0.0
