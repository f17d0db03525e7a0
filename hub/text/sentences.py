"""Words of a label within a sentence."""

from __future__ import annotations


def within_sentence(label: str) -> str:
    """The label with a small first letter; names in it, and an abbreviation at its begin, keep their capitals."""
    label = str(label)
    first = label.partition(" ")[0]
    return label if first[1:] != first[1:].lower() else label[:1].lower() + label[1:]
