"""Builds the table of compound parts from a Dutch word list (OpenTaal's, as Debian packages it in wdutch).

A word counts as the head of another word when that word ends in it and the rest, with or without a linking element,
is also in the list; the rest then counts as a modifier. Rare parts, particles and strings that look like suffixes or
prefixes are dropped: they occur in words that are not compounds.
"""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from search.analysis.compounds import PART_LINKS, SHORTEST_COMPOUND, SHORTEST_PART, TABLE, is_chance
from search.analysis.rules import STOP_WORDS

RAREST = 4  # a part must occur in at least this many words in its role
SUFFIXES = frozenset(
    (
        "heid heden lijk lijke lijks baar bare schap achtig achtige loos loze zaam zame matig matige waarts isch ische "
        "teit iteit atie aties ering eringen ingen ster sters erij eren elen aard aars isme isten tieve tief volle "
        # -ing, -ering, -eren and -eert after a consonant: beschik-king, model-lering, presen-teren.
        "ding king ling ming ning ping ring sing ting zing dingen kingen lingen mingen ningen pingen ringen singen "
        "tingen zingen dering lering nering tering deringen leringen neringen teringen "
        "deren leren neren seren teren eerd eerde eerden eert leert neert seert teert teerd teerde "
        "ende kerende lende nende rende terende "
        # Adjectives, and forms of -schap, -aar, -aard, -st, -atie: eigen-schappen, ambten-aren, inkom-sten.
        "rijk rijke rijker rijkste schappen schappelijk schappelijke aren aarden sten natie naties abel abele "
        "logie logies logisch logische grafie grafisch grafische leur"
    ).split()
)
PREFIXES = frozenset(
    "inter super ultra anti auto hyper infra micro mini multi para pseudo semi techno topo trans".split()
)
# Particles of separable verbs (binnen-komende, vast-legging) or of each other (waar-onder): not parts of compounds.
PARTICLES = STOP_WORDS | frozenset(
    (
        "aaneen achter bijeen beneden binnen boven buiten daar door heen hier ineen langs mede naast neer onder over "
        "overeen rond tegen terug tussen uiteen vast voor voort vooruit waar weder weer zonder"
    ).split()
)


def count_parts(words: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Return for every usable part how often it is the head and how often a modifier of other words in the list."""
    listed = {word for word in words if word.isalpha() and word.islower() and len(word) >= SHORTEST_PART}
    heads: Counter[str] = Counter()
    modifiers: Counter[str] = Counter()
    for word in listed:
        if len(word) < SHORTEST_COMPOUND:
            continue
        for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            head, rest = word[at:], word[:at]
            first = _modifier(rest, listed) if head in listed else ""
            if first and not is_chance(word, first, listed):
                heads[head] += 1
                modifiers[first] += 1
    counts = {
        word: (_kept(word, heads, SUFFIXES | PARTICLES), _kept(word, modifiers, SUFFIXES | PREFIXES | PARTICLES))
        for word in heads.keys() | modifiers.keys()
    }
    return {word: (head, modifier) for word, (head, modifier) in counts.items() if head or modifier}


def _modifier(rest: str, listed: set[str]) -> str:
    """Return the listed word that the rest consists of, with or without a linking element; "" for none."""
    for link in PART_LINKS:
        word = rest.removesuffix(link) if link else rest
        if len(word) >= SHORTEST_PART and word in listed and (word != rest or not link):
            return word
    return ""


def _kept(word: str, counts: Counter[str], dropped: frozenset[str]) -> int:
    return counts[word] if counts[word] >= RAREST and word not in dropped else 0


def write_table(parts: dict[str, tuple[int, int]], path: Path = TABLE) -> None:
    """Write the table, sorted and without a timestamp, so that the same list gives the same bytes."""
    text = "".join(f"{word}\t{head}\t{modifier}\n" for word, (head, modifier) in sorted(parts.items()))
    path.write_bytes(gzip.compress(text.encode(), mtime=0))


def read_words(path: Path) -> list[str]:
    """Return the words of a UTF-8 file with one word per line."""
    return path.read_text(encoding="utf-8").split()
