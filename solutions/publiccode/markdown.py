"""Markdown of strangers as what a page of this site may hold: headings, paragraphs, lists, bold, italic, web links.

Everything is escaped. Code keeps its words and its lines, a picture its description, and HTML is shown, never run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from operator import itemgetter
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from wagtail.rich_text import get_text_for_indexing

from hub.text.characters import is_visible
from solutions.publiccode.texts import web_address

LONGEST_HEADING = 120  # of the block of a page
LIST_SIGNS = re.compile(r"^([ \t]*)[•·▪●◦‣][ \t]*", re.MULTILINE)  # what word processors put before an item
RST_CODE = re.compile(r"`([^`<>\n]{1,200}?)[ \n]*(?:<(https?://[^>\s]{1,500})>)?`__?(?!\w)")  # reStructuredText's
LOOSE_STARS = re.compile(r"(?<!\S)\*\*|\*\*(?!\S)")  # what is left of bold that was opened or closed beside a space
BREAK = SafeString("<br/>")  # with a slash: on a bare <br> the rich text editor stops
Block = dict[str, Any]
Style = frozenset[str]
Run = tuple[Style, SafeString]  # of one piece of a line the tags that it stands in, and its HTML


class _Markdown(MarkdownIt):
    """Reads links wherever they lead, for `_link` decides which of them stay links."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the library calls it so
        return True


# In these files an indent is far more often that of a text than that of code.
_markdown = _Markdown("commonmark", {"html": False}).enable("table").disable("code")


def blocks_of(text: str) -> list[Block]:
    """The blocks of a page that this Markdown makes, without those in which nothing is seen."""
    tree = SyntaxTreeNode(_markdown.parse(LIST_SIGNS.sub(r"\1- ", _without_rst(text))))
    return [block for node in tree.children for block in _blocks(node) if is_visible(text_of(block))]


def line_of(text: str) -> SafeString:
    """The HTML of Markdown that stands on one line, such as a feature."""
    return _inside(SyntaxTreeNode(_markdown.parseInline(_without_rst(text))))


def words_of(text: str) -> str:
    """The words of Markdown that stands on one line, without any markup."""
    return " ".join(get_text_for_indexing(line_of(text)).split())


def text_of(block: Block) -> str:
    """The words of one block, on one line."""
    value = str(block["value"])
    return " ".join((value if block["type"] == "heading" else get_text_for_indexing(value)).split())


def list_block(items: Iterable[SafeString], tag: str = "ul") -> Block:
    """A paragraph block with these items as a list."""
    return {"type": "paragraph", "value": str(_list(tag, items))}


def _without_rst(text: str) -> str:
    return RST_CODE.sub(lambda found: f"[{found[1]}]({found[2]})" if found[2] else found[1], text)


def _blocks(node: SyntaxTreeNode) -> Iterator[Block]:
    """The blocks of one part of a text; what a page has no block for gives its paragraphs, a line across nothing."""
    if node.type == "heading":
        words = " ".join(get_text_for_indexing(_inside(node)).split())
        if len(words) <= LONGEST_HEADING:
            yield {"type": "heading", "value": words}
            return
    if node.type == "blockquote":
        yield from chain.from_iterable(map(_blocks, node.children))
    elif node.type in _LISTS:
        yield list_block(map(_item, node.children), _LISTS[node.type])
    elif node.type != "hr":
        yield {"type": "paragraph", "value": str(format_html("<p>{}</p>", _lines(node)))}


def _lines(node: SyntaxTreeNode) -> SafeString:
    """What stands in a paragraph, a block of code or a table, with a break where a line of its own ends."""
    if node.type == "fence":
        return _joined(BREAK, node.content.rstrip("\n").split("\n"))
    if node.type == "table":
        rows = (row for part in node.children for row in part.children)
        return _joined(BREAK, (_joined(", ", map(_inside, row.children)) for row in rows))
    return _inside(node)


def _item(node: SyntaxTreeNode) -> SafeString:
    """One item of a list: its paragraphs with breaks between them, then the lists in it."""
    lists = [_list(_LISTS[one.type], map(_item, one.children)) for one in node.children if one.type in _LISTS]
    lines = _joined(BREAK, (_lines(one) for one in node.children if one.type not in _LISTS))
    return format_html("{}{}", lines, _joined("", lists))


def _list(tag: str, items: Iterable[SafeString]) -> SafeString:
    inside = format_html_join("", "<li>{}</li>", ((item,) for item in items))
    return format_html("<{}>{}</{}>", SafeString(tag), inside, SafeString(tag))


def _inside(node: SyntaxTreeNode) -> SafeString:
    return _written(_runs(node, frozenset()))


def _runs(node: SyntaxTreeNode, style: Style) -> Iterator[Run]:
    """What stands in a line, piece by piece. A part without a piece of its own here gives what stands in it."""
    for child in node.children:
        if child.type in _STYLES:
            yield from _runs(child, style | {_STYLES[child.type]})
        elif child.type == "link":
            yield from _link(child, style)
        elif child.children and child.type != "image":  # of which the children are the description once more
            yield from _runs(child, style)
        else:
            yield style, _BREAKS.get(child.type) or format_html("{}", LOOSE_STARS.sub("", child.content))


def _link(node: SyntaxTreeNode, style: Style) -> Iterator[Run]:
    """A link to the web; of any other, and of one that leads nowhere, only the words."""
    target, words = str(node.attrs.get("href", "")), _written(_runs(node, style))
    address = web_address(target) if target.lower().startswith(("http://", "https://")) else ""  # README.md is no host
    if address and is_visible(get_text_for_indexing(words)):
        yield frozenset(), format_html('<a href="{}">{}</a>', address, words)
    else:
        yield from _runs(node, style)


def _written(runs: Iterable[Run]) -> SafeString:
    """Pieces as the rich text editor writes them, bold outermost, so that what it saves unchanged is the same."""
    parts = []
    for style, pieces in groupby(runs, key=itemgetter(0)):
        part = _joined("", (piece for _style, piece in pieces))
        for tag in ("i", "b"):
            part = format_html("<{0}>{1}</{0}>", SafeString(tag), part) if tag in style and part.strip() else part
        parts.append(part)
    return _joined("", parts)


def _joined(between: str, parts: Iterable[object]) -> SafeString:
    """These parts, escaped unless they are HTML already, with something between them."""
    return format_html_join(between, "{}", ((part,) for part in parts))


_LISTS = {"bullet_list": "ul", "ordered_list": "ol"}
_STYLES = {"strong": "b", "em": "i"}
_BREAKS = {"softbreak": SafeString(" "), "hardbreak": BREAK}
