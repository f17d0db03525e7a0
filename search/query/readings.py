"""How one word of a query may be read: as itself, its parts, its synonyms, or what it was meant for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from search.analysis.compounds import part_stems, split
from search.analysis.documents import is_short
from search.analysis.language import is_everyday, is_word
from search.analysis.rules import LINKS
from search.analysis.stems import exact, is_empty_word, stem
from search.analysis.tokens import fold
from search.lexicon.lexicon import Lexicon
from search.lexicon.spelling import is_correctable
from search.plan import Alternative, Match, Origin
from search.query.spacing import apart, stems_of_pieces
from search.ranking import Weights
from search.synonyms.rules import Relation, Synonym, SynonymSet, synonym_key
from search.types import Correction

ENDINGS = frozenset("t d e n en s te de ten den".split())
"""Inflectional endings of verbs, nouns and adjectives."""

LONG_NAME = 3
"""Words from which a listed name is also met by all of its words, wherever they stand."""


class Readings:
    """Reads words with one lexicon and one set of synonyms; collects what it corrected and what it offers."""

    def __init__(self, lexicon: Lexicon, synonyms: SynonymSet, weights: Weights) -> None:
        self.lexicon = lexicon
        self.synonyms = synonyms
        self.weights = weights
        self.corrections: list[Correction] = []
        self.offers: list[Correction] = []

    def of_word(self, word: str) -> list[Alternative]:
        """Return the alternatives of a word as it was typed; those of its correction too when nobody knows it."""
        found = self._plain(word)
        if len(found) == 1 and self.is_unknown(word):
            found += self._corrected(word)
        return found

    def of_piece(self, word: str, whole: str) -> list[Alternative]:
        """Return the alternatives of a word that was a piece of another one, for which something else may be meant."""
        if not self.lexicon.known({exact(whole)}) and not is_word(exact(whole)):
            self._offer(whole, self.lexicon.nearest(exact(whole)))
        return self._plain(word)

    def of_joined(self, compound: str) -> list[Alternative]:
        """Return two neighbours read as one word: "zaak systeem" has the synonyms of "zaaksysteem" too."""
        known = [_of_one(compound, self.weights.joined, Origin.JOINED)] if self.lexicon.known({compound}) else []
        return [*known, *self.synonyms_of(compound)]

    def synonyms_of(self, word: str) -> list[Alternative]:
        """Return the synonyms of the word, and of listed compounds with the same parts."""
        by_word = self.synonyms.of(synonym_key((word,)))
        return self.synonymous([*by_word, *self.synonyms.of_parts(part_stems(word))], (word,))

    def synonymous(self, synonyms: Iterable[Synonym], words: Sequence[str]) -> list[Alternative]:
        """Return synonyms of these words as alternatives, each with the weight of its relation.

        The Dutch for an English word counts for less where records have the word itself: there are English texts.
        """
        weights = self.weights
        written = set(map(exact, words))
        is_met = self.lexicon.known(written) == written
        worth = {
            Relation.SAME: (weights.synonym, Origin.SYNONYM),
            Relation.RELATED: (weights.related, Origin.RELATED),
            Relation.TO_DUTCH: (weights.to_dutch_beside if is_met else weights.to_dutch, Origin.BILINGUAL),
            Relation.FROM_DUTCH: (weights.from_dutch, Origin.BILINGUAL),
        }
        return [one for synonym in synonyms for one in self._of_words(synonym.words, *worth[synonym.relation])]

    def is_unknown(self, word: str) -> bool:
        """Whether no record is known to have the word, or another form of it."""
        return (
            is_correctable(exact(word))
            and not self.lexicon.known({exact(word)})
            and not self.lexicon.known_stem(stem(word))
        )

    def _plain(self, word: str) -> list[Alternative]:
        """Return the word itself, its parts and its synonyms."""
        found = [_of_one(word, self.weights.word, Origin.WORD)]
        if parts := part_stems(word):
            found.append(Alternative(parts, self.weights.parts, Match.PARTS, Origin.PARTS))
            found += self._subject_of(word, parts)
        return found + self.synonyms_of(word)

    def _subject_of(self, word: str, parts: Sequence[str]) -> list[Alternative]:
        """Return the parts before the head of a compound that no record has: "melding" of "meldingenformulier".

        Some record must contain the part as a word: "schaats" has the stem of "schat", which is something else.
        """
        if self.lexicon.known({exact(word)}):
            return []
        before_head = zip(parts[:-1], split(word) or split(fold(word)), strict=False)
        known = [part for part, written in before_head if self.lexicon.known({written + link for link in LINKS})]
        return [Alternative((part,), self.weights.subject, Match.STEM, Origin.PARTS) for part in known]

    def _of_words(self, words: tuple[str, ...], weight: float, origin: Origin) -> list[Alternative]:
        """Return a listed term as alternatives: as a phrase, and a long name also by all of its words at less weight.

        So VTH also meets "toezicht, handhaving en vergunningverlening". Not a name of everyday words, which meet in
        texts about anything: "wet open overheid".
        """
        if len(words) == 1:
            return [_of_one(words[0], weight, origin)]
        found = [Alternative(tuple(map(stem, words)), weight, Match.PHRASE, origin)]
        telling = [word for word in words if not is_empty_word(word)]
        if len(telling) >= LONG_NAME and not all(is_everyday(exact(word)) for word in telling):
            found.append(Alternative(tuple(map(stem, telling)), weight * self.weights.scattered, Match.ALL, origin))
        return found

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
        found = [*self._plain(nearest), *self._apart(nearest)]
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
        return [self.lexicon.known_stem(piece) for piece in stems_of_pieces(word, self.lexicon)]


def _is_form_of(word: str, other: str) -> bool:
    """Whether two words differ only by an ending: "regelt" matches "regel" but is not a typo of it."""
    short, long = sorted((exact(word), other), key=len)
    return long.startswith(short) and long.removeprefix(short) in ENDINGS


def _of_one(word: str, weight: float, origin: Origin) -> Alternative:
    if is_short(word) and not is_everyday(exact(word)):
        return Alternative((exact(word),), weight, Match.EXACT, origin)
    return Alternative((stem(word),), weight, Match.STEM, origin)
