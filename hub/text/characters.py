"""Which characters of a text are seen."""

from __future__ import annotations

import unicodedata

from hub.text.invisible import without_invisible

SEEN = "LNPS"  # letters, numbers, punctuation and symbols: the first letter of a category of Unicode
BLANK = "\u2800"  # a sign of braille without a dot, which counts as a symbol


def is_visible(text: str) -> bool:
    """Whether any character of a text is seen: a name of spaces, zero-width or control characters shows nothing."""
    return any(unicodedata.category(one)[0] in SEEN and one != BLANK for one in without_invisible(text))


def without_accents(text: str) -> str:
    """The text with letters without accents in place of those with: "Súdwest-Fryslân" is "Sudwest-Fryslan"."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(one for one in apart if not unicodedata.combining(one))
