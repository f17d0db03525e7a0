"""Reads addresses from the text of an environment variable."""

from __future__ import annotations

import re
from urllib.parse import urlsplit


class WrongValue(ValueError):
    """The text of a variable cannot be used; the message says what it should look like."""


def names(value: str) -> list[str]:
    return [name.strip() for name in value.split(",") if name.strip()]


def web_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise WrongValue("must be a web address that begins with http:// or https://")
    return value.rstrip("/")


def optional_web_addresses(value: str) -> str:
    return ",".join(web_address(one) for one in names(value))


def optional_web_address(value: str) -> str:
    return web_address(value) if value else ""


def optional_contact(value: str) -> str:
    """Where somebody can be reached, as an address of the web: mailto: for a mail address."""
    if not value or re.fullmatch(r"https://[^\s/]+\S*", value):
        return value
    if re.fullmatch(r"(mailto:)?[^@\s:]+@[^@\s]+\.[^@\s]+", value):
        return f"mailto:{value.removeprefix('mailto:')}"
    raise WrongValue("must be a mail address, or a web address that begins with https://")
