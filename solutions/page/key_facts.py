"""What is seen first on the page of a solution or an experience."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class KeyFact:
    """One of the facts that are seen first; `value` is empty when it is not known."""

    label: str | Promise
    value: str | Promise
    note: str | Promise = ""
    url: str = ""
