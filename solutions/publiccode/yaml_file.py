"""A YAML file of strangers, read with care: limits first, then plain values with the line that each key stands on."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from solutions.publiccode.limits import DEEPEST, LARGEST_FILE, Refused, check_limits

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same safe loader, in C where it was built
EMPTY = "tag:yaml.org,2002:null"
MERGE = "tag:yaml.org,2002:merge"
PLAIN_WORDS = {
    "found character '\\t' that cannot start any token": "a tab stands where spaces must stand",
    "found character that cannot start any token": "a tab, or another character that cannot stand here",
    "could not find expected ':'": "a colon is missing, or the text is not indented",
}
ODD_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"  # such as those of web pages that do not break
ODD_INDENT = re.compile(rf"^ *[{ODD_SPACES}][ {ODD_SPACES}]*", re.MULTILINE)
ODD_GAP = re.compile(rf"^( *(?:- +)*(?:-|[\w-]{{1,60}}:))[{ODD_SPACES}]", re.MULTILINE)
TOO_DEEP = "exceeded maximum nesting depth"  # what libyaml itself refuses


@dataclass(slots=True)
class Document:
    """The values of a file, keys in lower case.

    `lines` has the line of each path ("description.nl.features.0"), `spelled` its last key as it was written, `notes`
    are (key, line, what was odd).
    """

    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    spelled: dict[str, str] = field(default_factory=dict)
    notes: list[tuple[str, int | None, str]] = field(default_factory=list)


def read_bytes(path: Path) -> bytes:
    """The content of a file, and no more of it than shows that it is too large."""
    with path.open("rb") as file:
        return file.read(LARGEST_FILE + 1)


def read_yaml(content: bytes) -> Document:
    """The first mapping in the file; raises Refused. Its values are texts, lists and mappings, or None."""
    if len(content) > LARGEST_FILE:
        raise Refused(f"the file is larger than {LARGEST_FILE // 1024} kB")
    text = _decoded(content)
    straight = ODD_GAP.sub(r"\1 ", ODD_INDENT.sub(lambda found: " " * len(found[0]), text))
    if straight != text:
        with suppress(Refused):
            return _read(straight)
    return _read(text)


def _read(text: str) -> Document:
    try:
        check_limits(yaml.parse(text, Loader=LOADER))
        nodes = list(yaml.compose_all(text, Loader=LOADER))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else None
        if error.problem == TOO_DEEP:
            raise Refused(f"more than {DEEPEST} levels deep", line=line) from error
        problem = PLAIN_WORDS.get(error.problem or "", error.problem)
        raise Refused(f"this is not valid YAML: {problem}", line=line) from error
    except yaml.YAMLError as error:
        raise Refused(f"this is not valid YAML: {str(error).splitlines()[0]}") from error
    return _document(nodes)


def _decoded(content: bytes) -> str:
    encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Refused("the file is not written in UTF-8", line=line) from error


def _document(nodes: list[yaml.Node]) -> Document:
    mapping = next((node for node in nodes if isinstance(node, yaml.MappingNode)), None)
    if mapping is None or not mapping.value:
        raise Refused("the file holds no keys")
    document = Document()
    if len(nodes) > 1:
        document.notes.append(("", None, "the file holds more than one document; only the first counts"))
    document.values = _mapping(mapping, "", document)
    return document


def _mapping(node: yaml.MappingNode, path: str, document: Document) -> dict[str, Any]:
    values: dict[str, Any] = {}
    merged: dict[str, Any] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            continue
        if key_node.tag == MERGE:
            merged |= _merged(value_node, path, document)
            continue
        key = str(key_node.value).lower()
        full, line = f"{path}.{key}" if path else key, key_node.start_mark.line + 1
        if key in values:
            shown = f"{path}.{key_node.value}" if path else str(key_node.value)
            document.notes.append((shown, line, "this key stands here a second time; the last one counts"))
        document.lines[full] = line
        document.spelled[full] = str(key_node.value)
        values[key] = _value(value_node, full, document)
    return {**merged, **values}


def _merged(node: yaml.Node, path: str, document: Document) -> dict[str, Any]:
    """What `<<: *anchor` brings; the first of several mappings wins."""
    nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
    found: dict[str, Any] = {}
    for one in nodes:
        if isinstance(one, yaml.MappingNode):
            found = {**_mapping(one, path, document), **found}
    return found


def _value(node: yaml.Node, path: str, document: Document) -> Any:
    document.lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, document)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, f"{path}.{number}", document) for number, item in enumerate(node.value)]
    return None if node.tag == EMPTY else str(node.value)
