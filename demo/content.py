"""The demo's content as it stands in `demo/data/`, read, checked and typed.

Real solutions carry facts only, each with the file they were read from. Stories and confirmed use belong
to invented organisations that say so; a story by a real organisation does not load.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, Self, TypeVar

import yaml
from pydantic import AfterValidator, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError

from demo.illustrations import Motif
from hub.models.pages import SUMMARY_LENGTH

DATA = Path(__file__).parent / "data"
ITEM = TypeVar("ITEM")
_STRICT = ConfigDict(extra="forbid")


class ContentError(Exception):
    """A file of the demo that cannot be used; the message names the file, the entry and the key."""


def _https(address: str) -> str:
    if not address.startswith("https://"):
        raise ValueError("an address starts with https://")
    return address


Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Summary = Annotated[str, StringConstraints(min_length=20, max_length=SUMMARY_LENGTH, strip_whitespace=True)]
Commit = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{40}$")]
Address = Annotated[str, AfterValidator(_https)]
NoAddress = Literal[""]
Paragraphs = Annotated[tuple[Text, ...], Field(min_length=1)]
Tags = Annotated[tuple[Text, ...], Field(min_length=3, max_length=6)]


@dataclass(frozen=True, slots=True)
class DemoOrganisation:
    """An organisation that the registry of municipalities does not hold."""

    __pydantic_config__ = _STRICT

    code: Text
    kind: Text
    name: Text
    official_name: Text
    tooi_uri: Address | NoAddress = ""
    website: Address | NoAddress = ""
    inhabitants: int | None = None
    inhabitants_year: int | None = None
    introduction: str = ""
    source: Address | NoAddress = ""
    note: str = ""
    is_example: bool = False


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The file, at one commit, in which the facts of a solution were read."""

    __pydantic_config__ = _STRICT

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

    __pydantic_config__ = _STRICT

    organisation: Text
    stated_as: Text


@dataclass(frozen=True, slots=True)
class DemoSolution:
    """A real solution: facts with their source, and a description written for this project."""

    __pydantic_config__ = _STRICT

    key: Text
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


@dataclass(frozen=True, slots=True)
class Indicator:
    """One invented result in numbers."""

    __pydantic_config__ = _STRICT

    label: Text
    before: Text
    after: Text
    certainty: Literal["measured", "expected"] = "measured"


@dataclass(frozen=True, slots=True)
class Illustration:
    """A drawing made for the demo, and what one sees on it."""

    __pydantic_config__ = _STRICT

    motif: Motif
    alt: Annotated[str, StringConstraints(min_length=10, max_length=200)]


@dataclass(frozen=True, slots=True)
class DemoExperience:
    """An invented story, by an invented organisation, about real solutions."""

    __pydantic_config__ = _STRICT

    key: Text
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
    """Use of a real solution by an invented organisation, confirmed by it for the demo."""

    __pydantic_config__ = _STRICT

    organisation: Text
    solution: Text
    status: Text
    is_example: Literal[True]
    since: date | None = None
    until: date | None = None
    reason: str = ""
    adapted: str = ""
    scale: str = ""
    effort_band: str = ""
    cost_band_once: str = ""
    cost_band_yearly: str = ""
    would_do_again: bool | None = None
    lesson: str = ""


@dataclass(frozen=True, slots=True)
class DemoContent:
    """Everything that `seed_demo` puts on the site."""

    collected_on: date
    organisations: tuple[DemoOrganisation, ...]
    solutions: tuple[DemoSolution, ...]
    experiences: tuple[DemoExperience, ...]
    uses: tuple[DemoUse, ...]

    @property
    def examples(self) -> tuple[DemoOrganisation, ...]:
        """The invented organisations."""
        return tuple(organisation for organisation in self.organisations if organisation.is_example)

    def checked(self) -> Self:
        """This content, once every reference from one file to another is known to hold."""
        solutions = {solution.key for solution in self.solutions}
        examples = {organisation.code for organisation in self.examples}
        _unique("organisations.yml", (organisation.code for organisation in self.organisations))
        _unique("solutions.yml", (solution.key for solution in self.solutions))
        _unique("experiences.yml", (experience.key for experience in self.experiences))
        for solution in self.solutions:
            named = {solution.owner, *(use.organisation for use in solution.used_by)}
            _refuse("solutions.yml", solution.key, named & examples, "is fictitious and cannot own or use it here")
        for story in self.experiences:
            tellers = {story.organisation, *story.partners}
            _refuse("experiences.yml", story.key, tellers - examples, "is not an example organisation")
            _refuse("experiences.yml", story.key, set(story.solutions) - solutions, "is not in solutions.yml")
        for use in self.uses:
            entry = f"{use.organisation} – {use.solution}"
            _refuse("uses.yml", entry, {use.organisation} - examples, "is not an example organisation")
            _refuse("uses.yml", entry, {use.solution} - solutions, "is not in solutions.yml")
        return self


def load_content(folder: Path = DATA) -> DemoContent:
    """The checked content of this folder; raises ContentError naming the file, the entry and the key."""
    organisations = _read(folder / "organisations.yml")
    solutions = _read(folder / "solutions.yml")
    rows = [*organisations.get("real", ()), *organisations.get("examples", ())]
    return DemoContent(
        collected_on=_typed(date, "solutions.yml", "collected_on", solutions.get("collected_on")),
        organisations=_entries(DemoOrganisation, "organisations.yml", rows),
        solutions=_entries(DemoSolution, "solutions.yml", solutions.get("solutions", ())),
        experiences=_entries(DemoExperience, "experiences.yml", _read(folder / "experiences.yml")["experiences"]),
        uses=_entries(DemoUse, "uses.yml", _read(folder / "uses.yml")["uses"]),
    ).checked()


def _read(path: Path) -> dict[str, Any]:
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise ContentError(f"{path.name}: {error}") from error
    if not isinstance(data, dict):
        raise ContentError(f"{path.name}: expected keys at the top level")
    return data


def _entries(kind: type[ITEM], file: str, rows: Iterable[Any]) -> tuple[ITEM, ...]:
    return tuple(_typed(kind, file, _label(number, row), row) for number, row in enumerate(rows, start=1))


def _label(number: int, row: Any) -> str:
    """What an editor calls this entry: its key or code, else its number."""
    named = row if isinstance(row, dict) else {}
    return str(named.get("key") or named.get("code") or f"#{number}")


def _typed(kind: type[ITEM], file: str, entry: str, value: Any) -> ITEM:
    validate: Callable[[Any], ITEM] = TypeAdapter(kind).validate_python
    try:
        return validate(value)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ContentError(f"{file}: {entry}: {where}: {first['msg']}") from error


def _unique(file: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ContentError(f"{file}: {name}: occurs twice")
        seen.add(name)


def _refuse(file: str, entry: str, wrong: set[str], why: str) -> None:
    if wrong:
        raise ContentError(f"{file}: {entry}: {', '.join(sorted(wrong))} {why}")
