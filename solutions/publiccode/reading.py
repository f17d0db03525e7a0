"""Values out of a file in the shape in which they are wanted, and a warning for each that has another shape."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from solutions.publiccode.texts import plain, plain_lines
from solutions.publiccode.yaml_file import Document

Note = tuple[str, int | None, str]  # key, line, what was wrong
SHAPES: dict[type, str] = {dict: "keys and values", list: "a list", str: "a text"}


class Reading:
    """What is read of one document, and the warnings about it. Paths are those of the document, upper case or not."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.warnings: list[Note] = list(document.notes)

    def value(self, path: str) -> Any:
        """What stands at this path; None when there is nothing."""
        found: Any = self.document.values
        for key in filter(None, path.lower().split(".")):
            found = found.get(key) if isinstance(found, dict) else None
        return found

    def text(self, path: str, *instead: str) -> str:
        """The text at this path on one line, or at the first of the others that has one."""
        self.expect(path, str)
        return next(filter(None, (plain(self.value(one)) for one in (path, *instead))), "")

    def prose(self, path: str) -> str:
        """The text at this path with its lines; what a colon or a dash made of it, is made a text again."""
        return "\n\n".join(self._texts(self.value(path), path))

    def texts(self, path: str) -> list[str]:
        """The texts of a list, each on one line, or the one text that stands where a list should."""
        found = self.value(path)
        for number, item in enumerate(found if isinstance(found, list) else []):
            self._expect(item, f"{path}.{number}", str)
        self.expect(path, str, list)
        return [text for item in (found if isinstance(found, list) else [found]) if (text := plain(item))]

    def items(self, path: str) -> list[str]:
        """The texts of a list of prose, whatever a colon, a dash or a missing space made of it."""
        return self._texts(self.value(path), path)

    def expect(self, path: str, *shapes: type) -> None:
        """Warn when what stands at this path has none of these shapes."""
        self._expect(self.value(path), path, *shapes)

    def line(self, path: str) -> int | None:
        return self.document.lines.get(path.lower())

    def warn(self, path: str, reason: str) -> None:
        self.warnings.append((self.written(path), self.line(path), reason))

    def written(self, path: str) -> str:
        """A path as the file writes its keys, as far as they stand in it."""
        keys = path.split(".")
        begins = (".".join(keys[: number + 1]).lower() for number in range(len(keys)))
        return ".".join(self.document.spelled.get(begin, key) for begin, key in zip(begins, keys, strict=True))

    def _expect(self, found: Any, path: str, *shapes: type) -> None:
        if found and not isinstance(found, shapes):
            wanted = " or ".join(SHAPES[shape] for shape in shapes)
            self.warn(path, f"{SHAPES[type(found)]} where {wanted} should stand; it was not read")

    def _texts(self, found: Any, path: str) -> list[str]:
        if isinstance(found, dict):
            return [text for key, value in found.items() for text in self._pair(key, value, f"{path}.{key}")]
        if isinstance(found, list):
            return [text for number, one in enumerate(found) for text in self._texts(one, f"{path}.{number}")]
        return [text] if (text := plain_lines(found)) else []

    def _pair(self, key: str, value: Any, path: str) -> Iterator[str]:
        """A text that YAML took apart at its colon, whole again; of a list below a key only its items."""
        key = plain(self.document.spelled.get(path.lower(), key))
        if isinstance(value, list):
            yield from self._texts(value, path)
        else:
            yield ": ".join(filter(None, [key, *self._texts(value, path)]))
