"""What a file of strangers may cost us. Every limit is checked on the stream of events, before anything is expanded."""

from __future__ import annotations

from collections.abc import Iterable

import yaml

LARGEST_FILE = 256 * 1024  # bytes
DEEPEST = 20  # levels of nesting
MOST_ALIASES = 50
MOST_VALUES = 20_000  # with every alias counted as what it stands for


class Refused(Exception):
    """The file cannot be used; `reason` says why, `key` and `line` say where, as far as known."""

    def __init__(self, reason: str, key: str = "", line: int | None = None) -> None:
        self.reason, self.key, self.line = reason, key, line
        super().__init__(told(key, line, reason))


def told(key: str, line: int | None, reason: str) -> str:
    """One line for a person: "legal.license (line 7): …"."""
    place = f"{key} (line {line})" if key and line else f"line {line}" if line else key
    return f"{place}: {reason}" if place else reason


def check_limits(events: Iterable[yaml.Event]) -> None:
    """Raise Refused at the first event that goes over a limit."""
    counter = _Counter()
    for event in events:
        counter.take(event)


class _Counter:
    """Counts levels, aliases and values. `sizes` has what an anchor stands for, None while it is still open."""

    def __init__(self) -> None:
        self.values = self.aliases = 0
        self.open: list[tuple[str | None, int]] = []
        self.sizes: dict[str, int | None] = {}

    def take(self, event: yaml.Event) -> None:
        line = event.start_mark.line + 1 if event.start_mark else 0
        if isinstance(event, yaml.AliasEvent):
            self._alias(event.anchor, line)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._start(event.anchor, line)
        elif isinstance(event, yaml.CollectionEndEvent):
            anchor, before = self.open.pop()
            if anchor:
                self.sizes[anchor] = self.values - before
        elif isinstance(event, yaml.ScalarEvent):
            self.values += 1
            if event.anchor:
                self.sizes[event.anchor] = 1
        if self.values > MOST_VALUES:
            raise Refused(f"more than {MOST_VALUES} values", line=line)

    def _start(self, anchor: str | None, line: int) -> None:
        self.open.append((anchor, self.values))
        self.values += 1
        if anchor:
            self.sizes[anchor] = None
        if len(self.open) > DEEPEST:
            raise Refused(f"more than {DEEPEST} levels deep", line=line)

    def _alias(self, anchor: str | None, line: int) -> None:
        self.aliases += 1
        size = self.sizes.get(anchor or "", 1)  # an unknown one is refused by the parser, with its own message
        if size is None:
            raise Refused(f"*{anchor} stands inside itself", line=line)
        self.values += size
        if self.aliases > MOST_ALIASES:
            raise Refused(f"more than {MOST_ALIASES} aliases", line=line)
