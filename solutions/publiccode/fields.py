"""What a file says as fields of a solution, and whether an editor changed them since they were written."""

from __future__ import annotations

import hashlib
import html
import json
import re
from typing import Any

from django.utils import timezone

from solutions.models import Licence, SolutionPage
from solutions.publiccode.categories import tags_for
from solutions.publiccode.model import PublicCode
from solutions.publiccode.story import story_of

DUTCH = "nl"
TEXTS = frozenset({"summary", "approach"})
EDITOR_MARKS = re.compile(r'\s+data-block-key="[^"]*"')  # the rich text editor puts one on every paragraph it saves
AROUND_TAGS = re.compile(r"\s*(<[^>]*?)\s*/?(>)\s*")


def fields_of(code: PublicCode, licence: Licence | None) -> dict[str, Any]:
    """The fields of a solution that the file speaks of, with their values."""
    summary, approach = story_of(code)
    return {
        "title": code.name,
        "summary": summary,
        "approach": approach,
        "text_language": "" if code.language == DUTCH else code.language,
        "repository_url": code.url,
        "demo_url": code.landing_url,
        "documentation_url": code.documentation_url,
        "development_status": code.development_status,
        "maintenance_type": code.maintenance_type,
        "licence": licence,
        "software_version": code.software_version,
        "release_date": code.release_date,
        "common_ground_layer": code.common_ground_layer,
        "tags": tags_for(code.categories),
    }


def known_licence(code: PublicCode) -> Licence | None:
    """The licence of this site's list that the file names, by today's name or by the one in the file."""
    for name in (code.licence, code.licence_as_written):
        found = Licence.objects.filter(code__iexact=name).first() if code.licence and name else None
        if found:
            return found
    return None


def write_fields(page: SolutionPage, values: dict[str, Any]) -> tuple[bool, list[str]]:
    """Write every field that no editor changed. Returns whether anything is different, and the fields kept.

    A field counts as changed by an editor when it does not hold what the last import wrote, or when it holds
    something that no import wrote.
    """
    changed = False
    kept: list[str] = []
    for name, value in values.items():
        current, wanted = fingerprint(read_field(page, name)), fingerprint(value)
        known = page.provenance.get(name, {}).get("hash", "")
        is_editors = current != known if known else current != fingerprint(None)
        if name == "text_language" and TEXTS.intersection(kept):
            continue  # the language is that of texts which an editor wrote
        if page.pk and is_editors:
            if current != wanted:
                kept.append(name)
        elif current != wanted or (not known and value):
            _set_field(page, name, value)
            page.provenance[name] = {
                "source": "publiccode",
                "hash": wanted,
                "at": timezone.localdate().isoformat(),
            }
            changed = True
    return changed, kept


def fingerprint(value: Any) -> str:
    """The SHA-256 of a value, the same after it was stored and read again or saved in the editor unchanged."""
    if isinstance(value, Licence):
        value = value.code
    elif isinstance(value, list):
        value = [_settled(item) for item in value]
    elif isinstance(value, str):
        value = " ".join(value.split())
    return hashlib.sha256(json.dumps(value or "", sort_keys=True, default=str).encode()).hexdigest()


def read_field(page: SolutionPage, name: str) -> Any:
    """The value of a field in the form in which it is written: texts, lists of blocks, tag names, a licence."""
    if name == "tags":
        return sorted(page.tags.names()) if page.pk else []
    value = getattr(page, name)
    if hasattr(value, "raw_data"):
        return [{"type": item["type"], "value": item["value"]} for item in value.raw_data]
    return value


def _set_field(page: SolutionPage, name: str, value: Any) -> None:
    if name == "tags":
        page.tags.set(value)
    else:
        setattr(page, name, value)


def _settled(item: Any) -> Any:
    """A block without what the editor adds to a rich text that nobody changed."""
    if isinstance(item, dict) and isinstance(item.get("value"), str):
        text = AROUND_TAGS.sub(r"\1\2", EDITOR_MARKS.sub("", item["value"]))
        return {**item, "value": " ".join(html.unescape(text).split())}
    return item
