"""What a publiccode.yml says, whatever version and dialect it was written in.

Keys and values are those of the publiccode.yml standard (versions 0.1 to 0.7); older and odd files are read as far as
they can be. Contact details are never read.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from license_expression import ExpressionError, get_spdx_licensing

from solutions.models import CommonGroundLayer, DevelopmentStatus, MaintenanceType
from solutions.publiccode.description import UNDER, Description, below, read_description
from solutions.publiccode.limits import Refused
from solutions.publiccode.reading import Note, Reading
from solutions.publiccode.texts import plain, web_address
from solutions.publiccode.yaml_file import read_yaml

LONGEST_NAME = 255
LONGEST_LICENCE = 200
LONGEST_VERSION = 60
LONGEST_DESCRIPTION = 20_000  # twice what the standard allows
STATUSES = {
    **{value: value for value in DevelopmentStatus.values},
    "alpha": "development", "production": "stable", "prod": "stable",
    "experimental": "concept", "deprecated": "obsolete",
}  # fmt: skip
MAINTENANCE = {**{value: value for value in MaintenanceType.values}, "commercial": "contract", "external": "contract"}
LAYERS = {**{value: value for value in CommonGroundLayer.values}, "interface": "interaction", "service": "services"}
LAYER_PATHS = ("nl.commonground.layerType", "nl.vng.commonground.layerType")
LICENCES = {"eupl": "EUPL-1.2", "eupl-1.2-or-later": "EUPL-1.2"}  # names outside SPDX that mean one licence
VERSION_KEYS = ("publiccodeymlversion", "publiccode-yaml-version")
DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")  # of a date or of a moment


@dataclass(frozen=True, slots=True)
class PublicCode:
    """The facts of one file. `summary`, `long_description` and `features` are Markdown, other texts are plain.

    `warnings` are (key, line, what was wrong) of values left out.
    """

    url: str
    name: str
    language: str = ""
    summary: str = ""
    long_description: str = ""
    features: tuple[str, ...] = ()
    documentation_url: str = ""
    landing_url: str = ""
    software_version: str = ""
    release_date: dt.date | None = None
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


class _Reader(Reading):
    """Takes facts out of a document; `key` is how people write a path."""

    def read(self) -> PublicCode:
        description = read_description(self)
        path = description.path
        self._expect_keys()
        licence = self.text("legal.license", "legal")
        return PublicCode(
            name=self._name(path),
            url=self._repository(),
            language=description.language,
            summary=description.summary,
            long_description=self._long(description),
            features=description.features,
            documentation_url=self._address(below(path, "documentation")),
            landing_url=self._address("landingURL"),
            software_version=self._version(),
            release_date=self._date("releaseDate"),
            development_status=self._choice("developmentStatus", STATUSES),
            maintenance_type=self._choice("maintenance.type", MAINTENANCE, "maintenance"),
            licence=self._licence(licence),
            licence_as_written=licence[:LONGEST_LICENCE],
            common_ground_layer=self._layer(),
            repo_owner=self.text("legal.repoowner"),
            organisation=self.text("organisation.name", "organisation"),
            categories=tuple(self.texts("categories") or self.texts("tags")),
            used_by=tuple(self._users()),
            lines=self.document.lines,
            standard_version=next((found for key in VERSION_KEYS if (found := self.text(key))), ""),
            warnings=tuple(dict.fromkeys(self.warnings)),
        )

    def _expect_keys(self) -> None:
        """Warn where something else stands than the keys below it, or the one text that can do without."""
        for path in ("legal", "maintenance"):
            self.expect(path, dict, str)
        for path in LAYER_PATHS:
            self.expect(path.rpartition(".")[0], dict)

    def _name(self, path: str) -> str:
        name = self.text("name", below(path, "localisedname"))
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

    def _long(self, description: Description) -> str:
        """The long description, as far as a page has room for it."""
        text = description.long_description
        if not (text or description.summary or description.features):
            self.warn(UNDER, "there is no text in it")
        if len(text) > LONGEST_DESCRIPTION:
            key = below(description.path, "longDescription")
            self.warn(key, f"longer than {LONGEST_DESCRIPTION} characters; the rest was left out")
        return text[:LONGEST_DESCRIPTION]

    def _version(self) -> str:
        version = self.text("softwareVersion")
        if len(version) > LONGEST_VERSION:
            self.warn("softwareVersion", f"longer than {LONGEST_VERSION} characters")
            return ""
        return version

    def _layer(self) -> str:
        for path in LAYER_PATHS:
            if self.text(path):
                return self._choice(path, LAYERS)
        return ""

    def _choice(self, path: str, choices: dict[str, str], instead: str = "") -> str:
        """The value that this site knows it by; that of `instead` when the path has none."""
        written = path if self.text(path) or not instead else instead
        raw = self.text(written)
        chosen = choices.get(raw.lower(), "")
        if raw and not chosen:
            self.warn(written, f"{raw[:80]!r} is not one of {', '.join(choices)}")
        return chosen

    def _licence(self, raw: str) -> str:
        """The licence as SPDX writes it today ("GPL-3.0" is "GPL-3.0-only"); "" with a warning for one unknown."""
        if not raw:
            return ""
        known = LICENCES.get(raw.lower(), raw)[:LONGEST_LICENCE]
        try:
            parsed = _spdx().parse(known, validate=True)
        except (ExpressionError, IndexError, AttributeError, RecursionError, TypeError):
            key = "legal.license" if self.text("legal.license") else "legal"
            self.warn(key, f"{raw[:80]!r} is not a licence of the SPDX list")
            return ""
        return "" if parsed is None else str(parsed)

    def _date(self, key: str) -> dt.date | None:
        raw = self.text(key)
        day = DAY.match(raw)
        with suppress(ValueError):  # a 30th of February
            if day:
                return dt.date(*map(int, day.groups()))
        if raw:
            self.warn(key, f"{raw[:40]!r} is not a date such as 2026-11-23")
        return None

    def _users(self) -> Iterator[str]:
        found = self.value("usedBy")
        several = enumerate(found) if isinstance(found, list) else ()
        for path, item in [(f"usedBy.{number}", item) for number, item in several] or [("usedBy", found)]:
            self._expect(item, path, str, dict)
            yield from filter(None, map(plain, self._names(item, path.lower())))

    def _names(self, item: Any, path: str) -> list[Any]:
        """The name of one user; of one with more facts `name`, or the words before each colon."""
        if not isinstance(item, dict):
            return [item]
        return [item["name"]] if item.get("name") else [self.document.spelled.get(f"{path}.{key}", key) for key in item]

    def _address(self, key: str) -> str:
        raw = self.value(key)
        self.expect(key, str)
        address = web_address(raw)
        if not address and plain(raw):
            self.warn(key, f"{plain(raw)[:80]!r} is not a web address")
        return address


@cache
def _spdx() -> Any:
    """The SPDX list; reading it takes longer than reading a file."""
    return get_spdx_licensing()
