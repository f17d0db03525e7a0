"""What a publiccode.yml says, whatever version and dialect it was written in.

Keys and values are those of the publiccode.yml standard (versions 0.1 to 0.7); older and odd files are read as far as
they can be. Contact details are never read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from license_expression import ExpressionError, get_spdx_licensing

from solutions.models import CommonGroundLayer, DevelopmentStatus, MaintenanceType
from solutions.publiccode.yaml_file import Document, Refused, read_yaml

LANGUAGES = ("nl", "en")
STATUSES = {
    **{value: value for value in DevelopmentStatus.values},
    "alpha": "development",
    "production": "stable",
    "prod": "stable",
    "experimental": "concept",
    "deprecated": "obsolete",
}
MAINTENANCE = {**{value: value for value in MaintenanceType.values}, "commercial": "contract", "external": "contract"}
LAYERS = {**{value: value for value in CommonGroundLayer.values}, "service": "services", "proces": "process"}
OLD_LICENCES = {
    "agpl-3.0": "AGPL-3.0-only", "gpl-2.0": "GPL-2.0-only", "gpl-3.0": "GPL-3.0-only", "lgpl-2.1": "LGPL-2.1-only",
    "lgpl-3.0": "LGPL-3.0-only", "eupl": "EUPL-1.2", "eupl-1.2-or-later": "EUPL-1.2",
}  # fmt: skip
EMAIL = re.compile(r"\S+@\S+\.\w+")
TELEPHONE = re.compile(r"(?<![\w/-])(?:\+|0)\d[\d ()-]{7,}\d(?![\w/-])")


@dataclass(slots=True)
class PublicCode:
    """The facts of one file. Texts are plain; `warnings` are (key, line, what was wrong) of values left out."""

    url: str
    name: str
    summary: str = ""
    long_description: str = ""
    features: tuple[str, ...] = ()
    documentation_url: str = ""
    landing_url: str = ""
    development_status: str = ""
    maintenance_type: str = ""
    licence: str = ""
    common_ground_layer: str = ""
    categories: tuple[str, ...] = ()
    used_by: tuple[str, ...] = ()
    standard_version: str = ""
    warnings: list[tuple[str, int | None, str]] = field(default_factory=list)


def read_publiccode(content: bytes) -> PublicCode:
    """The facts in a file; raises Refused when there is no name or no address of the repository."""
    return _Reader(read_yaml(content)).read()


class _Reader:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.values = {key.lower(): value for key, value in document.values.items()}
        self.keys = {key.lower(): key for key in document.values}
        self.warnings: list[tuple[str, int | None, str]] = []

    def read(self) -> PublicCode:
        for key in self.document.repeated:
            self._warn(key, "stands more than once; the last one counts")
        description, path = self._description()
        name = self._text("name") or _plain(description.get("localisedname"))
        if not name:
            raise Refused("there is no name", key="name", line=self._line("name"))
        legal, maintenance = self._section("legal"), self._section("maintenance")
        return PublicCode(
            url=self._repository(),
            name=name[:255],
            summary=_plain(description.get("shortdescription")) or _plain(description.get("genericname")),
            long_description=_plain(description.get("longdescription"), keep_lines=True),
            features=tuple(_texts(description.get("features"))),
            documentation_url=self._address(description.get("documentation"), f"{path}.documentation"),
            landing_url=self._address(self.values.get("landingurl"), "landingURL"),
            development_status=self._choice("developmentStatus", self._text("developmentstatus"), STATUSES),
            maintenance_type=self._choice("maintenance.type", _plain(maintenance.get("type")), MAINTENANCE),
            licence=self._licence(_plain(legal.get("license"))),
            common_ground_layer=self._layer(),
            categories=tuple(_texts(self.values.get("categories") or self.values.get("tags"))),
            used_by=tuple(self._users()),
            standard_version=self._text("publiccodeymlversion") or self._text("publiccode-yaml-version"),
            warnings=self.warnings,
        )

    def _repository(self) -> str:
        raw = self._text("url")
        address = self._address(raw, "url")
        if not address:
            reason = f"{raw!r} is not a web address" if raw else "there is no address of the repository"
            raise Refused(reason, key="url", line=self._line("url"))
        return address

    def _description(self) -> tuple[dict[str, Any], str]:
        """The description in Dutch, else English, else the first, with its key path; keys in lower case."""
        found = self._section("description")
        languages = {language.lower().replace("_", "-"): text for language, text in found.items()}
        chosen = [one for wanted in LANGUAGES for one in languages if one.split("-")[0] == wanted] or list(languages)
        for language in chosen:
            if isinstance(languages[language], dict):
                return _lower(languages[language]), f"description.{language}"
        return _lower(found), "description"  # version 0.1 files without languages

    def _layer(self) -> str:
        country = self._section("nl")
        common_ground = _lower(country.get("commonground")) or _lower(_lower(country.get("vng")).get("commonground"))
        return self._choice("nl.commonground.layerType", _plain(common_ground.get("layertype")), LAYERS)

    def _licence(self, raw: str) -> str:
        if not raw:
            return ""
        known = OLD_LICENCES.get(raw.lower(), raw)
        try:
            parsed = get_spdx_licensing().parse(known, validate=True)
        except (ExpressionError, ValueError, AttributeError):
            self._warn("legal.license", f"{raw!r} is no SPDX licence")
            return ""
        return str(parsed)

    def _choice(self, key: str, raw: str, choices: dict[str, str]) -> str:
        if not raw:
            return ""
        chosen = choices.get(raw.strip().lower(), "")
        if not chosen:
            self._warn(key, f"{raw!r} is not one of {', '.join(sorted(set(choices.values())))}")
        return chosen

    def _users(self) -> Iterator[str]:
        for item in [*_listed(self.values.get("usedby")), *_listed(self.values.get("installations"))]:
            name = _plain(item.get("name") if isinstance(item, dict) else item)
            if name:
                yield name

    def _address(self, raw: Any, key: str) -> str:
        address = _plain(raw)
        if re.fullmatch(r"https?://[^\s/]+\S*", address) and len(address) <= 500:  # noqa: PLR2004 - the field's length
            return address
        if address:
            self._warn(key, f"{address[:80]!r} is not a web address")
        return ""

    def _section(self, key: str) -> dict[str, Any]:
        value = self.values.get(key)
        return _lower(value) if key != "description" else value if isinstance(value, dict) else {}

    def _text(self, key: str) -> str:
        return _plain(self.values.get(key))

    def _line(self, key: str) -> int | None:
        lines = {path.lower(): line for path, line in self.document.lines.items()}
        return lines.get(key.lower())

    def _warn(self, key: str, reason: str) -> None:
        self.warnings.append((key, self._line(key), reason))


def _lower(value: Any) -> dict[str, Any]:
    return {str(key).lower(): item for key, item in value.items()} if isinstance(value, dict) else {}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _texts(value: Any) -> list[str]:
    return [text for text in (_plain(item) for item in _listed(value) if not isinstance(item, dict | list)) if text]


def _plain(value: Any, *, keep_lines: bool = False) -> str:
    """A text without contact details and with single spaces; "" for anything that is no text."""
    if not isinstance(value, str):
        return ""
    text = TELEPHONE.sub("", EMAIL.sub("", value))
    if not keep_lines:
        return " ".join(text.split())
    paragraphs = re.split(r"\n\s*\n", text)
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs if paragraph.strip())
