"""Where what lives above adds to an organisation's profile, so that imports go one way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from organisations.models.organisation import Organisation

Provider = Callable[[Organisation], dict[str, Any]]
_providers: list[Provider] = []


def add_to_profile(provider: Provider) -> Provider:
    """Register a function whose dictionary becomes part of every profile's context."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def profile_context(organisation: Organisation) -> dict[str, Any]:
    """The context of an organisation's profile: the organisation and what all providers know of it."""
    context: dict[str, Any] = {"organisation": organisation}
    for provider in _providers:
        context |= provider(organisation)
    return context
