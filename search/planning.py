"""Makes the plan of a question: what `search.plan` describes.

One clause per word, or per longest phrase that the synonyms know; stop words are left out. Words between quotes
are one clause that must be met, without synonyms or corrections. Any text may be asked; see `search.question`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from search.analysed import is_short, title_key
from search.dutch.compounds import part_stems
from search.dutch.stems import exact, is_stop_word, stem
from search.lexicon import Lexicon, is_correctable
from search.plan import Alternative, Clause, Match, Origin, Plan
from search.question import Piece, read
from search.ranking import WEIGHTS, Weights
from search.synonyms import Synonym, SynonymSet, synonym_key
from search.types import Correction

LINKS = ("", "s", "e", "en")
"""What may stand between two words that Dutch writes as one."""


@dataclass(frozen=True, slots=True)
class _Group:
    """Neighbouring words of the question that form one clause: places from `start` up to `end`."""

    start: int
    end: int
    quoted: bool = False


def plan(question: str, lexicon: Lexicon, synonyms: SynonymSet, weights: Weights = WEIGHTS) -> Plan:
    """The plan of a question; an empty one when the question has no word at all."""
    asked = read(question)
    words = asked.words
    planner = _Planner(asked.pieces, lexicon, synonyms, weights)
    clauses = tuple(planner.clauses())
    return Plan(
        clauses=clauses,
        phrase=tuple(map(stem, words)) if len(words) > 1 else (),
        title=title_key(" ".join(words)),
        corrections=tuple(planner.corrections),
        excluded=tuple(_literal(words) for words in asked.excluded),
    )


class _Planner:
    """Holds what is the same for all clauses of one question."""

    def __init__(self, pieces: Sequence[Piece], lexicon: Lexicon, synonyms: SynonymSet, weights: Weights) -> None:
        self.pieces = pieces
        self.words = [word for piece in pieces for word in piece.words]
        self.stems = [stem(word) for word in self.words]
        self.lexicon = lexicon
        self.synonyms = synonyms
        self.weights = weights
        self.corrections: list[Correction] = []

    def clauses(self) -> Iterator[Clause]:
        groups = self._groups()
        joined = self._joined(groups)
        seen: set[tuple[str, ...]] = set()
        for group in groups:
            key = (*self.stems[group.start : group.end], *(['"'] if group.quoted else []))
            if key not in seen:
                seen.add(key)
                yield self._clause(group, joined)

    def _groups(self) -> list[_Group]:
        groups: list[_Group] = []
        place = 0
        for piece in self.pieces:
            end = place + len(piece.words)
            groups += [_Group(place, end, quoted=True)] if piece.quoted else self._plain_groups(place, end)
            place = end
        content = [group for group in groups if not self._is_stop_word(group)]
        return content or groups

    def _plain_groups(self, place: int, end: int) -> Iterator[_Group]:
        while place < end:
            length = self.synonyms.longest_match(self.stems[:end], place)
            yield _Group(place, place + length)
            place += length

    def _is_stop_word(self, group: _Group) -> bool:
        return not group.quoted and group.end - group.start == 1 and is_stop_word(self.words[group.start])

    def _joined(self, groups: Iterable[_Group]) -> dict[int, list[str]]:
        """The known words that two neighbours form when written as one, by the place of each neighbour."""
        plain = [group for group in groups if not group.quoted]
        places = [place for group in plain for place in range(group.start, group.end)]
        pairs = [(one, two) for one, two in pairwise(places) if two == one + 1]
        candidates = {(one, exact(self.words[one] + link + self.words[two])) for one, two in pairs for link in LINKS}
        known = self.lexicon.known({word for _, word in candidates})
        joined: dict[int, list[str]] = {}
        for one, word in sorted(candidates):
            if word in known:
                joined.setdefault(one, []).append(word)
                joined.setdefault(one + 1, []).append(word)
        return joined

    def _clause(self, group: _Group, joined: dict[int, list[str]]) -> Clause:
        words = tuple(self.words[group.start : group.end])
        if group.quoted:
            return _literal(words)
        own = self._of_word(words[0]) if len(words) == 1 else self._of_phrase(words)
        compounds = [word for place in range(group.start, group.end) for word in joined.get(place, ())]
        neighbours = [reading for word in compounds for reading in self._of_joined(word)]
        return Clause(" ".join(words), _strongest([*own, *neighbours]))

    def _of_word(self, word: str) -> list[Alternative]:
        found = self._readings(word)
        if len(found) == 1 and self._is_unknown(word):
            found += self._corrected(word)
        return found

    def _of_phrase(self, words: tuple[str, ...]) -> list[Alternative]:
        content = [word for word in words if not is_stop_word(word)] or words
        terms = tuple(stem(word) for word in content)
        every = Alternative(terms, self.weights.word, Match.STEM)
        return [every, *self._synonymous(self.synonyms.of(synonym_key(words)))]

    def _of_joined(self, compound: str) -> list[Alternative]:
        """What two neighbours mean as one word: "zaak systeem" has the synonyms of "zaaksysteem" too."""
        return [_of_one(compound, self.weights.joined, Origin.JOINED), *self._synonyms_of(compound)]

    def _readings(self, word: str) -> list[Alternative]:
        """A word as it is, by its parts and by its synonyms."""
        found = [_of_one(word, self.weights.word, Origin.WORD)]
        if parts := part_stems(word):
            found.append(Alternative(parts, self.weights.parts, Match.PARTS, Origin.PARTS))
        return found + self._synonyms_of(word)

    def _synonyms_of(self, word: str) -> list[Alternative]:
        """The synonyms that list the word, or a compound of the same parts."""
        by_word = self.synonyms.of(synonym_key((word,)))
        return self._synonymous([*by_word, *self.synonyms.of_parts(part_stems(word))])

    def _synonymous(self, synonyms: Iterable[Synonym]) -> list[Alternative]:
        return [
            _of_words(
                synonym.words,
                self.weights.bilingual if synonym.bilingual else self.weights.synonym,
                Origin.BILINGUAL if synonym.bilingual else Origin.SYNONYM,
            )
            for synonym in synonyms
        ]

    def _is_unknown(self, word: str) -> bool:
        return (
            is_correctable(exact(word))
            and not self.lexicon.known({exact(word)})
            and not self.lexicon.known_stem(stem(word))
        )

    def _corrected(self, word: str) -> list[Alternative]:
        nearest = self.lexicon.nearest(exact(word))
        if nearest is None:
            return []
        self.corrections.append(Correction(word, nearest))
        return [
            replace(reading, weight=reading.weight * self.weights.correction, origin=Origin.CORRECTION)
            for reading in self._readings(nearest)
        ]


def _literal(words: tuple[str, ...]) -> Clause:
    """Words as they stand next to each other, in any inflection; without synonyms, parts or corrections."""
    terms = tuple(map(stem, words))
    return Clause(" ".join(words), (Alternative(terms, 1.0, Match.LITERAL, Origin.QUOTED),), required=True)


def _of_words(words: tuple[str, ...], weight: float, origin: Origin) -> Alternative:
    if len(words) == 1:
        return _of_one(words[0], weight, origin)
    return Alternative(tuple(map(stem, words)), weight, Match.PHRASE, origin)


def _of_one(word: str, weight: float, origin: Origin) -> Alternative:
    if is_short(word):
        return Alternative((exact(word),), weight, Match.EXACT, origin)
    return Alternative((stem(word),), weight, Match.STEM, origin)


def _strongest(alternatives: Iterable[Alternative]) -> tuple[Alternative, ...]:
    """Each way to match once, at its highest weight, in the order of first mention."""
    kept: dict[tuple[tuple[str, ...], Match], Alternative] = {}
    for alternative in alternatives:
        key = (alternative.terms, alternative.match)
        if key not in kept or kept[key].weight < alternative.weight:
            kept[key] = alternative
    return tuple(kept.values())
