"""What the site is made of: programs with their versions, and the work of others with its licence."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

import hub

EUPL = "EUPL-1.2"
PROGRAMS = (
    ("Wagtail", "wagtail", "https://wagtail.org/"),
    ("Django", "django", "https://www.djangoproject.com/"),
    ("Elasticsearch (client)", "elasticsearch", "https://github.com/elastic/elasticsearch-py"),
)


@dataclass(frozen=True, slots=True)
class Program:
    """A program and the version that runs now."""

    name: str
    version: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """Something that others made and that this site shows or uses."""

    use: str | Promise
    name: str
    licence: str | Promise
    url: str


def versions() -> list[Program]:
    """The software of this site first, then what it stands on.

    Each by its series, "8.0": which patches are missing is nothing to tell an attacker.
    """
    return [
        Program("Verderbouwen", _series(hub.__version__)),
        *(Program(name, _series(version(package)), url) for name, package, url in PROGRAMS),
    ]


def _series(full: str) -> str:
    return ".".join(full.split(".")[:2])


WORKS = (
    Work(
        _("Typeface"),
        "Source Sans 3 (Adobe)",
        "SIL Open Font License 1.1",
        "https://github.com/adobe-fonts/source-sans",
    ),
    Work(
        _("Typeface of stories"),
        "Source Serif 4 (Adobe)",
        "SIL Open Font License 1.1",
        "https://github.com/adobe-fonts/source-serif",
    ),
    Work(_("Icons"), "Tabler Icons", "MIT", "https://tabler.io/icons"),
    Work(_("Form elements"), "NL Design System, Utrecht", EUPL, "https://nldesignsystem.nl/"),
    Work(_("Search in place"), "htmx", "0BSD", "https://htmx.org/"),
    Work(
        _("Words of which Dutch compounds are made"),
        "OpenTaal",
        _("BSD (three clauses)"),
        "https://github.com/OpenTaal/opentaal-wordlist",
    ),
    Work(_("Municipalities and numbers of inhabitants"), "CBS", "CC BY 4.0", "https://www.cbs.nl/"),
    Work(
        _("Boundaries of municipalities, for their place on the map"),
        "CBS, Kadaster",
        "CC BY 4.0",
        "https://www.pdok.nl/",
    ),
    Work(
        _("Official names of municipalities"),
        "TOOI, KOOP",
        _("names and codes only"),
        "https://standaarden.overheid.nl/tooi",
    ),
    Work(_("Areas and seats of municipalities"), "Wikidata", "CC0", "https://www.wikidata.org/"),
    Work(
        _("Policy domains, components and standards"),
        "GEMMA, VNG Realisatie",
        _("names and codes only"),
        "https://www.gemmaonline.nl/",
    ),
    Work(_("Names of licences"), "SPDX", "CC0", "https://spdx.org/licenses/"),
)
