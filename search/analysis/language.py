"""The words that Dutch and English have, and how common they are: what a language knows is no typo.

The table that ships is derived from wordfreq; data/NOTICE.md names its source and licence, and
`search.analysis.word_table` builds it. It is mapped into memory, so all processes of a host share one copy.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import marisa_trie

from search.analysis.rules import LINKS

TABLE = Path(__file__).parent / "data" / "words.marisa"
ENTRY = "<BB"  # Dutch, English
STEPS = 20
"""Steps in which one unit of the Zipf scale is kept."""

SHORTEST_BASE = 4
COMMON = 2.5  # on the Zipf scale: once in three million words
EVERYDAY = 4.0  # ten times in a million words

# Particles and prefixes that make a word of another word: aanvinken, afgezegd.
_PREFIXES = tuple(
    "aan af be bij dicht door er ge goed her hoog in laag los mee mis na neer om on onder ont op open over rond samen "
    "tegen terug toe tussen uit vast ver vol voor voort vooruit wan weg".split()
)
# Endings of at least two letters: a single one at the end is as often a slip.
_ENDINGS = tuple("en te de ten den er st je jes tje tjes end ende ing ed ly".split())
_SHORTEST_PART = 3


class ZipfFrequency(NamedTuple):
    """How common a word is in each language, on the Zipf scale: 3 is once, 6 a thousand times in a million words.

    0 for a word that the language does not have.
    """

    dutch: float
    english: float


def zipf_frequency(word: str) -> ZipfFrequency:
    """How common this word is; lower case, with accents folded."""
    found = _table().get(word)
    return ZipfFrequency(*(value / STEPS for value in found[0])) if found else ZipfFrequency(0.0, 0.0)


def is_everyday(word: str) -> bool:
    """Whether everybody uses this word in Dutch; lower case, with accents folded."""
    return zipf_frequency(word).dutch >= EVERYDAY


@lru_cache(maxsize=8_192)
def is_word(word: str) -> bool:
    """Whether Dutch or English has this word, or makes it of words that it has; lower case, with accents folded.

    Made of others are words with a prefix or an ending, and compounds of two everyday words.
    """
    return word in _table() or _has_ending(word) or _has_prefix(word) or _is_compound(word)


def _has_ending(word: str) -> bool:
    return any(base in _table() for base in _bases(word))


def _bases(word: str) -> Iterator[str]:
    """What stands before an ending, also with a consonant that the ending doubled: plannen, plan."""
    for ending in _ENDINGS:
        base = word.removesuffix(ending)
        if base != word and len(base) >= SHORTEST_BASE:
            yield base
            if ending[0] == "e" and base[-1] == base[-2]:
                yield base[:-1]


def _has_prefix(word: str) -> bool:
    rests = (word[len(prefix) :] for prefix in _PREFIXES if word.startswith(prefix))
    return any(len(rest) >= SHORTEST_BASE and zipf_frequency(rest).dutch >= COMMON for rest in rests)


def _is_compound(word: str) -> bool:
    return any(
        is_everyday(word[:at]) and any(map(_is_everyday_part, _without_link(word[at:])))
        for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
    )


def _without_link(rest: str) -> Iterator[str]:
    return (rest[len(link) :] for link in LINKS if rest.startswith(link))


def _is_everyday_part(word: str) -> bool:
    return len(word) >= _SHORTEST_PART and is_everyday(word)


@lru_cache(maxsize=1)
def _table() -> marisa_trie.RecordTrie:
    table = marisa_trie.RecordTrie(ENTRY)
    table.mmap(str(TABLE))
    return table
