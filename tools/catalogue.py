"""The catalogues: collect every text of code, templates and scripts, keep its Dutch, compile both languages.

`python -m tools.catalogue` updates locale/nl/ and locale/en/ (needs no gettext, only Babel); `--check` changes nothing
and fails when a text is missing, untranslated or not compiled. New translations can be given as lines
"msgid<TAB>Dutch". The English catalogue is made from the texts themselves, which are English, so it is always complete.

Texts of Wagtail and Django stand in it too where their own Dutch calls the reader `je` or is no good Dutch: ours goes
before theirs, and says `u`.
"""

from __future__ import annotations

import argparse
import ast
import io
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_javascript, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from hub.settings.apps import APPS, DEVELOPMENT_APPS
from hub.settings.production import INSTALLED_APPS

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
KEYWORDS: dict[str, Any] = {
    "_": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
}  # fmt: skip
STRING = r"(?:u?'(?:[^'\\]|\\.)*'|u?\"(?:[^\"\\]|\\.)*\")"
CALL = re.compile(rf"\b(n?)gettext\(\s*({STRING})(?:\s*,\s*({STRING}))?|(?<!\w)_\(\s*({STRING})\s*\)", re.DOTALL)

FAMILIAR = re.compile(r"\b(?:je|jij|jou|jouw|jezelf|jullie)\b", re.IGNORECASE)
RETOLD = {
    "Download XLSX",
    "Download CSV",
    "Ensure this value has at least %(limit_value)d character (it has %(show_value)d).",
    "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
    "Ensure this filename has at most %(max)d character (it has %(length)d).",
}
"""What others left in English, or say in Dutch that nobody speaks."""

Message = str | tuple[str, str]


def messages() -> Iterator[tuple[Message, str]]:
    """Every text with the file it stands in; a pair for a text with a plural."""
    for app in (*APPS, *DEVELOPMENT_APPS):
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in path.parts:
                yield from _in_code(path, extract_python)
        for path in sorted((ROOT / app / "static").rglob("*.js")):
            yield from _in_code(path, extract_javascript)
    for path in sorted((ROOT / "templates").rglob("*")):  # pages, mails and whatever else is written for people
        if path.is_file():
            yield from _in_template(path)
    for app in {"django.conf", *INSTALLED_APPS} - set(APPS):
        yield from _of_others(app)


def _in_code(path: Path, extract: Callable[..., Iterable[Any]]) -> Iterator[tuple[Message, str]]:
    source = io.BytesIO(path.read_bytes())
    for _line, name, found, _comments in extract(source, KEYWORDS, [], {}):
        texts = [found] if isinstance(found, str) else [text for text in found if text]
        if str(name).startswith("pgettext"):
            continue
        if texts:
            yield (texts[0] if len(texts) == 1 else (texts[0], texts[1])), _place(path)


def _in_template(path: Path) -> Iterator[tuple[Message, str]]:
    for plural, one, many, short in CALL.findall(templatize(path.read_text(encoding="utf-8"), origin=str(path))):
        single = ast.literal_eval(one or short).replace("\r", "")
        yield ((single, ast.literal_eval(many)) if plural and many else single), _place(path)


def _of_others(app: str) -> Iterator[tuple[Message, str]]:
    """The texts of an app of others that need Dutch of ours."""
    spec = find_spec(app)
    for folder in (spec and spec.submodule_search_locations) or ():
        stored = Path(folder) / "locale" / "nl" / "LC_MESSAGES" / "django.po"
        for message in read_po(io.BytesIO(stored.read_bytes()), locale="nl") if stored.exists() else ():
            text = message.id if isinstance(message.id, str) else (message.id[0], message.id[1])
            if text and (FAMILIAR.search(str(message.string)) or RETOLD & {text, text[0]}):
                yield text, app


def _place(path: Path) -> str:
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else path.name


def _empty(language: str, dates: Catalog, comment: str) -> Catalog:
    """A catalogue without texts, with the dates of another one."""
    made = Catalog(
        locale=language,
        project="Verderbouwen",
        copyright_holder="",
        msgid_bugs_address="",
        charset="utf-8",
        fuzzy=False,
        creation_date=dates.creation_date,
        revision_date=dates.revision_date,
    )
    made.header_comment = comment
    return made


def collected(old: Catalog) -> Catalog:
    """A catalogue of the texts that exist now, with the translations that the old one has."""
    new = _empty("nl", old, "# Dutch texts of Verderbouwen.")
    for message, place in sorted(messages(), key=lambda item: (item[1], str(item[0]))):
        singular = message if isinstance(message, str) else message[0]
        known = old.get(singular)
        flags = {"python-format"} if known and "python-format" in known.flags else set()
        new.add(message, known.string if known else None, locations=[(place, 0)], flags=flags)
    return new


def po_file(language: str) -> Path:
    """Where the catalogue of a language is stored; the compiled one stands next to it."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def read_catalogue(language: str = "nl") -> Catalog:
    """The catalogue of a language as it is stored; empty when there is none."""
    path = po_file(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def in_english(catalogue: Catalog) -> Catalog:
    """The same texts with themselves as their translation."""
    english = _empty("en", catalogue, "# English texts of Verderbouwen: made from the texts in code and templates.")
    for message in catalogue:
        if message.id:
            english.add(message.id, message.id, locations=message.locations, flags=message.flags)
    return english


def untranslated(catalogue: Catalog) -> list[str]:
    """The texts without a complete Dutch translation."""
    return [str(message.id) for message in catalogue if message.id and not _is_translated(message.string)]


def _is_translated(string: object) -> bool:
    return all(string) if isinstance(string, tuple) else bool(string)


def learn(catalogue: Catalog, path: Path) -> None:
    """Take over lines "msgid<TAB>Dutch"; a plural as "one|many<TAB>een|meer"."""
    for line in path.read_text(encoding="utf-8").splitlines():
        english, tab, dutch = line.partition("\t")
        if not tab or not dutch.strip():
            continue
        message = catalogue.get(english) or catalogue.get(english.split("|")[0])
        if message is None:
            continue
        message.string = tuple(dutch.split("|")) if message.pluralizable else dutch.strip()


def write(catalogue: Catalog, language: str) -> None:
    """Store and compile a catalogue."""
    path = po_file(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=100, omit_header=False, include_lineno=False, sort_output=True)
    with path.open("rb") as file, path.with_suffix(".mo").open("wb") as target:
        write_mo(target, read_po(file, locale=language))


def main(arguments: list[str] | None = None) -> int:
    """The exit code: 1 when a text is not translated or the stored catalogue is out of date."""
    parser = argparse.ArgumentParser(prog="python -m tools.catalogue", description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing, only report")
    parser.add_argument("--learn", type=Path, nargs="*", default=[], metavar="FILE", help="translations to take over")
    options = parser.parse_args(arguments)
    stored = read_catalogue()
    catalogue = collected(stored)
    for path in options.learn:
        learn(catalogue, path)
    missing = untranslated(catalogue)
    texts = {message.id for message in catalogue}
    stale = any(texts != {message.id for message in one} for one in (stored, read_catalogue("en")))
    if not options.check:
        write(catalogue, "nl")
        write(in_english(catalogue), "en")
    for text in missing:
        print(f"not translated: {text}", file=sys.stderr)
    if options.check and stale:
        print("the catalogue is out of date: run make messages", file=sys.stderr)
    compiled = all(po_file(language).with_suffix(".mo").exists() for language in ("nl", "en"))
    return int(bool(missing or (options.check and (stale or not compiled))))


if __name__ == "__main__":
    sys.exit(main())
