"""Takes ids that an author may not use out of a value, so that a form that comes back does not show what they name."""

from __future__ import annotations

import copy
from collections.abc import Collection
from typing import Any

from bs4 import BeautifulSoup
from wagtail.blocks.stream_block import StreamValue

Reference = tuple[type, int]
"""A model, and the key of what is referred to."""


def without_references(value: Any, foreign: Collection[Reference]) -> Any:
    """The value of a field without these: chooser blocks are emptied, links and pictures in texts removed."""
    if isinstance(value, StreamValue):
        blocks = copy.deepcopy(list(value.get_prep_value()))  # which gives every new block the id that paths begin with
        for model, pk, _model_path, path in value.stream_block.extract_references(value):
            if (model, int(pk)) in foreign:
                _empty(blocks, path.split("."), int(pk))
        return value.stream_block.to_python(blocks)
    if isinstance(value, str):
        for _model, pk in foreign:
            value = _unlinked(value, pk)
        return value
    return None


def _empty(node: Any, parts: list[str], pk: int) -> None:
    """Empty what stands at the path: blocks and items of lists are named by their id, fields of a struct by name."""
    name, rest = parts[0], parts[1:]
    holder, key = _place(node, name)
    if holder is None:
        return
    if rest and not isinstance(holder[key], str):
        _empty(holder[key], rest, pk)
    else:
        holder[key] = _unlinked(holder[key], pk) if isinstance(holder[key], str) else None


def _place(node: Any, name: str) -> tuple[Any, str]:
    if isinstance(node, list):
        found = next((one for one in node if isinstance(one, dict) and one.get("id") == name), None)
        return found, "value"
    return (node, name) if isinstance(node, dict) and name in node else (None, name)


def _unlinked(html: str, pk: int) -> str:
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(id=lambda written: _is_number(written, pk)):
        if tag.name == "a":
            tag.unwrap()
        else:
            tag.decompose()
    return str(soup)


def _is_number(written: Any, pk: int) -> bool:
    """Whether an id stands for this key, however it is written: Python reads "012" and "1_2" as 12 too."""
    try:
        return int(written) == pk
    except (TypeError, ValueError):
        return False
