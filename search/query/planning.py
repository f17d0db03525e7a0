"""Builds the plan of a query, as described in `search.plan`.

One clause per word; words that say nothing about the subject are left out. In the longest phrase that the synonyms
list, every word gets the synonyms of the phrase as well as its own. Quoted words are one required clause, without
synonyms or corrections. Any text is a valid query; see `search.query.parsing`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from search.analysis.compounds import part_stems, split
from search.analysis.documents import is_short
from search.analysis.language import is_everyday, is_word, zipf_frequency
from search.analysis.rules import LINKS
from search.analysis.stems import exact, is_empty_word, stem
from search.analysis.tokens import fold
from search.lexicon.lexicon import Lexicon
from search.lexicon.spelling import is_correctable
from search.plan import Alternative, Clause, Match, Origin, Plan
from search.query.parsing import Piece, read
from search.query.spacing import Word, apart, respaced
from search.ranking import WEIGHTS, Weights, everyday_share
from search.synonyms.rules import Relation, Synonym, SynonymSet, synonym_key
from search.types import Correction

MAX_NEIGHBOURS = 8
"""Maximum number of pairs of adjacent words in a plan; more would only slow down a very long query."""

ENDINGS = frozenset("t d e n en s te de ten den".split())
"""Inflectional endings of verbs, nouns and adjectives."""


@dataclass(frozen=True, slots=True)
class _Group:
    """Adjacent words: a quoted phrase, a phrase that the synonyms list, or one word; from `start` up to `end`."""

    start: int
    end: int
    quoted: bool = False


def plan(question: str, lexicon: Lexicon, synonyms: SynonymSet, weights: Weights = WEIGHTS) -> Plan:
    """Build the plan of a query; empty when the query has no words."""
    asked = read(question)
    planner = _Planner(asked.pieces, lexicon, synonyms, weights)
    words = planner.words
    clauses = planner.weighted(tuple(planner.clauses()))
    return Plan(
        clauses=clauses,
        phrase=tuple(map(stem, words)) if len(words) > 1 else (),
        title=tuple(map(stem, words)),
        corrections=tuple(planner.corrections),
        offers=tuple(planner.offers),
        excluded=tuple(_literal(words) for words in asked.excluded),
        neighbours=planner.neighbours(),
        unknown=tuple(planner.unknown),
    )


class _Planner:
    """Holds what all clauses of one query share."""

    def __init__(self, pieces: Sequence[Piece], lexicon: Lexicon, synonyms: SynonymSet, weights: Weights) -> None:
        spaced = [(self._spaced(piece, lexicon), piece.quoted) for piece in pieces]
        words = [word for found, _quoted in spaced for word in found]
        self.words = [word.text for word in words]
        self.wholes = [word.whole for word in words]
        self.stems = [stem(word) for word in self.words]
        self.lexicon = lexicon
        self.synonyms = synonyms
        self.weights = weights
        self.corrections: list[Correction] = []
        self.offers: list[Correction] = []
        self.unknown: list[str] = []
        self.groups = self._groups([(len(found), quoted) for found, quoted in spaced])
        self.joined = self._joined()

    def clauses(self) -> Iterator[Clause]:
        """Yield one clause per content word or quoted phrase, each once."""
        seen: set[tuple[str, bool]] = set()
        for group in self.groups:
            phrase = [] if group.quoted else self._of_phrase(group)
            for place in [group.start] if group.quoted else self._content(group):
                key = (" ".join(self.stems[place : group.end]) if group.quoted else self.stems[place], group.quoted)
                if key not in seen:
                    seen.add(key)
                    yield _literal(self._words(group)) if group.quoted else self._clause(place, phrase)

    def weighted(self, clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
        """Return several clauses with less weight for words that the language uses more than records do."""
        return clauses if len(clauses) == 1 else tuple(map(self._weighted, clauses))

    def _weighted(self, clause: Clause) -> Clause:
        word = exact(clause.word)
        frequency = self.lexicon.document_frequency(word)
        share = everyday_share(max(zipf_frequency(word)), frequency, self.lexicon.records(), self.weights)
        if clause.required or share == 1.0:
            return clause
        return replace(
            clause, alternatives=tuple(replace(one, weight=one.weight * share) for one in clause.alternatives)
        )

    def neighbours(self) -> tuple[tuple[str, str], ...]:
        """Return the stems of every two consecutive content words."""
        stems = [self.stems[place] for group in self.groups if not group.quoted for place in self._content(group)]
        return tuple(dict.fromkeys(pair for pair in pairwise(stems) if pair[0] != pair[1]))[:MAX_NEIGHBOURS]

    @staticmethod
    def _spaced(piece: Piece, lexicon: Lexicon) -> list[Word]:
        return [Word(word) for word in piece.words] if piece.quoted else list(respaced(piece.words, lexicon))

    def _groups(self, pieces: Iterable[tuple[int, bool]]) -> list[_Group]:
        groups: list[_Group] = []
        place = 0
        for length, quoted in pieces:
            end = place + length
            groups += [_Group(place, end, quoted=True)] if quoted else self._plain_groups(place, end)
            place = end
        return [group for group in groups if not self._is_stop_word(group)] or groups

    def _plain_groups(self, place: int, end: int) -> Iterator[_Group]:
        while place < end:
            length = self.synonyms.longest_match(self.stems[:end], place)
            yield _Group(place, place + length)
            place += length

    def _is_stop_word(self, group: _Group) -> bool:
        return not group.quoted and group.end - group.start == 1 and is_empty_word(self.words[group.start])

    def _words(self, group: _Group) -> tuple[str, ...]:
        return tuple(self.words[group.start : group.end])

    def _content(self, group: _Group) -> list[int]:
        """Return the positions of the content words of a group; of all its words when it has none."""
        places = range(group.start, group.end)
        return [place for place in places if not is_empty_word(self.words[place])] or list(places)

    def _joined(self) -> dict[int, list[str]]:
        """Return the words that two neighbours form when joined, by the position of each neighbour.

        These are words of records, and words with synonyms.
        """
        plain = [group for group in self.groups if not group.quoted]
        places = [place for group in plain for place in range(group.start, group.end)]
        pairs = [(one, two) for one, two in pairwise(places) if two == one + 1]
        candidates = {(one, exact(self.words[one] + link + self.words[two])) for one, two in pairs for link in LINKS}
        known = self.lexicon.known({word for _, word in candidates})
        joined: dict[int, list[str]] = {place: [exact(whole)] for place, whole in enumerate(self.wholes) if whole}
        for one, word in sorted(candidates):
            if word in known or self._synonyms_of(word):
                joined.setdefault(one, []).append(word)
                joined.setdefault(one + 1, []).append(word)
        return joined

    def _clause(self, place: int, phrase: list[Alternative]) -> Clause:
        """Build the clause of a word: its readings, those of compounds with a neighbour, and those of its phrase."""
        word, whole = self.words[place], self.wholes[place]
        compounds = [reading for compound in self.joined.get(place, ()) for reading in self._of_joined(compound)]
        readings = self._of_piece(word, whole) if whole else self._of_word(word)
        clause = Clause(word, _strongest([*readings, *compounds, *phrase]))
        if self._is_unknown(word) and not any(one.origin is Origin.CORRECTION for one in clause.alternatives):
            self.unknown.append(word)
        return clause

    def _of_word(self, word: str) -> list[Alternative]:
        found = self._readings(word)
        if len(found) == 1 and self._is_unknown(word):
            found += self._corrected(word)
        return found

    def _of_piece(self, word: str, whole: str) -> list[Alternative]:
        """Return the readings of a word that was a piece of another one, for which something else may be meant."""
        if not self.lexicon.known({exact(whole)}) and not is_word(exact(whole)):
            self._offer(whole, self.lexicon.nearest(exact(whole)))
        return self._readings(word)

    def _of_phrase(self, group: _Group) -> list[Alternative]:
        """Return the synonyms of a listed phrase, at reduced weight because each of its words gets them."""
        if group.end - group.start == 1:
            return []
        share = math.sqrt(len(self._content(group)))
        found = self._synonymous(self.synonyms.of(synonym_key(self._words(group))))
        return [replace(one, weight=one.weight / share) for one in found]

    def _of_joined(self, compound: str) -> list[Alternative]:
        """Return two neighbours read as one word: "zaak systeem" has the synonyms of "zaaksysteem" too."""
        known = [_of_one(compound, self.weights.joined, Origin.JOINED)] if self.lexicon.known({compound}) else []
        return [*known, *self._synonyms_of(compound)]

    def _readings(self, word: str) -> list[Alternative]:
        """Return the alternatives of a word: the word itself, its parts and its synonyms."""
        found = [_of_one(word, self.weights.word, Origin.WORD)]
        if parts := part_stems(word):
            found.append(Alternative(parts, self.weights.parts, Match.PARTS, Origin.PARTS))
            found += self._subject_of(word, parts)
        return found + self._synonyms_of(word)

    def _subject_of(self, word: str, parts: Sequence[str]) -> list[Alternative]:
        """Return the parts before the head of a compound that no record has: "melding" of "meldingenformulier".

        Some record must contain the part as a word: "schaats" has the stem of "schat", which is something else.
        """
        if self.lexicon.known({exact(word)}):
            return []
        before_head = zip(parts[:-1], split(word) or split(fold(word)), strict=False)
        known = [part for part, written in before_head if self.lexicon.known({written + link for link in LINKS})]
        return [Alternative((part,), self.weights.subject, Match.STEM, Origin.PARTS) for part in known]

    def _synonyms_of(self, word: str) -> list[Alternative]:
        """Return the synonyms of the word, and of listed compounds with the same parts."""
        by_word = self.synonyms.of(synonym_key((word,)))
        return self._synonymous([*by_word, *self.synonyms.of_parts(part_stems(word))])

    def _synonymous(self, synonyms: Iterable[Synonym]) -> list[Alternative]:
        weights = self.weights
        worth = {
            Relation.SAME: (weights.synonym, Origin.SYNONYM),
            Relation.RELATED: (weights.related, Origin.RELATED),
            Relation.TO_DUTCH: (weights.to_dutch, Origin.BILINGUAL),
            Relation.FROM_DUTCH: (weights.from_dutch, Origin.BILINGUAL),
        }
        return [_of_words(synonym.words, *worth[synonym.relation]) for synonym in synonyms]

    def _is_unknown(self, word: str) -> bool:
        return (
            is_correctable(exact(word))
            and not self.lexicon.known({exact(word)})
            and not self.lexicon.known_stem(stem(word))
        )

    def _corrected(self, word: str) -> list[Alternative]:
        """Return the alternatives of what an unknown word was meant for; a word of the language is only offered one."""
        nearest = self.lexicon.nearest(exact(word))
        if nearest is None:
            return []
        if not _is_form_of(word, nearest):
            if is_word(exact(word)) or not all(self._met_parts(nearest)):
                self._offer(word, nearest)
                return []
            self.corrections.append(Correction(word, nearest))
        found = [*self._readings(nearest), *self._apart(nearest)]
        weight = self.weights.correction
        return [replace(one, weight=one.weight * weight, origin=Origin.CORRECTION) for one in found]

    def _apart(self, word: str) -> list[Alternative]:
        """Return a corrected word read as the words of records of which it consists."""
        pieces = () if part_stems(word) else apart(word, self.lexicon)
        return [Alternative(tuple(map(stem, pieces)), self.weights.parts, Match.PARTS, Origin.PARTS)] if pieces else []

    def _offer(self, word: str, nearest: str | None) -> None:
        if nearest and any(self._met_parts(nearest)) and Correction(word, nearest) not in self.offers:
            self.offers.append(Correction(word, nearest))

    def _met_parts(self, word: str) -> list[bool]:
        """Return whether some record has each part of a compound, or the word itself when it is none."""
        if self.lexicon.known({word}):
            return [True]
        return [self.lexicon.known_stem(part) for part in part_stems(word) or map(stem, apart(word, self.lexicon))]


def _is_form_of(word: str, other: str) -> bool:
    """Whether two words differ only by an ending: "regelt" matches "regel" but is not a typo of it."""
    short, long = sorted((exact(word), other), key=len)
    return long.startswith(short) and long.removeprefix(short) in ENDINGS


def _literal(words: tuple[str, ...]) -> Clause:
    """Return a required clause of adjacent words in any inflection, without synonyms, parts or corrections."""
    terms = tuple(map(stem, words))
    return Clause(" ".join(words), (Alternative(terms, 1.0, Match.LITERAL, Origin.QUOTED),), required=True)


def _of_words(words: tuple[str, ...], weight: float, origin: Origin) -> Alternative:
    if len(words) == 1:
        return _of_one(words[0], weight, origin)
    return Alternative(tuple(map(stem, words)), weight, Match.PHRASE, origin)


def _of_one(word: str, weight: float, origin: Origin) -> Alternative:
    if is_short(word) and not is_everyday(exact(word)):
        return Alternative((exact(word),), weight, Match.EXACT, origin)
    return Alternative((stem(word),), weight, Match.STEM, origin)


def _strongest(alternatives: Iterable[Alternative]) -> tuple[Alternative, ...]:
    """Return each alternative once, at its highest weight, in order of first occurrence."""
    kept: dict[tuple[tuple[str, ...], Match], Alternative] = {}
    for alternative in alternatives:
        key = (alternative.terms, alternative.match)
        if key not in kept or kept[key].weight < alternative.weight:
            kept[key] = alternative
    return tuple(kept.values())
