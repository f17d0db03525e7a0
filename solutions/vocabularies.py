"""Controlled lists from public files: read, compare by code, apply; a term that disappeared is withdrawn."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from solutions.models import GemmaComponent, Licence, PolicyDomain, Standard, Vocabulary
from solutions.models.vocabulary import TermStatus

DATA = Path(__file__).parent / "data"
NOT_OPEN = "NIET-OPEN"


@dataclass(frozen=True, slots=True)
class VocabularyList:
    """One list: its model, the columns a file must have, how a row becomes fields, and the sample that ships."""

    model: type[Vocabulary]
    columns: tuple[str, ...]
    read: Callable[[dict[str, str]], dict[str, Any]]
    sample: Path


@dataclass(slots=True)
class ComparedVocabulary:
    """What a list changed, or would change: labels per outcome, and (line, reason) of what was left out."""

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: int = 0
    withdrawn: list[str] = field(default_factory=list)
    bad: list[tuple[int, str]] = field(default_factory=list)


class WrongColumns(ValueError):
    """The file is not the list it was said to be."""


def _gemma(row: dict[str, str]) -> dict[str, Any]:
    return {
        "code": row["gemma_id"].strip(),
        "label": row["name"].strip(),
        "definition": (row.get("definition") or "").strip(),
        "uri": (row.get("gemma_url") or "").strip(),
    }


def _licence(row: dict[str, str]) -> dict[str, Any]:
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
def compare(name: str, path: Path | None = None, *, apply: bool = False) -> ComparedVocabulary:
    """What the file changes in the list, applied only when `apply`; the shipped sample when no file is given.

    A sample only adds: terms outside it stay. Raises KeyError for an unknown list and WrongColumns for another file.
    """
    vocabulary, outcome = LISTS[name], ComparedVocabulary()
    with (path or vocabulary.sample).open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        missing = set(vocabulary.columns) - set(reader.fieldnames or [])
        if missing:
            raise WrongColumns(f"The first line misses the columns {', '.join(sorted(missing))}.")
        rows = list(_rows(reader, vocabulary, outcome))
    _bring_in(vocabulary.model, rows, outcome, apply=apply)
    if path and rows and not outcome.bad:
        _withdraw_missing(vocabulary.model, rows, outcome, apply=apply)
    if name == "licences" and apply:
        Licence.objects.get_or_create(code=NOT_OPEN, defaults={"label": "Niet open"})
    return outcome


def _rows(
    reader: csv.DictReader[str], vocabulary: VocabularyList, outcome: ComparedVocabulary
) -> Iterator[dict[str, Any]]:
    seen: set[str] = set()
    for row in reader:
        try:
            values = vocabulary.read(row)
            vocabulary.model(**values).clean_fields()
        except (AttributeError, KeyError):
            outcome.bad.append((reader.line_num, "the line has too few columns"))
        except ValidationError as error:
            reasons = "; ".join(f"{name}: {' '.join(texts)}" for name, texts in error.message_dict.items())
            outcome.bad.append((reader.line_num, reasons))
        else:
            if values["code"] in seen:
                outcome.bad.append((reader.line_num, f"the code {values['code']} stands twice"))
                continue
            seen.add(values["code"])
            yield values


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


def _withdraw_missing(
    model: type[Vocabulary], rows: list[dict[str, Any]], outcome: ComparedVocabulary, *, apply: bool
) -> None:
    codes = [*(values["code"] for values in rows), NOT_OPEN]
    gone = model._default_manager.exclude(code__in=codes).filter(status=TermStatus.CURRENT)
    outcome.withdrawn.extend(gone.values_list("label", flat=True))
    if apply:
        gone.update(status=TermStatus.WITHDRAWN)
