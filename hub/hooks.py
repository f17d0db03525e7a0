"""Places where what lives above adds to what lives below, so that imports go one way."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from django.http import HttpRequest

if TYPE_CHECKING:
    from hub.home_parts import Figure, PageKind, Subject
    from hub.listing import ThemeChoice
    from hub.models import HomePage, Tag

T = TypeVar("T")

SubjectProvider = Callable[[int], "list[Subject]"]
FigureProvider = Callable[[], "list[Figure]"]
TagProvider = Callable[["Tag", HttpRequest], dict[str, Any]]
ThemeProvider = Callable[[], "list[ThemeChoice]"]
SiteMaker = Callable[["HomePage"], object]
Description = Callable[[Any], dict[str, Any]]
_site_makers: list[SiteMaker] = []
_descriptions: dict[type, Description] = {}
_theme_providers: list[ThemeProvider] = []
_page_kinds: dict[str, PageKind] = {}
_subject_providers: dict[str, SubjectProvider] = {}
_figure_providers: list[FigureProvider] = []
_tag_providers: list[TagProvider] = []


def add_page_kind(kind: PageKind) -> PageKind:
    """Register a kind of pages of which editors can put the newest on the front page."""
    _page_kinds[kind.key] = kind
    return kind


def page_kinds() -> dict[str, PageKind]:
    """The kinds of pages that the front page can show, by key, in the order in which apps registered them."""
    return dict(_page_kinds)


def add_subjects(name: str, provider: SubjectProvider) -> SubjectProvider:
    """Register a function that gives at most so many subjects of this name ("themes", "domains")."""
    _subject_providers[name] = provider
    return provider


def subjects(name: str, most: int) -> list[Subject]:
    """At most so many subjects of this name; none, and no query, when none are asked for."""
    provider = _subject_providers.get(name)
    return provider(most) if provider and most else []


def add_figures(provider: FigureProvider) -> FigureProvider:
    """Register a function that gives figures for the front page."""
    if provider not in _figure_providers:
        _figure_providers.append(provider)
    return provider


def figures() -> list[Figure]:
    """The figures of all providers that are more than nothing."""
    return [figure for provider in _figure_providers for figure in provider() if figure.number]


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


def add_description(kind: type[T], describe: Callable[[T], dict[str, Any]]) -> None:
    """Register the function that says in the words of schema.org what a thing of this kind is."""
    _descriptions[kind] = describe


def description_of(thing: object) -> dict[str, Any] | None:
    """What a thing is in the words of schema.org; None for a kind of which nothing is said."""
    describe = _descriptions.get(type(thing))
    return describe(thing) if describe else None
