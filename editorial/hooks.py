"""Where what lives above gives the themes by which lists can be filtered, so that imports go one way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ThemeChoice:
    """A theme by which a list can be filtered: what it is about is in its tags."""

    slug: str
    title: str
    tags: tuple[int, ...]


ThemeProvider = Callable[[], list[ThemeChoice]]
_theme_providers: list[ThemeProvider] = []


def add_themes(provider: ThemeProvider) -> ThemeProvider:
    """Register a function that gives the themes by which lists can be filtered."""
    if provider not in _theme_providers:
        _theme_providers.append(provider)
    return provider


def theme_choices() -> list[ThemeChoice]:
    """The public themes of all providers, by title."""
    return sorted((theme for provider in _theme_providers for theme in provider()), key=lambda theme: theme.title)
