"""Texts and addresses of strangers made plain: no contact details, no control characters, nothing but the web."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

LONGEST_ADDRESS = 500  # the length of an address on a page
FEWEST_DIGITS = 9  # of a telephone number
EMAIL = re.compile(r"(?:mailto:)?[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
TELEPHONE = re.compile(r"(?<![\w/.-])(?:\+|\(?0)[\d ().-]{7,20}\d(?![\w/-])")
DATE = re.compile(r"\d{1,2}[-.]\d{1,2}[-.]\d{4}|\d{4}-\d{2}-\d{2}")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
OWN_LINE = re.compile(r"(?:[-*•#>|]|\d{1,3}[.)])(?:\s|[-#>|*])")  # lists, headings and quotes keep their line
EMPHASIS = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,200}?)(?<=\S)\1")  # Markdown's bold
GIT_ADDRESS = re.compile(r"(?:ssh://)?git@([\w.-]+)[:/](.+)")
WITHOUT_SCHEME = re.compile(r"(?:[\w-]{1,63}\.)+[a-z]{2,20}(?:[/:?#].*)?", re.IGNORECASE)
ONE_CASE_HOSTS = frozenset({"github.com", "gitlab.com", "bitbucket.org"})  # their paths know no upper and lower case
is_web_address = URLValidator(schemes=["http", "https"])


def plain(value: Any) -> str:
    """A text on one line; "" for anything that is no text."""
    return " ".join(_without_contacts(value).split()) if isinstance(value, str) else ""


def plain_paragraphs(value: Any) -> str:
    """A text of paragraphs with a blank line between them; in a paragraph only lists and headings keep their lines."""
    if not isinstance(value, str):
        return ""
    text = EMPHASIS.sub(r"\2", _without_contacts(value).replace("\r\n", "\n"))
    parts = re.split(r"\n[ \t]*\n", text)
    return "\n\n".join(paragraph for part in parts if (paragraph := _paragraph(part)))


def _paragraph(part: str) -> str:
    lines: list[str] = []
    for line in (" ".join(line.split()) for line in part.splitlines()):
        if line and lines and not OWN_LINE.match(line):
            lines[-1] += f" {line}"
        elif line:
            lines.append(line)
    return "\n".join(lines)


def _without_contacts(text: str) -> str:
    return TELEPHONE.sub(_unless_number_or_date, EMAIL.sub("", UNPRINTABLE.sub("", text)))


def _unless_number_or_date(found: re.Match[str]) -> str:
    """Leave out what has the digits of a telephone number and is no date or version."""
    text = found.group()
    digits = sum(character.isdigit() for character in text)
    return text if digits < FEWEST_DIGITS or DATE.search(text) else ""


def cut_at_word(text: str, length: int) -> str:
    """The text, or as many whole words of it as fit with an ellipsis."""
    if len(text) <= length:
        return text
    words = text[: length - 1].rsplit(" ", 1)[0] if " " in text[: length - 1] else text[: length - 1]
    return f"{words.rstrip(' ,;:.-–')}…"


def web_address(value: Any) -> str:
    """An address on the web that can be followed, made whole where that is plain; "" when it is none."""
    if not isinstance(value, str) or len(value) > 2 * LONGEST_ADDRESS:
        return ""
    address = UNPRINTABLE.sub("", value).strip()
    address = GIT_ADDRESS.sub(r"https://\1/\2", address).removeprefix("git+")
    if address.lower().startswith(("git://", "ssh://")):
        address = f"https://{address[6:]}"
    if WITHOUT_SCHEME.fullmatch(address):
        address = f"https://{address}"
    address = re.sub(r"^(https?://)[^/@]*@", r"\1", address, flags=re.IGNORECASE)  # a name and password, or a mailbox
    try:
        is_web_address(address)
    except ValidationError:
        return ""
    return address if len(address) <= LONGEST_ADDRESS and not EMAIL.search(address) else ""


def normalised(address: str) -> str:
    """An address in the form in which two of the same repository are equal: no scheme, www., .git or last slash."""
    parts = urlsplit(address.strip())
    host = (parts.hostname or "").removeprefix("www.")
    path = parts.path.rstrip("/").removesuffix(".git").rstrip("/")
    return f"{host}{path.lower() if host in ONE_CASE_HOSTS else path}"
