"""Brings publiccode.yml files in as solutions of one organisation.

Idempotent by the address of the repository. Of every field the hash of what was written is kept; a later import
changes a field only while it still holds that value, so what an editor wrote always wins.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.db.models import Q
from django.utils.text import slugify

from hub.models import Source, User
from organisations.models import Organisation, OrganisationPage
from organisations.registry.names import OrganisationNames
from solutions.models import Licence, SolutionPage
from solutions.publiccode.fields import fields_of, fingerprint, known_licence, write_fields
from solutions.publiccode.limits import Refused, told
from solutions.publiccode.model import PublicCode, read_publiccode
from solutions.publiccode.texts import normalised
from solutions.publiccode.users import record_users, told_strangers
from solutions.publiccode.yaml_file import read_bytes

logger = logging.getLogger(__name__)

FILE_NAMES = ("publiccode.yml", "publiccode.yaml")
CREATED, UPDATED, UNCHANGED, REFUSED = "created", "updated", "unchanged", "refused"
LONGEST_SLUG = 200
STORY = ("summary", "problem", "approach", "result", "what_did_not_work")
"""The texts of a solution; a page without any is empty."""
NO_LICENCES = "There are no licences on this site, so none is taken over: run import_vocabularies --apply first."
NO_USERS = "There are no other organisations here, so no users are taken over: run import_organisations --apply first."


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

    def warn(self, key: str, line: int | None, reason: str) -> None:
        """Add a warning about a key."""
        self.warnings.append(told(key, line, reason))


def files_in(paths: Iterable[Path]) -> list[Path]:
    """Files as given; of folders every publiccode file below, and other YAML files directly in it; each once."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            below = {one for name in FILE_NAMES for one in path.rglob(name)}
            beside = {one for pattern in ("*.yml", "*.yaml") for one in path.glob(pattern)}
            found |= dict.fromkeys(sorted(below | beside))
        else:
            found[path] = None
    return list(found)


def missing_lists(organisation: Organisation) -> list[str]:
    """What this site lacks that every file asks for, each in one sentence with the command that brings it."""
    others = Organisation.objects.existing().filter(is_example=False).exclude(pk=organisation.pk)
    found = ((Licence.objects.exists(), NO_LICENCES), (others.exists(), NO_USERS))
    return [sentence for is_there, sentence in found if not is_there]


def import_files(
    paths: Iterable[Path], organisation: Organisation, *, publish: bool = False, user: User | None = None
) -> Iterator[FileOutcome]:
    """The outcome of each file, in order, each in a transaction of its own; one bad file never stops the rest.

    Raises DoesNotTakePart before the first file.
    """
    if not OrganisationPage.objects.filter(organisation=organisation).exists():
        raise DoesNotTakePart(organisation.code)
    run = _Run(organisation, publish=publish, user=user)
    for path in files_in(paths):
        yield run.take(path)


class _Run:
    """One import: the organisation's solutions by repository, and which file wrote which page."""

    def __init__(self, organisation: Organisation, *, publish: bool, user: User | None) -> None:
        self.organisation, self.publish, self.user = organisation, publish, user
        self.names = OrganisationNames.of_existing()
        self.missing = missing_lists(organisation)  # is told once, not for every file
        self.written: dict[int, str] = {}
        self.pages: defaultdict[str, list[int]] = defaultdict(list)
        rows = SolutionPage.objects.owned_by(organisation).order_by("pk")
        for pk, *addresses in rows.values_list("pk", "source_url", "repository_url"):
            for address in {normalised(one) for one in addresses if one}:
                self.pages[address].append(pk)

    def take(self, path: Path) -> FileOutcome:
        """Import one file; whatever is wrong with it becomes its outcome."""
        try:
            with transaction.atomic():
                outcome, page, address = self._import(path)
        except Refused as error:
            return FileOutcome(str(path), REFUSED, reason=str(error))
        except OSError as error:
            return FileOutcome(str(path), REFUSED, reason=f"cannot be read: {error.strerror or error}")
        except ValidationError as error:
            return FileOutcome(str(path), REFUSED, reason=_in_words(error))
        except DatabaseError as error:
            logger.exception("publiccode_not_stored", extra={"file": str(path)})
            return FileOutcome(str(path), REFUSED, reason=f"could not be stored: {error}")
        if page.pk not in self.pages[address]:
            self.pages[address].append(page.pk)
        self.written.setdefault(page.pk, str(path))
        return outcome

    def _import(self, path: Path) -> tuple[FileOutcome, SolutionPage, str]:
        code = read_publiccode(read_bytes(path))
        outcome = FileOutcome(str(path), UNCHANGED, code.name)
        for warning in code.warnings:
            outcome.warn(*warning)
        address = normalised(code.url)
        page = self._find(code, address)
        if page and page.pk in self.written:
            first = self.written[page.pk]
            outcome.warn("url", code.lines.get("url"), f"the same software as {first}, which was taken in")
            return outcome, page, address
        if page and page.locked:
            outcome.warnings.append("the solution is locked; nothing was changed")
            return outcome, page, address
        page = self._write(page, code, outcome)
        return outcome, page, address

    def _find(self, code: PublicCode, address: str) -> SolutionPage | None:
        """The solution with this repository and, where one repository holds several, with this name.

        Its newest revision, drafts included. None when there is none yet.
        """
        found = list(SolutionPage.objects.filter(pk__in=self.pages[address]).order_by("pk"))
        same_name = [page for page in found if _imported_as(page) in {"", fingerprint(code.name)}]
        renamed = [page for page in found if page.pk not in self.written]
        chosen = (same_name or renamed or [None])[0]
        return chosen and chosen.get_latest_revision_as_object()

    def _write(self, page: SolutionPage | None, code: PublicCode, outcome: FileOutcome) -> SolutionPage:
        licence = known_licence(code)
        if code.licence and licence is None and NO_LICENCES not in self.missing:
            line = code.lines.get("legal.license") or code.lines.get("legal")
            outcome.warn("legal.license", line, f"{code.licence} is not a licence here")
        page = page or self._new_page(code, outcome)
        changed, outcome.kept = write_fields(page, fields_of(code, licence))
        if outcome.status == CREATED:
            OrganisationPage.objects.get(organisation=self.organisation).add_child(instance=page)
        elif changed:
            outcome.status = UPDATED
        self._save(page, outcome, changed=changed)
        new, strangers = record_users(page, code, self.names)
        if new and outcome.status == UNCHANGED:
            outcome.status = UPDATED
        if strangers and NO_USERS not in self.missing:
            outcome.warn("usedBy", code.lines.get("usedby"), told_strangers(strangers))
        return page

    def _save(self, page: SolutionPage, outcome: FileOutcome, *, changed: bool) -> None:
        """A revision of what changed, published on demand; a page that was withdrawn or is empty never is."""
        withdrawn = not page.live and page.first_published_at is not None
        demanded = self.publish and (not page.live or page.has_unpublished_changes or changed)
        if self.publish and withdrawn:
            outcome.warnings.append("the solution was withdrawn from the site; it stays withdrawn")
        elif demanded and not _has_text(page):
            outcome.warnings.append("there is no text on the page, so it is not published; it waits as a draft")
            demanded = False
        revision = page.save_revision(user=self.user, log_action=True) if changed else None
        if demanded and not withdrawn:
            (revision or page.get_latest_revision()).publish(user=self.user)
            outcome.status = CREATED if outcome.status == CREATED else UPDATED

    def _new_page(self, code: PublicCode, outcome: FileOutcome) -> SolutionPage:
        outcome.status = CREATED
        if SolutionPage.objects.filter(_same_repository(code.url)).exclude(organisation=self.organisation).exists():
            outcome.warn("url", code.lines.get("url"), "another organisation shares a solution with this repository")
        parent = OrganisationPage.objects.get(organisation=self.organisation)
        slug = _free_slug(code.name, parent)
        return SolutionPage(title=code.name, slug=slug, source=Source.PUBLICCODE, source_url=code.url, live=False)


def _same_repository(url: str) -> Q:
    bare = normalised(url)
    return Q(
        repository_url__in=[f"{scheme}://{bare}{end}" for scheme in ("https", "http") for end in ("", "/", ".git")]
    )


def _imported_as(page: SolutionPage) -> str:
    """The hash of the name under which the page was imported; "" when it was not."""
    return str(page.provenance.get("title", {}).get("hash", ""))


def _has_text(page: SolutionPage) -> bool:
    return any(getattr(page, name) for name in STORY)


def _in_words(error: ValidationError) -> str:
    """The messages of a page that was not accepted, each with its field."""
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    return " ".join(f"{name}: {' '.join(messages)}" for name, messages in error.message_dict.items())


def _free_slug(name: str, parent: OrganisationPage) -> str:
    base = slugify(name)[:LONGEST_SLUG].strip("-_") or "oplossing"
    taken = set(parent.get_children().filter(slug__startswith=base).values_list("slug", flat=True))
    number = 1
    slug = base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug
