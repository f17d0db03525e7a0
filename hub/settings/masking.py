"""Keeps personal data and secrets out of the log, whatever a library puts into a message."""

from __future__ import annotations

import re
from collections.abc import Mapping, MutableMapping
from typing import Any

HIDDEN = "[…]"
_QUERY = r"(?:\?|%3[Ff])"
_HOST = r"\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+"
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    # The details that a database adds to an error are the values of the row.
    (re.compile(r"(DETAIL|HINT|CONTEXT):.*"), rf"\1: {HIDDEN}"),
    # A password in the address of a service, before it looks like a mail address.
    (re.compile(rf"(\w+://)[^\s/@'\"]+@({_HOST})"), r"\1\2"),
    (re.compile(r"[^\s<>()\[\]{},;:\"'/?=&]+(?:@|%40)[A-Za-z0-9.-]+"), HIDDEN),
    # The query of an address: what someone typed. It may hold spaces where a broken client sent it.
    (
        re.compile(rf"((?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|TRACE) [^?'\"\n]*?){_QUERY}.*?(?= HTTP/|['\">]|$)"),
        r"\1",
    ),
    # What Django says of a request: why, and its path, in which a question mark that was written as %3F is one again.
    (re.compile(r"(Referer checking failed - ).*?(?= does not match)"), rf"\1{HIDDEN}"),
    (re.compile(rf"(^[A-Z][A-Za-z ]+(?: \([^\n]*\))?: /[^\n]*?){_QUERY}.*"), r"\1"),
    # What somebody sent that is no value: the words between quotes in an error.
    (re.compile(r"(?m)^((?:[\w.]*\.)?\w+(?:Error|Exception|DoesNotExist): [^'\"\n]*)['\"].*$"), rf"\1{HIDDEN}"),
    (re.compile(rf"((?:https?://|/)[^\s?'\"<>]*?){_QUERY}[^\s'\"<>]*"), r"\1"),
    # Tokens of links that are mailed: of Django's password reset, and signed values.
    (re.compile(r"\b[0-9a-z]{1,13}-[0-9a-f]{32,64}\b"), HIDDEN),
    (re.compile(r"(password_reset/confirm/)[^\s'\"]+"), rf"\1{HIDDEN}"),
    (re.compile(r"[\w-]+:[\w-]{4,}:[\w-]{20,}"), HIDDEN),
    (re.compile(r"\bip=\S+"), f"ip={HIDDEN}"),
)
LEFT_OUT = frozenset({"user_agent"})  # says who somebody is as much as an address does
KEPT_AS_IS = frozenset({"request_id", "timestamp", "level", "logger"})


def masked(text: str) -> str:
    """The text without mail addresses, query strings, tokens, passwords and details of rows."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text


def mask_event(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A processor of structlog: everything in the event but ids, times and levels, as `masked` leaves it.

    The name of the browser is left out.
    """
    return {key: value if key in KEPT_AS_IS else _safe(value) for key, value in event.items() if key not in LEFT_OUT}


def _safe(value: Any) -> Any:
    if isinstance(value, str):
        return masked(value)
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Mapping):
        return {key: _safe(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_safe(one) for one in value]
    if hasattr(value, "method") and hasattr(value, "path"):
        return masked(f"{value.method} {value.path}")  # a request, which would tell its whole address
    return masked(str(value))
