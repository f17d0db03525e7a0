"""What organisations of the demo share, tell and use, as it stands in the data files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from demo.shapes import (
    STRICT,
    Address,
    Commit,
    Illustration,
    InventedAddress,
    Key,
    NoAddress,
    Paragraphs,
    Summary,
    Tags,
    Text,
)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The file, at one commit, in which the facts of a solution were read."""

    __pydantic_config__ = STRICT

    kind: Literal["publiccode", "readme", "documentation"]
    repo: Text
    path: Text
    commit: Commit

    @property
    def url(self) -> str:
        """The public address of exactly this version of the file."""
        return f"https://github.com/{self.repo}/blob/{self.commit}/{self.path}"


@dataclass(frozen=True, slots=True)
class StatedUse:
    """An organisation that the source file names as a user, in the source's own words."""

    __pydantic_config__ = STRICT

    organisation: Text
    stated_as: Text


@dataclass(frozen=True, slots=True)
class FollowedStandard:
    """A standard of the list that a solution follows, how far, and where that can be seen."""

    __pydantic_config__ = STRICT

    name: Text
    note: str = ""
    evidence: Address | NoAddress = ""


@dataclass(frozen=True, slots=True)
class NamedSupplier:
    """Who has a part in a solution: an organisation of the demo by its code, or a name."""

    __pydantic_config__ = STRICT

    role: Literal["builds", "hosts", "maintains", "introduces", "advises"]
    organisation: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation to another solution, by its key."""

    __pydantic_config__ = STRICT

    kind: Literal["based_on", "replaces", "alternative", "related"]
    other: Key


@dataclass(frozen=True, slots=True)
class DemoSolution:
    """A real solution: facts with their source, and a description written for this project."""

    __pydantic_config__ = STRICT

    key: Key
    title: Text
    owner: Text
    kind: Text
    summary: Summary
    problem: Paragraphs
    approach: Paragraphs
    tags: Tags
    policy_domains: Annotated[tuple[Text, ...], Field(min_length=1)]
    repository_url: Address
    source: SourceFile
    for_whom: Annotated[str, StringConstraints(max_length=150)] = ""
    result: tuple[Text, ...] = ()
    gemma_components: tuple[Text, ...] = ()
    common_ground_layer: str = ""
    development_status: str = ""
    maintenance_type: str = ""
    licence: str = ""
    landing_url: Address | NoAddress = ""
    documentation_url: Address | NoAddress = ""
    version: str = ""
    released_on: date | None = None
    used_by: tuple[StatedUse, ...] = ()
    standards: tuple[FollowedStandard, ...] = ()
    suppliers: tuple[NamedSupplier, ...] = ()
    relations: tuple[Relation, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper to take along: a file of `papers/`, under this title, for whom it is."""

    __pydantic_config__ = STRICT

    file: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+\.pdf$")]
    title: Text
    visibility: Literal["public", "municipalities", "organisation"] = "public"


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing among the pictures of a solution, with its caption."""

    __pydantic_config__ = STRICT

    illustration: Illustration
    caption: Text


@dataclass(frozen=True, slots=True)
class ExampleSolution:
    """An invented solution of an invented organisation, filled in as far as its page can show."""

    __pydantic_config__ = STRICT

    key: Key
    is_example: Literal[True]
    title: Annotated[str, StringConstraints(pattern=r" \(voorbeeld\)$")]
    owner: Text
    kind: Text
    summary: Summary
    for_whom: Annotated[str, StringConstraints(min_length=10, max_length=150)]
    problem: Paragraphs
    approach: Paragraphs
    tags: Tags
    policy_domains: Annotated[tuple[Text, ...], Field(min_length=1)]
    development_status: Text
    result: tuple[Text, ...] = ()
    what_did_not_work: tuple[Text, ...] = ()
    gemma_components: tuple[Text, ...] = ()
    common_ground_layer: str = ""
    maintenance_type: str = ""
    reuse_level: int | None = None
    hosting: str = ""
    personal_data: str = ""
    cost_model: str = ""
    cost_band_once: str = ""
    cost_band_yearly: str = ""
    costs_actual: bool = False
    licence: str = ""
    repository_url: InventedAddress | NoAddress = ""
    demo_url: InventedAddress | NoAddress = ""
    documentation_url: InventedAddress | NoAddress = ""
    contact_name: str = ""
    contact_box: Key | NoAddress = ""
    confirmed_days_ago: int | None = None
    illustration: Illustration | None = None
    standards: tuple[FollowedStandard, ...] = ()
    suppliers: tuple[NamedSupplier, ...] = ()
    relations: tuple[Relation, ...] = ()
    papers: tuple[Paper, ...] = ()
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Indicator:
    """One invented result in numbers."""

    __pydantic_config__ = STRICT

    label: Text
    before: Text
    after: Text
    certainty: Literal["measured", "expected"] = "measured"


@dataclass(frozen=True, slots=True)
class DemoExperience:
    """An invented story, by an invented organisation, about solutions of the demo."""

    __pydantic_config__ = STRICT

    key: Key
    organisation: Text
    is_example: Literal[True]
    solutions: Annotated[tuple[Text, ...], Field(min_length=1)]
    title: Text
    summary: Summary
    situation: Paragraphs
    question: Paragraphs
    approach: Paragraphs
    result: Paragraphs
    what_did_not_work: Paragraphs
    costs: Paragraphs
    conditions: Paragraphs
    advice: Paragraphs
    phase: Text
    lead_time: Text
    pull_quote: Annotated[str, StringConstraints(min_length=10, max_length=200)]
    pull_quote_by: Text
    tags: Tags
    partners: tuple[Text, ...] = ()
    illustration: Illustration | None = None
    cost_band_once: str = ""
    cost_band_yearly: str = ""
    indicators: tuple[Indicator, ...] = ()
    period_start: date | None = None
    period_end: date | None = None


@dataclass(frozen=True, slots=True)
class DemoUse:
    """Use of a solution by an invented organisation, confirmed by it for the demo."""

    __pydantic_config__ = STRICT

    organisation: Text
    solution: Text
    status: Text
    is_example: Literal[True]
    since: date | None = None
    until: date | None = None
    reason: str = ""
    version: str = ""
    adapted: str = ""
    scale: str = ""
    effort_band: str = ""
    cost_band_once: str = ""
    cost_band_yearly: str = ""
    costs_actual: bool = False
    would_do_again: bool | None = None
    lesson: Annotated[str, StringConstraints(max_length=250)] = ""
    contact_willing: bool = False
