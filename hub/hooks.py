"""Places where what lives above adds to what lives below, so that imports go one way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")

Description = Callable[[Any], dict[str, Any]]
_descriptions: dict[type, Description] = {}


def add_description(kind: type[T], describe: Callable[[T], dict[str, Any]]) -> None:
    """Register the function that says in the words of schema.org what a thing of this kind is."""
    _descriptions[kind] = describe


def description_of(thing: object) -> dict[str, Any] | None:
    """What a thing is in the words of schema.org; None for a kind of which nothing is said."""
    describe = _descriptions.get(type(thing))
    return describe(thing) if describe else None
