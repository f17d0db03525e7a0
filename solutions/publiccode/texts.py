"""Texts and addresses of strangers made plain: no contact details, no control characters, nothing but the web."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from hub.text.characters import is_visible
from solutions.publiccode.contacts import EMAIL, without_contacts

LONGEST_ADDRESS = 500  # the length of an address on a page
UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""Characters that cannot be stored, are not seen, or turn the direction of what follows them."""
GIT_ADDRESS = re.compile(r"(?:ssh://)?git@([\w.-]+)[:/](.+)")
WITHOUT_SCHEME = re.compile(r"(?:[\w-]{1,63}\.)+[a-z]{2,20}(?:[/:?#].*)?", re.IGNORECASE)
ONE_CASE_HOSTS = frozenset({"github.com", "gitlab.com", "bitbucket.org"})  # their paths know no upper and lower case
is_web_address = URLValidator(schemes=["http", "https"])


def plain(value: Any) -> str:
    """A text on one line; "" for anything that is no text or in which nothing is seen."""
    text = " ".join(_readable(value).split()) if isinstance(value, str) else ""
    return text if is_visible(text) else ""


def plain_lines(value: Any) -> str:
    """A text with the lines that it was written in, which mean something in Markdown; "" as for `plain`."""
    text = _readable(value).strip("\n") if isinstance(value, str) else ""
    return text if is_visible(text) else ""


def _readable(text: str) -> str:
    return without_contacts(UNPRINTABLE.sub("", text))


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
