"""What the demo's editors write: themes, news, events and publications, as they stand in the data files.

Days are counted from the day of seeding, so that a new demo always has news of this month and events to come.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from demo.shapes import STRICT, Clock, Illustration, InventedAddress, Key, NoAddress, Paragraphs, Summary, Tags, Text


@dataclass(frozen=True, slots=True)
class LiveList:
    """A saved question on a theme; kinds as search names them, tags and policy domains by their names."""

    __pydantic_config__ = STRICT

    heading: Text
    question: str = ""
    kind: tuple[Literal["solution", "experience", "news", "event", "publication"], ...] = ()
    policy_domains: tuple[Text, ...] = ()
    tags: tuple[Text, ...] = ()
    evidence: tuple[Literal["0", "1", "2", "3", "4", "5", "6", "7"], ...] = ()
    sort: Literal["relevance", "newest", "most_used"] = "relevance"
    shown: Annotated[int, Field(ge=1, le=24)] = 6


@dataclass(frozen=True, slots=True)
class Pick:
    """A solution or story that the editors put forward, by its key, and why."""

    __pydantic_config__ = STRICT

    page: Key
    note: Annotated[str, Field(min_length=20, max_length=250)]


@dataclass(frozen=True, slots=True)
class DemoTheme:
    """A theme: text, lists that keep themselves up to date, and pages picked by hand."""

    __pydantic_config__ = STRICT

    key: Key
    title: Text
    summary: Summary
    text: Paragraphs
    lists: Annotated[tuple[LiveList, ...], Field(min_length=1)]
    picks: Annotated[tuple[Pick, ...], Field(min_length=2)]
    tags: Tags
    illustration: Illustration | None = None


@dataclass(frozen=True, slots=True)
class DemoNews:
    """A news item, so many days before the day of seeding."""

    __pydantic_config__ = STRICT

    key: Key
    is_example: Literal[True]
    title: Text
    summary: Summary
    kind: Literal["news", "interview", "background"]
    days_ago: Annotated[int, Field(ge=0)]
    text: Paragraphs
    tags: Tags
    quote: str = ""
    quote_by: str = ""
    illustration: Illustration | None = None


@dataclass(frozen=True, slots=True)
class DemoEvent:
    """An event so many days from the day of seeding, before it when negative; never in a weekend."""

    __pydantic_config__ = STRICT

    key: Key
    is_example: Literal[True]
    title: Text
    summary: Summary
    kind: Literal["meeting", "webinar", "training", "demonstration", "conference"]
    in_days: int
    begins: Clock
    ends: Clock
    text: Paragraphs
    tags: Tags
    organiser: Text
    is_online: bool = False
    place: str = ""
    lasts_days: Annotated[int, Field(ge=1, le=3)] = 1
    registration_url: InventedAddress | NoAddress = ""


@dataclass(frozen=True, slots=True)
class DemoPublication:
    """A publication with a PDF that was made for the demo and stands in `papers/`."""

    __pydantic_config__ = STRICT

    key: Key
    is_example: Literal[True]
    title: Text
    summary: Summary
    kind: Literal["report", "guide", "research", "policy", "template"]
    days_ago: Annotated[int, Field(ge=0)]
    authors: Text
    file: Text
    text: Paragraphs
    tags: Tags
    language: Literal["nl"] = "nl"
