"""Plain text for the index, from rich text and stream fields."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

INLINE = frozenset({"a", "abbr", "b", "code", "em", "i", "mark", "s", "small", "span", "strong", "sub", "sup", "u"})


_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(r"</?([a-zA-Z][^\s/>]*)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*/?>")


def _space(tag: re.Match[str]) -> str:
    """What replaces a tag: nothing for an inline one, a space for any other."""
    return "" if tag[1].lower() in INLINE else " "


def text_of_html(source: str) -> str:
    """The text of rich text, with single spaces between words.

    Rich text was sanitised when it was saved; a regular expression reads it ten times as fast as a parser would, and a
    rebuild reads every page.
    """
    if "<" in source:
        source = _TAG.sub(_space, _COMMENT.sub("", source) if "<!--" in source else source)
    return " ".join((unescape(source) if "&" in source else source).split())


def text_of_stream(stream: Any) -> str:
    """The text of a stream field, from its raw data, so that no images or pages are fetched."""
    pieces = (piece for block in stream.raw_data for piece in _block(block.get("type", ""), block.get("value")))
    return "\n".join(filter(None, pieces))


def _block(name: str, value: Any) -> Iterator[str]:
    read = _BLOCKS.get(name)
    if read is not None and value:
        yield from read(value)


def _plain(value: Any) -> Iterator[str]:
    yield " ".join(str(value).split())


def _rich(value: Any) -> Iterator[str]:
    yield text_of_html(str(value))


def _fields(*names: str, read_one: Callable[[Any], Iterator[str]] = _plain) -> Callable[[Any], Iterator[str]]:
    """A reader of these fields of a block, each with `read_one`."""

    def read(value: dict[str, Any]) -> Iterator[str]:
        for name in names:
            yield from read_one(value.get(name) or "")

    return read


def _figure(value: dict[str, Any]) -> Iterator[str]:
    image = value.get("image")
    yield from _plain(value.get("caption") or "")
    yield from _plain((image.get("alt_text") if isinstance(image, dict) else "") or "")


def _links(value: list[Any]) -> Iterator[str]:
    for item in value:
        link = item.get("value", item)
        yield from _plain(link.get("text") or "")


def _indicator(value: dict[str, Any]) -> Iterator[str]:
    label, before, after = (" ".join(str(value.get(name) or "").split()) for name in ("label", "before", "after"))
    yield f"{label}: {before} → {after}"


def _table(value: dict[str, Any]) -> Iterator[str]:
    """One line for the headings and one per row, so that an excerpt quotes cells that belong together."""
    headings = [column.get("heading") for column in value.get("columns", ())]
    for cells in (headings, *(row.get("values", ()) for row in value.get("rows", ()))):
        yield ", ".join(filter(None, (" ".join(str("" if cell is None else cell).split()) for cell in cells)))


_BLOCKS: dict[str, Callable[[Any], Iterator[str]]] = {
    "heading": _plain,
    "paragraph": _rich,
    "figure": _figure,
    "quote": _fields("text", "speaker"),
    "callout": _fields("text", read_one=_rich),
    "indicator": _indicator,
    "links": _links,
    "table": _table,
}
