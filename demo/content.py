"""The demo's content as it stands in `demo/data/`, read, checked and typed.

Real solutions carry facts only, each with the file they were read from. Stories, invented solutions and confirmed use
belong to invented organisations that say so; a story by a real organisation does not load.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Self, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from demo.editorial import DemoEvent, DemoNews, DemoPublication, DemoTheme
from demo.shapes import STRICT, Address, NoAddress, Text
from demo.sharing import DemoExperience, DemoSolution, DemoUse, ExampleSolution
from solutions.publiccode.yaml_file import LOADER

DATA = Path(__file__).parent / "data"
PAPERS = DATA / "papers"
ITEM = TypeVar("ITEM")
SOLUTIONS, EXAMPLES, EXPERIENCES, USES = "solutions.yml", "examples.yml", "experiences.yml", "uses.yml"
ORGANISATIONS, THEMES, NEWS = "organisations.yml", "themes.yml", "news.yml"


class ContentError(Exception):
    """A file of the demo that cannot be used; the message names the file, the entry and the key."""


@dataclass(frozen=True, slots=True)
class DemoOrganisation:
    """An organisation that the registry of municipalities does not hold."""

    __pydantic_config__ = STRICT

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
class DemoContent:
    """Everything that `seed_demo` puts on the site."""

    collected_on: date
    organisations: tuple[DemoOrganisation, ...]
    solutions: tuple[DemoSolution, ...]
    invented: tuple[ExampleSolution, ...]
    experiences: tuple[DemoExperience, ...]
    uses: tuple[DemoUse, ...]
    themes: tuple[DemoTheme, ...]
    news: tuple[DemoNews, ...]
    events: tuple[DemoEvent, ...]
    publications: tuple[DemoPublication, ...]

    @property
    def examples(self) -> tuple[DemoOrganisation, ...]:
        """The invented organisations."""
        return tuple(organisation for organisation in self.organisations if organisation.is_example)

    def checked(self) -> Self:
        """This content, once every reference from one file to another is known to hold."""
        _unique(ORGANISATIONS, (organisation.code for organisation in self.organisations))
        _unique(SOLUTIONS, self._solution_keys)
        _unique(EXPERIENCES, (experience.key for experience in self.experiences))
        _unique(NEWS, (page.key for page in self._dated))
        self._check_solutions()
        self._check_examples()
        self._check_editorial()
        return self

    def _check_solutions(self) -> None:
        """A real solution names real organisations and solutions; an invented one invented ones."""
        examples, real = self._example_codes, {solution.key for solution in self.solutions}
        invented = {solution.key for solution in self.invented}
        for solution in self.solutions:
            named = {solution.owner, *(use.organisation for use in solution.used_by)}
            _refuse(SOLUTIONS, solution.key, named & examples, "is fictitious and cannot own or use it here")
            others = {relation.other for relation in solution.relations}
            _refuse(SOLUTIONS, solution.key, others - real, "is not in solutions.yml")
        for example in self.invented:
            suppliers = {supplier.organisation for supplier in example.suppliers if supplier.organisation}
            _refuse(EXAMPLES, example.key, {example.owner, *suppliers} - examples, "is not an example organisation")
            others = {relation.other for relation in example.relations}
            _refuse(EXAMPLES, example.key, others - invented, "is not in examples.yml")
            _refuse(EXAMPLES, example.key, _missing(paper.file for paper in example.papers), "is not in papers/")

    def _check_examples(self) -> None:
        """Stories and confirmed use belong to invented organisations."""
        examples = self._example_codes
        solutions = set(self._solution_keys)
        for story in self.experiences:
            tellers = {story.organisation, *story.partners}
            _refuse(EXPERIENCES, story.key, tellers - examples, "is not an example organisation")
            _refuse(EXPERIENCES, story.key, set(story.solutions) - solutions, "is not in solutions.yml")
        for use in self.uses:
            entry = f"{use.organisation} – {use.solution}"
            _refuse(USES, entry, {use.organisation} - examples, "is not an example organisation")
            _refuse(USES, entry, {use.solution} - solutions, "is not in solutions.yml")

    def _check_editorial(self) -> None:
        """Themes point at pages of the demo, publications at a file that is there, and what is invented says so."""
        pages = {*self._solution_keys, *(story.key for story in self.experiences)}
        for theme in self.themes:
            _refuse(THEMES, theme.key, {pick.page for pick in theme.picks} - pages, "is no page of the demo")
        for publication in self.publications:
            _refuse(NEWS, publication.key, _missing([publication.file]), "is not in papers/")
        for page in self._dated:
            unsaid = set() if "voorbeeld" in f"{page.title} {page.summary}".casefold() else {"title or summary"}
            _refuse(NEWS, page.key, unsaid, "does not say that it is an example (voorbeeld)")

    @property
    def _solution_keys(self) -> list[str]:
        return [*(one.key for one in self.solutions), *(one.key for one in self.invented)]

    @property
    def _dated(self) -> tuple[DemoNews | DemoEvent | DemoPublication, ...]:
        return (*self.news, *self.events, *self.publications)

    @property
    def _example_codes(self) -> set[str]:
        return {organisation.code for organisation in self.examples}


def load_content(folder: Path = DATA) -> DemoContent:
    """The checked content of this folder; raises ContentError naming the file, the entry and the key."""
    organisations, solutions = _read(folder / ORGANISATIONS), _read(folder / SOLUTIONS)
    editorial = _read(folder / NEWS)
    rows = [*organisations.get("real", ()), *organisations.get("examples", ())]
    return DemoContent(
        collected_on=_typed(date, SOLUTIONS, "collected_on", solutions.get("collected_on")),
        organisations=_entries(DemoOrganisation, ORGANISATIONS, rows),
        solutions=_entries(DemoSolution, SOLUTIONS, solutions.get("solutions", ())),
        invented=_entries(ExampleSolution, EXAMPLES, _read(folder / EXAMPLES).get("solutions", ())),
        experiences=_entries(DemoExperience, EXPERIENCES, _read(folder / EXPERIENCES).get("experiences", ())),
        uses=_entries(DemoUse, USES, _read(folder / USES).get("uses", ())),
        themes=_entries(DemoTheme, THEMES, _read(folder / THEMES).get("themes", ())),
        news=_entries(DemoNews, NEWS, editorial.get("news", ())),
        events=_entries(DemoEvent, NEWS, editorial.get("events", ())),
        publications=_entries(DemoPublication, NEWS, editorial.get("publications", ())),
    ).checked()


def _read(path: Path) -> dict[str, Any]:
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 - the safe one, in C
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


def _missing(files: Iterable[str]) -> set[str]:
    """Those of these papers that the demo does not bring along."""
    return {name for name in files if not (PAPERS / name).is_file()}


def _refuse(file: str, entry: str, wrong: set[str], why: str) -> None:
    if wrong:
        raise ContentError(f"{file}: {entry}: {', '.join(sorted(wrong))} {why}")
