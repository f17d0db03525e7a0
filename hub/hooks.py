"""Places where what lives above adds to what lives below, so that imports go one way."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

if TYPE_CHECKING:
    from hub.listing import ThemeChoice
    from hub.models import HomePage, Tag

HomeProvider = Callable[[], dict[str, Any]]
TagProvider = Callable[["Tag", HttpRequest], dict[str, Any]]
ThemeProvider = Callable[[], "list[ThemeChoice]"]
SiteMaker = Callable[["HomePage"], object]
_site_makers: list[SiteMaker] = []
_theme_providers: list[ThemeProvider] = []
_home_providers: list[HomeProvider] = []
_tag_providers: list[TagProvider] = []


def add_to_home(provider: HomeProvider) -> HomeProvider:
    """Register a function whose dictionary becomes part of the front page's context."""
    if provider not in _home_providers:
        _home_providers.append(provider)
    return provider


def home_context() -> dict[str, Any]:
    """The context that all providers together give the front page."""
    context: dict[str, Any] = {}
    for provider in _home_providers:
        context |= provider()
    return context


def add_to_tag(provider: TagProvider) -> TagProvider:
    """Register a function whose dictionary becomes part of the context of a tag's page."""
    if provider not in _tag_providers:
        _tag_providers.append(provider)
    return provider


def tag_context(tag: Tag, request: HttpRequest) -> dict[str, Any]:
    """The context that all providers together give the page of a tag."""
    context: dict[str, Any] = {}
    for provider in _tag_providers:
        context |= provider(tag, request)
    return context


def add_themes(provider: ThemeProvider) -> ThemeProvider:
    """Register a function that gives the themes by which lists can be narrowed."""
    if provider not in _theme_providers:
        _theme_providers.append(provider)
    return provider


def theme_choices() -> list[ThemeChoice]:
    """The public themes of all providers, by title."""
    return sorted((theme for provider in _theme_providers for theme in provider()), key=lambda theme: theme.title)


def add_to_site(maker: SiteMaker) -> SiteMaker:
    """Register a function that makes a page that every site has, when it is not there; repeatable."""
    if maker not in _site_makers:
        _site_makers.append(maker)
    return maker


def site_makers() -> list[SiteMaker]:
    """All functions that make pages that every site has."""
    return list(_site_makers)
