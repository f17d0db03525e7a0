"""Where what lives above adds to an organisation's profile and to similarity, so that imports go one way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from organisations.models.organisation import Organisation

Provider = Callable[[Organisation], dict[str, Any]]
UsesProvider = Callable[[], dict[int, frozenset[int]]]
_providers: list[Provider] = []
_uses_providers: list[UsesProvider] = []


def add_to_profile(provider: Provider) -> Provider:
    """Register a function whose dictionary becomes part of every profile's context."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def profile_context(organisation: Organisation) -> dict[str, Any]:
    """What all providers know of an organisation, for the context of its profile."""
    context: dict[str, Any] = {}
    for provider in _providers:
        context |= provider(organisation)
    return context


def add_uses(provider: UsesProvider) -> UsesProvider:
    """Register a function that tells per organisation, by number, which things it confirmed that it uses."""
    if provider not in _uses_providers:
        _uses_providers.append(provider)
    return provider


def uses_by_organisation() -> dict[int, frozenset[int]]:
    """What each organisation confirmed that it uses, by number, of all providers together."""
    found: dict[int, frozenset[int]] = {}
    for provider in _uses_providers:
        for organisation, uses in provider().items():
            found[organisation] = found.get(organisation, frozenset()) | uses
    return found
