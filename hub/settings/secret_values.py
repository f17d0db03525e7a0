"""Reads secrets from the text of an environment variable."""

from __future__ import annotations

from hub.settings.addresses import WrongValue


def secret(value: str) -> str:
    if len(value) < 40:  # noqa: PLR2004 - shorter keys are guessable; Django's own check asks for 50
        raise WrongValue("must have at least 40 characters")
    return value


def optional_secret(value: str) -> str:
    return secret(value) if value else ""


def secrets_list(value: str) -> list[str]:
    return [secret(one.strip()) for one in value.split(",") if one.strip()]
