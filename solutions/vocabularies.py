"""Controlled lists from public files: read, compare by code, apply; a term that disappeared is withdrawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from hub.spreadsheet import Table, read_table
from hub.text.characters import is_visible
from organisations.registry.guard import DoubtfulList, doubts_about_missing
from solutions.models import GemmaComponent, Licence, PolicyDomain, Standard, Vocabulary
from solutions.models.vocabulary import TermStatus

DATA = Path(__file__).parent / "data"
NOT_OPEN = "NIET-OPEN"


@dataclass(frozen=True, slots=True)
class VocabularyList:
    """One list: its model, the columns a file must have, how a row becomes fields, and the sample that ships."""

    model: type[Vocabulary]
    columns: tuple[str, ...]
    read: Callable[[Mapping[str, str]], dict[str, Any]]
    sample: Path


@dataclass(slots=True)
class ComparedVocabulary:
    """What a list changed, or would change: labels per outcome, and (line, reason) of what was left out.

    `doubts` say why the list is not believed; it is applied only by force then.
    """

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: int = 0
    withdrawn: list[str] = field(default_factory=list)
    bad: list[tuple[int, str]] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


class WrongColumns(ValueError):
    """The file is not the list it was said to be."""


def _gemma(row: Mapping[str, str]) -> dict[str, Any]:
    return {
        "code": row["gemma_id"].strip(),
        "label": row["name"].strip(),
        "definition": (row.get("definition") or "").strip(),
        "uri": (row.get("gemma_url") or "").strip(),
    }


def _licence(row: Mapping[str, str]) -> dict[str, Any]:
    return {
        "code": row["spdx_id"].strip(),
        "label": row["name"].strip(),
        "uri": f"https://spdx.org/licenses/{row['spdx_id'].strip()}.html",
        "osi_approved": (row.get("osi_approved") or "").strip().lower() == "true",
    }


LISTS: dict[str, VocabularyList] = {
    "policy_domains": VocabularyList(PolicyDomain, ("name", "gemma_id"), _gemma, DATA / "policy_domains.csv"),
    "gemma_components": VocabularyList(GemmaComponent, ("name", "gemma_id"), _gemma, DATA / "gemma_components.csv"),
    "standards": VocabularyList(Standard, ("name", "gemma_id"), _gemma, DATA / "standards.csv"),
    "licences": VocabularyList(Licence, ("spdx_id", "name"), _licence, DATA / "licences.csv"),
}


@transaction.atomic
def compare(name: str, path: Path | None = None, *, apply: bool = False, force: bool = False) -> ComparedVocabulary:
    """What the file changes in the list, applied only when `apply`; the shipped sample when no file is given.

    A sample only adds: terms outside it stay. Raises KeyError for an unknown list, OSError, NotATable or WrongColumns
    for another file, and DoubtfulList for one that would withdraw more than a few terms, unless `force`.
    """
    vocabulary, outcome = LISTS[name], ComparedVocabulary()
    table = read_table(path or vocabulary.sample)
    missing = set(vocabulary.columns) - set(table.columns)
    if missing:
        raise WrongColumns(f"The first line misses the columns {', '.join(sorted(missing))}.")
    rows = list(_rows(table, vocabulary, outcome))
    gone = _missing(vocabulary.model, rows) if path and rows and not outcome.bad else []
    outcome.withdrawn = [term.label for term in gone]
    known = vocabulary.model._default_manager.filter(status=TermStatus.CURRENT).count()
    outcome.doubts = doubts_about_missing(outcome.withdrawn, known, "terms would be withdrawn")
    if apply and outcome.doubts and not force:
        raise DoubtfulList(outcome.doubts)
    _bring_in(vocabulary.model, rows, outcome, apply=apply)
    if apply:
        vocabulary.model._default_manager.filter(pk__in=[term.pk for term in gone]).update(status=TermStatus.WITHDRAWN)
    if name == "licences" and apply:
        Licence.objects.get_or_create(code=NOT_OPEN, defaults={"label": "Niet open"})
    return outcome


def _rows(table: Table, vocabulary: VocabularyList, outcome: ComparedVocabulary) -> Iterator[dict[str, Any]]:
    """The readable rows; the others go into `outcome.bad` with their line number."""
    seen: set[str] = set()
    for row in table.rows:
        values = vocabulary.read(row.cells)
        reason = _fault(vocabulary.model, values)
        if row.surplus:
            outcome.bad.append((row.number, f"the line has {row.surplus} more cells than there are columns"))
        elif reason:
            outcome.bad.append((row.number, reason))
        elif values["code"] in seen:
            outcome.bad.append((row.number, f"the code {values['code']} stands twice"))
        else:
            seen.add(values["code"])
            yield values


def _fault(model: type[Vocabulary], values: dict[str, Any]) -> str:
    """Why a term cannot be stored; "" when it can."""
    if not is_visible(values["label"]):
        return "the name is empty"
    try:
        model(**values).clean_fields()
    except ValidationError as error:
        return "; ".join(f"{name}: {' '.join(texts)}" for name, texts in error.message_dict.items())
    return ""


def _bring_in(model: type[Vocabulary], rows: list[dict[str, Any]], outcome: ComparedVocabulary, *, apply: bool) -> None:
    known = {term.code: term for term in model._default_manager.all()}
    for values in rows:
        term = known.get(values["code"])
        same = term and all(getattr(term, name) == value for name, value in values.items())
        if term and same and term.status == TermStatus.CURRENT:
            outcome.unchanged += 1
            continue
        (outcome.updated if term else outcome.created).append(values["label"])
        if apply:
            model._default_manager.update_or_create(
                code=values["code"], defaults={**values, "status": TermStatus.CURRENT}
            )


def _missing(model: type[Vocabulary], rows: list[dict[str, Any]]) -> list[Vocabulary]:
    """The current terms that the list no longer holds."""
    codes = [*(values["code"] for values in rows), NOT_OPEN]
    return list(model._default_manager.exclude(code__in=codes).filter(status=TermStatus.CURRENT))
