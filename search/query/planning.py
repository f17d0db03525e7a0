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

from search.analysis.language import zipf_frequency
from search.analysis.rules import LINKS
from search.analysis.stems import exact, is_empty_word, stem
from search.lexicon.lexicon import Lexicon
from search.plan import Alternative, Clause, Match, Origin, Plan
from search.query.negation import NEGATIONS, unwanted
from search.query.parsing import Piece, read
from search.query.readings import Readings
from search.query.spacing import Word, respaced
from search.ranking import WEIGHTS, Weights, everyday_share
from search.synonyms.rules import SynonymSet, synonym_key

MAX_NEIGHBOURS = 8
"""Maximum number of pairs of adjacent words in a plan; more would only slow down a very long query."""


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
        corrections=tuple(planner.readings.corrections),
        offers=tuple(planner.readings.offers),
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
        self.readings = Readings(lexicon, synonyms, weights)
        self.unwanted = unwanted(self.words)
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
        places = [place for group in self.groups if not group.quoted for place in self._content(group)]
        wanted = [pair for pair in pairwise(places) if self.unwanted.isdisjoint(pair)]
        stems = ((self.stems[one], self.stems[two]) for one, two in wanted)
        return tuple(dict.fromkeys((one, two) for one, two in stems if one != two))[:MAX_NEIGHBOURS]

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
            if word in known or self.readings.synonyms_of(word):
                joined.setdefault(one, []).append(word)
                joined.setdefault(one + 1, []).append(word)
        return joined

    def _clause(self, place: int, phrase: list[Alternative]) -> Clause:
        """Build the clause of a word: its readings, those of compounds with a neighbour, and those of its phrase."""
        word, whole, readings = self.words[place], self.wholes[place], self.readings
        compounds = [one for compound in self.joined.get(place, ()) for one in readings.of_joined(compound)]
        found = [*(readings.of_piece(word, whole) if whole else readings.of_word(word)), *compounds, *phrase]
        clause = Clause(word, _strongest(self._unwanted(place, found) if place in self.unwanted else found))
        if readings.is_unknown(word) and not any(one.origin is Origin.CORRECTION for one in clause.alternatives):
            self.unknown.append(word)
        return clause

    def _unwanted(self, place: int, found: Iterable[Alternative]) -> list[Alternative]:
        """Return the alternatives of a word that the question wants to do without.

        The word counts for little; what says the same ("zonder DigiD"), or what the word is an answer to, fully.
        """
        weights, word, before = self.weights, self.words[place], self.words[place - 1] if place else ""
        same = [Alternative((stem(before), stem(word)), weights.word, Match.PHRASE)] if before in NEGATIONS else []
        name = self._unwanted_name(place)
        needs = self.readings.synonymous(self.synonyms.needs_of(synonym_key(name)), name)
        return [
            *same,
            *(replace(one, weight=one.weight * weights.word / weights.related) for one in needs),
            *(replace(one, weight=one.weight * weights.unwanted) for one in found),
        ]

    def _unwanted_name(self, place: int) -> tuple[str, ...]:
        """Return the adjacent words that are unwanted together: "Open Zaak" in "alternatief voor Open Zaak"."""
        start, end = place, place + 1
        while start - 1 in self.unwanted:
            start -= 1
        while end in self.unwanted:
            end += 1
        return tuple(self.words[start:end])

    def _of_phrase(self, group: _Group) -> list[Alternative]:
        """Return the synonyms of a listed phrase, at reduced weight because each of its words gets them."""
        if group.end - group.start == 1:
            return []
        share = math.sqrt(len(self._content(group)))
        words = self._words(group)
        found = self.readings.synonymous(self.synonyms.of(synonym_key(words)), words)
        return [replace(one, weight=one.weight / share) for one in found]


def _literal(words: tuple[str, ...]) -> Clause:
    """Return a required clause of adjacent words in any inflection, without synonyms, parts or corrections."""
    terms = tuple(map(stem, words))
    return Clause(" ".join(words), (Alternative(terms, 1.0, Match.LITERAL, Origin.QUOTED),), required=True)


def _strongest(alternatives: Iterable[Alternative]) -> tuple[Alternative, ...]:
    """Return each alternative once, at its highest weight, in order of first occurrence."""
    kept: dict[tuple[tuple[str, ...], Match], Alternative] = {}
    for alternative in alternatives:
        key = (alternative.terms, alternative.match)
        if key not in kept or kept[key].weight < alternative.weight:
            kept[key] = alternative
    return tuple(kept.values())
