"""Prepares queries for the log: normalised, truncated, and with personal data masked.

Masking catches data with a fixed format: e-mail addresses, telephone and citizen service numbers, bank accounts, dates
of birth, number plates, postcodes and street addresses. It cannot recognise names, so queries are stored for a limited
time only and shown to other visitors only when they occur often.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from search.query_log.models import QUESTION_LENGTH

MASK = "…"
FEWEST_DIGITS = 8
"""A number with at least this many digits may be a telephone number, a BSN or a date of birth."""

_STREETS = "straat|laan|weg|plein|dijk|kade|gracht|singel|steeg|pad|hof|dreef|markt|park"
_EMAIL = re.compile(r"\S+@\S+")
_IBAN = re.compile(r"\b[a-z]{2}\d{2} ?[a-z]{4}(?: ?\d){6,}")
_POSTCODE = re.compile(r"\b[1-9]\d{3}[a-z]{2}\b(?: *\d+\w*)?|\b[1-9]\d{3} [a-z]{2} *\d+\w*")
_ADDRESS = re.compile(rf"\b\w*(?:{_STREETS}) +\d+(?: ?[a-z])?\b")
_NUMBER = re.compile(r"[+(]?\d(?:[\d ()./-]*\d)?")
_PLATE = re.compile(r"\b[a-z\d]{1,3}-[a-z\d]{1,3}-[a-z\d]{1,3}\b")
_YEARS = re.compile(r"(?:19|20)\d\d[ /-]+(?:19|20)\d\d")


def normalise(question: str) -> tuple[str, bool]:
    """Return the text of a query to log, and whether something in it was masked."""
    printable = "".join(letter if letter.isprintable() else " " for letter in question[: 5 * QUESTION_LENGTH])
    plain = " ".join(printable.lower().split())
    masked = _masked(plain)
    return masked[:QUESTION_LENGTH].rstrip(), masked != plain


def _masked(text: str) -> str:
    for pattern, is_personal in _PATTERNS:
        for found in dict.fromkeys(match[0] for match in pattern.finditer(text)):
            if is_personal(found):
                text = text.replace(found, MASK)
    return text


def _always(text: str) -> bool:
    return True


def _is_long_number(text: str) -> bool:
    return sum(map(str.isdigit, text)) >= FEWEST_DIGITS and not _YEARS.fullmatch(text)


def _is_plate(text: str) -> bool:
    letters = text.replace("-", "")
    return len(letters) == 6 and not letters.isdigit() and not letters.isalpha()  # noqa: PLR2004 - characters of a number plate


_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[str], bool]], ...] = (
    (_EMAIL, _always),
    (_IBAN, _always),
    (_POSTCODE, _always),
    (_ADDRESS, _always),
    (_NUMBER, _is_long_number),
    (_PLATE, _is_plate),
)
