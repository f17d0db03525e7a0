"""What a page is, told to machines in the words of schema.org."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString

from hub.links import absolute_url

CONTEXT = "https://schema.org"
# In a data block only what could end it or start a tag needs care; JSON reads the escapes as the characters.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}

EMAIL = re.compile(r"[^\s<>()\[\],;:\"'/]+@[^\s<>()\[\],;:\"']+\.\w+")


def data_block(data: Mapping[str, Any]) -> SafeString:
    """A script element that holds this data and is never run; nothing in a text can end it early."""
    text = json.dumps({"@context": CONTEXT, **known(data)}, ensure_ascii=False).translate(ESCAPES)
    return SafeString(f'<script type="application/ld+json">{text}</script>')


def known(data: Mapping[str, Any]) -> dict[str, Any]:
    """The data without what is empty and without any e-mail address: machines gather those."""
    cleaned = {name: _cleaned(value) for name, value in data.items()}
    return {name: value for name, value in cleaned.items() if value not in (None, "", [], {})}


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return EMAIL.sub("…", value)
    if isinstance(value, Mapping):
        return known(value)
    return [_cleaned(one) for one in value] if isinstance(value, list | tuple) else value


def website(name: str) -> dict[str, Any]:
    """The site itself, with the address at which a question is asked."""
    return {
        "@type": "WebSite",
        "name": name,
        "url": absolute_url("/"),
        "inLanguage": settings.LANGUAGE_CODE,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": absolute_url("/zoeken/") + "?q={question}"},
            "query-input": "required name=question",
        },
    }


def breadcrumb(steps: Iterable[Mapping[str, str]], here: str, home: str) -> dict[str, Any]:
    """The way from the front page to here."""
    way = [(step.get("title") or home, absolute_url(step["url"])) for step in steps]
    items: list[dict[str, Any]] = [
        {"@type": "ListItem", "position": number, "name": name, "item": url}
        for number, (name, url) in enumerate(way, start=1)
    ]
    items.append({"@type": "ListItem", "position": len(way) + 1, "name": here})
    return {"@type": "BreadcrumbList", "itemListElement": items}
