"""A corpus of real texts as pages of this site, to measure the search on.

One JSON object a line: id, kind (solution, experience, article, organisation), title, summary, body, tags,
organisation, licence, url, status, date. The id becomes the source id. Loading is repeatable: what did not
change is left alone. The corpus makes statements about real organisations, so it is for measuring and testing,
never for a public site.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import DataError, transaction
from django.utils import timezone
from django.utils.text import Truncator, slugify
from taggit.models import ItemBase

from benchmarks.owners import Owners
from hub.blocks import paragraphs
from hub.models import ContentPage, ContentTag, RecordPage, Source, Tag
from hub.models.pages import SUMMARY_LENGTH
from hub.text.tag_names import clean_name, folded_name
from organisations.participation.onboarding import list_of_organisations
from search.indexing.changes import enqueue_pages
from search.types import Kind
from solutions.models import DevelopmentStatus, ExperiencePage, ExperienceTag, Licence, SolutionPage, SolutionTag

Progress = Callable[[int, int], None]
Line = dict[str, Any]

BATCH = 50
LONGEST_TITLE = 200
PAGE_MODELS: dict[Kind, type[RecordPage]] = {
    Kind.SOLUTION: SolutionPage,
    Kind.EXPERIENCE: ExperiencePage,
    Kind.ARTICLE: ContentPage,
}
KINDS = {model: kind for kind, model in PAGE_MODELS.items()}
TAG_MODELS: dict[type[RecordPage], type[ItemBase]] = {
    SolutionPage: SolutionTag,
    ExperiencePage: ExperienceTag,
    ContentPage: ContentTag,
}
_is_address = URLValidator(schemes=["http", "https"])


class BadCorpusLine(ValueError):
    """A line that cannot become a page; the message says why."""


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that was left out: its number, from 1, and why."""

    number: int
    reason: str


@dataclass(slots=True)
class Loaded:
    """What loading did: how many records were created, updated or unchanged, and the lines that were left out."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    bad: list[BadLine] = field(default_factory=list)


def load(path: Path, progress: Progress) -> Loaded:
    """Bring every line of the file into the site, organisations first because others stand below them.

    Raises OSError or UnicodeDecodeError, and OnboardingError on a site that was not set up.
    """
    list_of_organisations()
    outcome = Loaded()
    lines = _read(path, outcome)
    organisations = [line for line in lines if line[1]["kind"] == Kind.ORGANISATION]
    pages = [line for line in lines if line[1]["kind"] != Kind.ORGANISATION]
    loader = _Loader(outcome)
    ordered = [*organisations, *pages]
    for start in range(0, len(ordered), BATCH):
        with transaction.atomic():
            for number, line in ordered[start : start + BATCH]:
                loader.bring_in(number, line)
        progress(min(start + BATCH, len(ordered)), len(ordered))
    outcome.bad.sort(key=lambda bad: bad.number)
    return outcome


def _read(path: Path, outcome: Loaded) -> list[tuple[int, Line]]:
    """The readable lines with their numbers; the others go into `outcome.bad`."""
    found: list[tuple[int, Line]] = []
    seen: dict[str, int] = {}
    with path.open(encoding="utf-8") as file:
        for number, text in enumerate(file, start=1):
            if not text.strip():
                continue
            try:
                line = _checked(text)
                if line["id"] in seen:
                    raise BadCorpusLine(f"id: also stands on line {seen[line['id']]}")
            except BadCorpusLine as error:
                outcome.bad.append(BadLine(number, str(error)))
            else:
                seen[line["id"]] = number
                found.append((number, line))
    return found


def _checked(text: str) -> Line:
    try:
        line = json.loads(text)
    except ValueError as error:
        raise BadCorpusLine(f"no JSON: {error}") from None
    if not isinstance(line, dict):
        raise BadCorpusLine("no JSON object")
    for key in ("id", "kind", "title"):
        if not isinstance(line.get(key), str) or not line[key].strip():
            raise BadCorpusLine(f"{key}: is missing or empty")
    if line["kind"] not in {*PAGE_MODELS, Kind.ORGANISATION}:
        raise BadCorpusLine(f"kind: {line['kind']!r} is unknown")
    return {key: _without_nulls(value) for key, value in line.items()}


def _without_nulls(value: Any) -> Any:
    """The value without null characters, which PostgreSQL cannot keep."""
    if isinstance(value, list):
        return [_without_nulls(one) for one in value]
    return value.replace("\x00", "") if isinstance(value, str) else value


class _Loader:
    """Holds what is looked up for every line."""

    def __init__(self, outcome: Loaded) -> None:
        self._outcome = outcome
        self._owners = Owners()
        self._tags = {tag.folded_name: tag for tag in Tag.objects.all()}
        self._licences = {licence.code: licence for licence in Licence.objects.all()}
        self._existing = {
            model: {page.source_id: page for page in model.objects.exclude(source_id="")}
            for model in PAGE_MODELS.values()
        }

    def bring_in(self, number: int, line: Line) -> None:
        """Make or update what one line describes, inside a savepoint: a refused line spoils no other."""
        try:
            with transaction.atomic():
                change = self._organisation(line) if line["kind"] == Kind.ORGANISATION else self._page(line)
        except ValidationError as error:
            self._outcome.bad.append(BadLine(number, "; ".join(error.messages)))
        except DataError as error:
            self._outcome.bad.append(BadLine(number, f"the database refuses it: {error}"))
        else:
            setattr(self._outcome, change, getattr(self._outcome, change) + 1)

    def _organisation(self, line: Line) -> str:
        return self._owners.bring_in(line)

    def _page(self, line: Line) -> str:
        model = PAGE_MODELS[Kind(line["kind"])]
        digest = hashlib.sha256(json.dumps(line, sort_keys=True).encode()).hexdigest()
        page = self._existing[model].get(line["id"])
        if page is not None and page.provenance.get("corpus", {}).get("value_hash") == digest:
            return "unchanged"
        created = page is None
        page = page or model(slug=slugify(line["id"]))
        self._fill(page, line)
        page.provenance = {"corpus": {"source": line.get("source", ""), "value_hash": digest}}
        if created:
            self._owners.page_of(line).add_child(instance=page)
        else:
            page.save()
        self._set_tags(page, line.get("tags") or [])
        return "created" if created else "updated"

    def _fill(self, page: RecordPage, line: Line) -> None:
        """Give the page what the line says; a text that is too long for a summary begins the longest field."""
        page.title = line["title"][:LONGEST_TITLE]
        page.draft_title = page.title
        page.summary = Truncator(line.get("summary") or "").chars(SUMMARY_LENGTH)
        page.source, page.source_id = Source.IMPORT, line["id"]
        page.live = True
        page.first_published_at = page.last_published_at = _moment(line.get("date"))
        address = _address(line.get("url"))
        page.source_url = address
        more = line["summary"] if len(line.get("summary") or "") > SUMMARY_LENGTH else ""
        body = line.get("body") or ""
        texts: Any = page  # a stream takes raw blocks, whatever its declared type
        if isinstance(page, SolutionPage):
            texts.problem, texts.approach = paragraphs(more), paragraphs(body)
            page.repository_url = address
            page.licence = self._licences.get(line.get("licence") or "")
            page.development_status = line["status"] if line.get("status") in DevelopmentStatus.values else ""
        elif isinstance(page, ExperiencePage):
            page.situation, texts.body = "".join(block["value"] for block in paragraphs(more)), paragraphs(body)
        else:
            texts.body = paragraphs(body if body.startswith(more) else f"{more}\n\n{body}")

    def _set_tags(self, page: Any, names: Iterable[str]) -> None:
        """The tags of a page, in bulk; a bulk write sends no signal, so the page is recorded by hand."""
        through = TAG_MODELS[type(page)]
        through._default_manager.filter(content_object=page).delete()
        tags = dict.fromkeys(self._tag(name) for name in map(_tag_name, names) if name)
        through._default_manager.bulk_create([through(content_object=page, tag=tag) for tag in tags])
        enqueue_pages(KINDS[type(page)], [page.pk])

    def _tag(self, name: str) -> Tag:
        key = folded_name(name)
        if key not in self._tags:
            self._tags[key] = Tag.objects.create(name=name)
        return self._tags[key]


def _tag_name(name: str) -> str:
    """The name as the hub keeps it, which has no commas and no quotation marks."""
    return clean_name(name.replace(",", " ").replace('"', " "))[:100].strip()


def _moment(date: str | None) -> dt.datetime | None:
    """The beginning of a day written as 2026-03-04; None when there is no date."""
    try:
        return timezone.make_aware(dt.datetime.fromisoformat(date)) if date else None
    except ValueError:
        raise ValidationError(f"date: {date!r} is no date") from None


def _address(value: str | None) -> str:
    """The address if it is one that a page may link to, else nothing."""
    try:
        _is_address(value or "")
    except ValidationError:
        return ""
    return str(value) if len(str(value)) <= 500 else ""  # noqa: PLR2004 - what the field holds
