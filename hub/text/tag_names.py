"""How the names of tags are written: what stays of a name, which names are one tag, and how several are typed."""

from __future__ import annotations

import re
from unicodedata import normalize

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hub.text.invisible import without_invisible

SEPARATORS = frozenset(',"')
"""What stands between names in the field of a form; a name with one of these would fall apart there."""

_TYPED = re.compile(r'\s*("[^"]*"|[^,]*)\s*(?:,|$)')


def clean_name(name: str) -> str:
    """The name as it is kept: composed letters, nothing invisible, no spaces at its ends or side by side."""
    return " ".join(without_invisible(normalize("NFC", name)).split())


def folded_name(name: str) -> str:
    """What two names that are one tag have in common: the kept name, capitals or not."""
    return normalize("NFC", clean_name(name).casefold())


def objection_to(name: str) -> str:
    """Why this cannot be the name of a tag, in words for an editor; empty when it can."""
    if SEPARATORS & set(name):
        return _("A tag cannot have a comma or a quotation mark in its name: %(name)s") % {"name": name}
    if not any(letter.isalnum() for letter in name):
        return _("The name of a tag needs a letter or a digit: %(name)s") % {"name": name}
    return ""


def names_in(typed: str) -> list[str]:
    """The names that somebody typed into the field for tags, each once, by the alphabet.

    A comma ends a name; quotation marks around it say nothing. Raises ValidationError for what cannot be a name.
    """
    names = filter(None, (clean_name(_without_quotes(piece)) for piece in _TYPED.findall(typed or "")))
    each_once: dict[str, str] = {}
    for name in names:
        each_once.setdefault(folded_name(name), name)
    if refused := [objection for name in each_once.values() if (objection := objection_to(name))]:
        raise ValidationError(refused)
    return sorted(each_once.values())


def _without_quotes(piece: str) -> str:
    piece = piece.strip()
    return piece[1:-1] if len(piece) > 1 and piece[0] == piece[-1] == '"' else piece
