"""A YAML file of strangers, read with care: limits first, then plain values with the line each key stands on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

LARGEST_FILE = 256 * 1024  # bytes
DEEPEST = 20  # levels of nesting
MOST_ALIASES = 50
MOST_NODES = 20_000


class Refused(Exception):
    """The file cannot be used; `key` and `line` say where, as far as known."""

    def __init__(self, reason: str, key: str = "", line: int | None = None) -> None:
        self.reason, self.key, self.line = reason, key, line
        where = ", ".join(part for part in (key, f"line {line}" if line else "") if part)
        super().__init__(f"{where}: {reason}" if where else reason)


@dataclass(slots=True)
class Document:
    """The values of a file, and the line of every key path ("description.nl.features")."""

    values: dict[str, Any]
    lines: dict[str, int] = field(default_factory=dict)
    repeated: list[str] = field(default_factory=list)


def read_yaml(content: bytes) -> Document:
    """The first mapping in the file; raises Refused. Values are texts, None, lists and mappings, no dates."""
    if len(content) > LARGEST_FILE:
        raise Refused(f"the file is larger than {LARGEST_FILE // 1024} kB")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(f"the file is not UTF-8 (byte {error.start})") from error
    try:
        _check_limits(text)
        nodes = list(yaml.compose_all(text, Loader=yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise Refused(f"not valid YAML: {error.problem}", line=mark.line + 1 if mark else None) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise Refused(f"not valid YAML: {error}") from error
    mappings = [node for node in nodes if isinstance(node, yaml.MappingNode)]
    if not mappings:
        raise Refused("the file holds no keys")
    document = Document({})
    document.values = _mapping(mappings[0], "", document)
    return document


def _check_limits(text: str) -> None:
    """Count aliases and depth on the events, before anything is expanded."""
    depth = aliases = nodes = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        line = event.start_mark.line + 1 if event.start_mark else 0
        if isinstance(event, yaml.AliasEvent):
            aliases += 1
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        nodes += isinstance(event, yaml.NodeEvent)
        if depth > DEEPEST:
            raise Refused(f"more than {DEEPEST} levels deep", line=line)
        if aliases > MOST_ALIASES:
            raise Refused(f"more than {MOST_ALIASES} aliases", line=line)
        if nodes > MOST_NODES:
            raise Refused(f"more than {MOST_NODES} values", line=line)


def _mapping(node: yaml.MappingNode, path: str, document: Document) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            continue
        key = str(key_node.value)
        full = f"{path}.{key}" if path else key
        if key in values:
            document.repeated.append(full)
        document.lines[full] = key_node.start_mark.line + 1
        values[key] = _value(value_node, full, document)
    return values


def _value(node: yaml.Node, path: str, document: Document) -> Any:
    if len(document.lines) > MOST_NODES:  # aliases inside aliases
        raise Refused(f"more than {MOST_NODES} values", key=path)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, document)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, f"{path}.{number}", document) for number, item in enumerate(node.value)]
    if node.tag == "tag:yaml.org,2002:null":
        return None
    return str(node.value)
