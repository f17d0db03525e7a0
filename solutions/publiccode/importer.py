"""Brings publiccode.yml files in as solutions of one organisation.

Idempotent by the address of the repository. Of every field the hash of what was written is kept; a later import
changes a field only while it still holds that value, so what an editor wrote always wins.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator, slugify

from hub.blocks import paragraphs
from hub.models import Source, User
from hub.models.pages import SUMMARY_LENGTH
from organisations.models import Organisation, OrganisationPage
from solutions.models import ClaimedBy, Licence, Reuse, ReuseStatus, SolutionPage
from solutions.publiccode.categories import tags_for
from solutions.publiccode.model import PublicCode, read_publiccode
from solutions.publiccode.users import organisation_named
from solutions.publiccode.yaml_file import Refused

FILE_NAMES = ("publiccode.yml", "publiccode.yaml")
CREATED, UPDATED, UNCHANGED, REFUSED = "created", "updated", "unchanged", "refused"


class DoesNotTakePart(Exception):
    """The organisation has no pages of its own to put solutions under."""


@dataclass(slots=True)
class FileOutcome:
    """What became of one file. `warnings` name key and line; `kept` the fields that an editor had changed."""

    file: str
    status: str
    title: str = ""
    reason: str = ""
    warnings: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """Files as given; of folders every publiccode file below, and other YAML files directly in it."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        below = {found for name in FILE_NAMES for found in path.rglob(name)}
        beside = {found for pattern in ("*.yml", "*.yaml") for found in path.glob(pattern)}
        yield from sorted(below | beside)


def import_files(
    paths: Iterable[Path], organisation: Organisation, *, publish: bool = False, user: User | None = None
) -> Iterator[FileOutcome]:
    """The outcome of each file, in order, each in a transaction of its own; one bad file never stops the rest.

    Raises DoesNotTakePart before the first file.
    """
    if not OrganisationPage.objects.filter(organisation=organisation).exists():
        raise DoesNotTakePart(organisation.code)
    run = _Run(organisation)
    for path in files_in(paths):
        try:
            with transaction.atomic():
                yield _import_file(path, run, publish=publish, user=user)
        except Refused as error:
            yield FileOutcome(str(path), REFUSED, reason=str(error))
        except (OSError, ValidationError) as error:
            yield FileOutcome(str(path), REFUSED, reason=" ".join(getattr(error, "messages", [str(error)])))


class _Run:
    """What one import knows: the organisation's solutions by repository, and which file wrote which in this run."""

    def __init__(self, organisation: Organisation) -> None:
        self.organisation = organisation
        self.written: dict[int, str] = {}
        self._pages: defaultdict[str, list[int]] = defaultdict(list)
        rows = SolutionPage.objects.owned_by(organisation).exclude(repository_url="").order_by("pk")
        for pk, url in rows.values_list("pk", "repository_url"):
            self._pages[normalised(url)].append(pk)

    def find(self, code: PublicCode) -> SolutionPage | None:
        """The solution with this repository and, where one repository holds several, with this name.

        Its newest revision, drafts included. None when there is none yet.
        """
        found = list(SolutionPage.objects.filter(pk__in=self._pages[normalised(code.url)]).order_by("pk"))
        same_name = [page for page in found if _imported_as(page) in {"", _fingerprint(code.name)}]
        renamed = [page for page in found if page.pk not in self.written]
        chosen = (same_name or renamed or [None])[0]
        if chosen is None:
            return None
        latest: SolutionPage = chosen.get_latest_revision_as_object()
        latest.provenance = chosen.provenance
        return latest

    def wrote(self, page: SolutionPage, path: Path) -> None:
        """Remember that this file wrote the page."""
        pages = self._pages[normalised(page.repository_url)]
        if page.pk not in pages:
            pages.append(page.pk)
        self.written[page.pk] = str(path)


def _imported_as(page: SolutionPage) -> str:
    """The hash of the name under which the page was imported; "" when it was not."""
    return str(page.provenance.get("title", {}).get("hash", ""))


def _import_file(path: Path, run: _Run, *, publish: bool, user: User | None) -> FileOutcome:
    code = read_publiccode(path.read_bytes())
    outcome = FileOutcome(str(path), UNCHANGED, code.name, warnings=[_told(*warning) for warning in code.warnings])
    page = run.find(code)
    if page and page.pk in run.written:
        outcome.warnings.append(f"url: the same software as {run.written[page.pk]}, which was taken in")
        return outcome
    page, outcome.status = (page, UNCHANGED) if page else (_new_page(code, run.organisation), CREATED)
    changed = _apply(page, code, outcome)
    if outcome.status == CREATED:
        OrganisationPage.objects.get(organisation=run.organisation).add_child(instance=page)
        page.tags.add(*tags_for(code.categories))
    elif changed or (publish and not page.live):
        outcome.status = UPDATED
    if outcome.status != UNCHANGED:
        revision = page.save_revision(user=user)
        _keep_provenance(page)
        if publish:
            revision.publish(user=user)
    run.wrote(page, path)
    _record_users(page, code, outcome)
    return outcome


def _new_page(code: PublicCode, organisation: Organisation) -> SolutionPage:
    parent = OrganisationPage.objects.get(organisation=organisation)
    slug = _free_slug(code.name, parent)
    return SolutionPage(title=code.name, slug=slug, source=Source.PUBLICCODE, source_url=code.url, live=False)


def normalised(url: str) -> str:
    """An address in the form by which two of them are the same: no scheme, www., .git or last slash; lower case."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/").removesuffix(".git")
    return f"{(parts.hostname or '').removeprefix('www.')}{path}".lower()


def _apply(page: SolutionPage, code: PublicCode, outcome: FileOutcome) -> bool:
    """Write every field that no editor changed; whether anything became different."""
    changed = False
    today = timezone.localdate().isoformat()
    for name, value in _fields(code, outcome).items():
        current, known = _fingerprint(getattr(page, name)), page.provenance.get(name)
        if (page.pk and not known and getattr(page, name)) or (known and known["hash"] != current):
            outcome.kept.append(name)
        elif current != _fingerprint(value):
            setattr(page, name, value)
            changed = True
        if name not in outcome.kept and (value or known):
            page.provenance[name] = {"source": "publiccode", "hash": _fingerprint(getattr(page, name)), "at": today}
    return changed


def _fields(code: PublicCode, outcome: FileOutcome) -> dict[str, Any]:
    licence = Licence.objects.filter(code__iexact=code.licence).first() if code.licence else None
    if code.licence and licence is None:
        outcome.warnings.append(f"legal.license: {code.licence} is not in the list of licences of this site")
    return {
        "title": code.name,
        "summary": Truncator(code.summary).chars(SUMMARY_LENGTH),
        "approach": _approach(code),
        "repository_url": code.url,
        "demo_url": code.landing_url,
        "documentation_url": code.documentation_url,
        "development_status": code.development_status,
        "maintenance_type": code.maintenance_type,
        "licence": licence,
        "common_ground_layer": code.common_ground_layer,
    }


def _approach(code: PublicCode) -> list[dict[str, Any]]:
    """The long description, or a summary that was too long, as paragraphs; the features as a list."""
    text = code.long_description or (code.summary if len(code.summary) > SUMMARY_LENGTH else "")
    blocks = paragraphs(text)
    if code.features:
        items = format_html_join("", "<li>{}</li>", ((feature,) for feature in code.features))
        blocks.append({"type": "paragraph", "value": str(format_html("<ul>{}</ul>", items))})
    return blocks


def _fingerprint(value: Any) -> str:
    """A hash of a field's value that survives being stored and read again."""
    if hasattr(value, "raw_data"):
        value = [{"type": item["type"], "value": item["value"]} for item in value.raw_data]
    elif hasattr(value, "pk"):
        value = value.code
    return hashlib.sha256(json.dumps(value or "", sort_keys=True, default=str).encode()).hexdigest()[:32]


def _keep_provenance(page: SolutionPage) -> None:
    """Store the provenance on the page itself too: a draft's revision is not the place that the next import reads."""
    SolutionPage.objects.filter(pk=page.pk).update(provenance=page.provenance)


def _free_slug(name: str, parent: OrganisationPage) -> str:
    base = slugify(name)[:200] or "oplossing"
    taken = set(parent.get_children().filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for slug in (base, *(f"{base}-{number}" for number in range(2, 10_000))) if slug not in taken)


def _record_users(page: SolutionPage, code: PublicCode, outcome: FileOutcome) -> None:
    """Users that the file names, as claims; names that we cannot place become one warning."""
    strangers = []
    for name in code.used_by:
        organisation = organisation_named(name)
        if organisation is None:
            strangers.append(name)
        elif organisation != page.organisation:
            Reuse.objects.get_or_create(
                organisation=organisation,
                solution_id=page.pk,
                status=ReuseStatus.IN_USE,
                defaults={"claimed_by": ClaimedBy.MAINTAINER, "claim_source": code.url},
            )
    if strangers:
        examples = ", ".join(strangers[:3])
        outcome.warnings.append(f"usedBy: {len(strangers)} names are no organisation that we know, such as {examples}")


def _told(key: str, line: int | None, reason: str) -> str:
    return f"{key} (line {line}): {reason}" if line else f"{key}: {reason}"
