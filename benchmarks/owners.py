"""The organisations of a corpus: those of the registry where the name or id shows it, and new ones for the rest."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify

from organisations.models import Kind, Organisation, OrganisationPage
from organisations.models.organisation import RecordSource
from organisations.participation.onboarding import ensure_page
from organisations.registry.importing import free_slug

MUNICIPALITY = re.compile(r"^(gem\.|gemeente)[\s-]*", re.IGNORECASE)
CODE_IN_ID = re.compile(r"org-((?:gm|so)\d{4})")


class Owners:
    """Finds and makes the organisations of a corpus, and their pages."""

    def __init__(self) -> None:
        self._by_name: dict[str, Organisation] = {}
        self._by_code: dict[str, Organisation] = {}
        self._by_source: dict[str, Organisation] = {}
        self._slugs: set[str] = set()
        self._pages: dict[int, OrganisationPage] = {}
        for organisation in Organisation.objects.order_by("-kind"):
            self._remember(organisation)

    def bring_in(self, line: dict[str, Any]) -> str:
        """Give the organisation of this line its source id, making it when the registry has none."""
        code = match.group(1) if (match := CODE_IN_ID.fullmatch(line["id"])) else ""
        known = self._by_source.get(line["id"]) or self._by_code.get(code.lower()) if code else None
        known = known or self._by_source.get(line["id"]) or self._by_name.get(_simple(line["title"]))
        if known is None:
            kind = Kind.MUNICIPALITY if code.startswith("gm") else Kind.PARTNERSHIP if code else Kind.OTHER
            name = MUNICIPALITY.sub("", line["title"]) if kind == Kind.MUNICIPALITY else line["title"]
            self._make(name, kind, code=code.upper() if kind == Kind.MUNICIPALITY else code, source_id=line["id"])
            return "created"
        if known.source_id == line["id"]:
            return "unchanged"
        known.source_id = line["id"]
        known.save(update_fields=["source_id"])
        self._by_source[line["id"]] = known
        return "updated"

    def page_of(self, line: dict[str, Any]) -> OrganisationPage:
        """The page below which the record of this line stands; raises ValidationError when it names no owner."""
        name = (line.get("organisation") or "").strip()
        if not name:
            raise ValidationError("organisation: is missing or empty")
        organisation = self._by_name.get(_simple(name)) or self._make(name, Kind.OTHER)
        if organisation.pk not in self._pages:
            self._pages[organisation.pk] = ensure_page(organisation)
        return self._pages[organisation.pk]

    def _make(self, name: str, kind: Kind, *, code: str = "", source_id: str = "") -> Organisation:
        slug = free_slug({"name": name, "code": code or "import"}, self._slugs)
        organisation = Organisation(
            code=code or f"import-{slug}"[:60],
            kind=kind,
            name=name[:200],
            slug=slug,
            source=RecordSource.IMPORT,
            source_id=source_id,
        )
        organisation.full_clean()
        organisation.save()
        self._remember(organisation)
        return organisation

    def _remember(self, organisation: Organisation) -> None:
        self._by_name.setdefault(_simple(organisation.name), organisation)
        self._by_code[organisation.code.lower()] = organisation
        self._slugs.add(organisation.slug)
        if organisation.source_id:
            self._by_source[organisation.source_id] = organisation


def _simple(name: str) -> str:
    """A name without what differs between spellings of one organisation: "Gemeente-Delft" is Delft."""
    return slugify(MUNICIPALITY.sub("", name.strip()).replace("'", ""))
