"""System checks of our own: a wrong setting is reported by its name before anything runs."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register

from hub.settings.env import env


@register(Tags.security)
def settings_are_usable(**kwargs: Any) -> list[CheckMessage]:
    """One error per environment variable that is missing or wrong."""
    return [Error(problem.message, id="hub.E001", obj=problem.name) for problem in env.problems]
