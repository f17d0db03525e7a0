"""The shapes that values in the demo's files may have; one that does not fit stops the loading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import AfterValidator, ConfigDict, Field, StringConstraints

from demo.illustrations import Motif
from hub.models.pages import SUMMARY_LENGTH

STRICT = ConfigDict(extra="forbid")


def _https(address: str) -> str:
    if not address.startswith("https://"):
        raise ValueError("an address starts with https://")
    return address


def _nowhere(address: str) -> str:
    """An invented address must be one that can never exist."""
    host = address.removeprefix("https://").split("/")[0]
    if not address.startswith("https://") or not host.endswith(".example"):
        raise ValueError("an invented address ends in .example")
    return address


Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Summary = Annotated[str, StringConstraints(min_length=20, max_length=SUMMARY_LENGTH, strip_whitespace=True)]
Commit = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{40}$")]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Clock = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Address = Annotated[str, AfterValidator(_https)]
InventedAddress = Annotated[str, AfterValidator(_nowhere)]
NoAddress = Literal[""]
Paragraphs = Annotated[tuple[Text, ...], Field(min_length=1)]
Tags = Annotated[tuple[Text, ...], Field(min_length=3, max_length=6)]


@dataclass(frozen=True, slots=True)
class Illustration:
    """A drawing made for the demo, and what one sees on it."""

    __pydantic_config__ = STRICT

    motif: Motif
    alt: Annotated[str, StringConstraints(min_length=10, max_length=200)]
