"""What a publiccode.yml says, whatever version and dialect it was written in.

Keys and values are those of the publiccode.yml standard (versions 0.1 to 0.7); older and odd files are read as far as
they can be. Contact details are never read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from license_expression import ExpressionError, get_spdx_licensing

from solutions.models import CommonGroundLayer, DevelopmentStatus, MaintenanceType
from solutions.publiccode.limits import Refused
from solutions.publiccode.texts import plain, plain_paragraphs, web_address
from solutions.publiccode.yaml_file import Document, read_yaml

LONGEST_NAME = 255
LONGEST_LICENCE = 200
LANGUAGES = ("nl", "en")
STATUSES = {
    **{value: value for value in DevelopmentStatus.values},
    "alpha": "development", "production": "stable", "prod": "stable",
    "experimental": "concept", "deprecated": "obsolete",
}  # fmt: skip
MAINTENANCE = {**{value: value for value in MaintenanceType.values}, "commercial": "contract", "external": "contract"}
LAYERS = {**{value: value for value in CommonGroundLayer.values}, "interface": "interaction", "service": "services"}
LAYER_PATHS = ("nl.commonground.layertype", "nl.vng.commonground.layertype")
LICENCES = {"eupl": "EUPL-1.2", "eupl-1.2-or-later": "EUPL-1.2"}  # names outside SPDX that mean one licence
VERSION_KEYS = ("publiccodeymlversion", "publiccode-yaml-version")

Note = tuple[str, int | None, str]  # key, line, what was wrong


@dataclass(frozen=True, slots=True)
class PublicCode:
    """The facts of one file. Texts are plain; `warnings` are (key, line, what was wrong) of values left out."""

    url: str
    name: str
    language: str = ""
    summary: str = ""
    long_description: str = ""
    features: tuple[str, ...] = ()
    documentation_url: str = ""
    landing_url: str = ""
    software_version: str = ""
    release_date: str = ""
    development_status: str = ""
    maintenance_type: str = ""
    licence: str = ""
    licence_as_written: str = ""
    common_ground_layer: str = ""
    repo_owner: str = ""
    organisation: str = ""
    categories: tuple[str, ...] = ()
    used_by: tuple[str, ...] = ()
    lines: dict[str, int] = field(default_factory=dict, repr=False)  # of every key, in lower case
    standard_version: str = ""
    warnings: tuple[Note, ...] = ()


def read_publiccode(content: bytes) -> PublicCode:
    """The facts in a file; raises Refused when there is no name or no address of the repository."""
    return _Reader(read_yaml(content)).read()


class _Reader:
    """Takes facts out of a document; paths are in lower case, as in the document, and `key` is how people write it."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.warnings: list[Note] = list(document.notes)

    def read(self) -> PublicCode:
        language, path = self._language()
        licence = self.text("legal.license")
        return PublicCode(
            name=self._name(path),
            url=self._repository(),
            language=language,
            summary=self.text(f"{path}.shortdescription") or self.text(f"{path}.genericname"),
            long_description=plain_paragraphs(self.value(f"{path}.longdescription")),
            features=tuple(self.texts(f"{path}.features")),
            documentation_url=self._address(f"{path}.documentation"),
            landing_url=self._address("landingURL"),
            software_version=self.text("softwareversion"),
            release_date=self._date("releaseDate"),
            development_status=self._choice("developmentStatus", STATUSES),
            maintenance_type=self._choice("maintenance.type", MAINTENANCE),
            licence=self._licence(licence),
            licence_as_written=licence[:LONGEST_LICENCE],
            common_ground_layer=self._layer(),
            repo_owner=self.text("legal.repoowner"),
            organisation=self.text("organisation.name") or self.text("organisation"),
            categories=tuple(self.texts("categories") or self.texts("tags")),
            used_by=tuple(self._users()),
            lines=self.document.lines,
            standard_version=next((found for key in VERSION_KEYS if (found := self.text(key))), ""),
            warnings=tuple(self.warnings),
        )

    def value(self, path: str) -> Any:
        """What stands at this path; None when there is nothing."""
        found: Any = self.document.values
        for key in path.lower().split("."):
            found = found.get(key) if isinstance(found, dict) else None
        return found

    def text(self, path: str) -> str:
        return plain(self.value(path))

    def texts(self, path: str) -> list[str]:
        """The texts of a list, or the one text that stands where a list should."""
        found = self.value(path)
        texts = (plain(item) for item in (found if isinstance(found, list) else [found]))
        return [text for text in texts if text]

    def line(self, key: str) -> int | None:
        return self.document.lines.get(key.lower())

    def warn(self, key: str, reason: str) -> None:
        self.warnings.append((key, self.line(key), reason))

    def _name(self, path: str) -> str:
        name = self.text("name") or self.text(f"{path}.localisedname")
        if not name:
            raise Refused("there is no name", key="name", line=self.line("name"))
        return name[:LONGEST_NAME].strip()

    def _repository(self) -> str:
        address = web_address(self.value("url"))
        if not address:
            raw = self.text("url")
            reason = f"{raw[:80]!r} is not a web address" if raw else "there is no address of the repository"
            raise Refused(reason, key="url", line=self.line("url"))
        return address

    def _language(self) -> tuple[str, str]:
        """The language of the description that counts and its path: Dutch, else English, else the first with a text."""
        found = self.value("description")
        languages = [key for key, texts in found.items() if _has_text(texts)] if isinstance(found, dict) else []
        for wanted in LANGUAGES:
            variants = [one for one in languages if re.split("[-_]", one)[0] == wanted]
            if variants:
                chosen = wanted if wanted in variants else variants[0]
                return wanted, f"description.{chosen}"
        if languages:
            return languages[0], f"description.{languages[0]}"
        return "", "description"  # the oldest files have no languages

    def _layer(self) -> str:
        for path in LAYER_PATHS:
            if self.text(path):
                return self._choice(path, LAYERS, "nl.commonground.layerType")
        return ""

    def _choice(self, path: str, choices: dict[str, str], shown: str = "") -> str:
        raw = self.text(path)
        chosen = choices.get(raw.lower(), "")
        if raw and not chosen:
            known = ", ".join(dict.fromkeys(choices))
            self.warnings.append((shown or path, self.line(path), f"{raw[:80]!r} is not one of {known}"))
        return chosen

    def _licence(self, raw: str) -> str:
        """The licence as SPDX writes it today ("GPL-3.0" is "GPL-3.0-only"); "" with a warning for one unknown."""
        if not raw:
            return ""
        known = LICENCES.get(raw.lower(), raw)[:LONGEST_LICENCE]
        try:
            parsed = _spdx().parse(known, validate=True)
        except (ExpressionError, IndexError, AttributeError, RecursionError, TypeError):
            self.warn("legal.license", f"{raw[:80]!r} is not a licence of the SPDX list")
            return ""
        return "" if parsed is None else str(parsed)

    def _date(self, key: str) -> str:
        raw = self.text(key)
        if raw and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", raw[:10]):  # the day of a date or of a moment
            self.warn(key, f"{raw[:40]!r} is not a date such as 2026-11-23")
            return ""
        return raw[:10]

    def _users(self) -> Iterator[str]:
        found = self.value("usedby")
        for item in found if isinstance(found, list) else [found]:
            name = plain(item.get("name") if isinstance(item, dict) else item)
            if name:
                yield name

    def _address(self, key: str) -> str:
        raw = self.value(key)
        address = web_address(raw)
        if not address and plain(raw):
            self.warn(key, f"{plain(raw)[:80]!r} is not a web address")
        return address


@cache
def _spdx() -> Any:
    """The SPDX list; reading it takes longer than reading a file."""
    return get_spdx_licensing()


def _has_text(texts: Any) -> bool:
    return isinstance(texts, dict) and any(plain(text) for text in texts.values())
