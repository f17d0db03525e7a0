"""Shows why a record was found: marks the words that match and picks the passage that says most.

Works on the original text, by the same stems and parts as the engines match by. Everything is escaped; only
<mark> is markup.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape

from search.analysis.compounds import part_stems
from search.analysis.stems import exact, stem
from search.analysis.tokens import as_it_looks, as_token, ends_of, fold_text, words_with_dots
from search.plan import Match, Plan
from search.ranking import WEIGHTS

PASSAGE_LENGTH = 180  # characters
LEAD_LENGTH = 60  # characters kept before a match in the middle of a long sentence
PIECE_LENGTH = 3_000  # characters that are looked at in one go
FIRST_LOOK = 6_000  # characters; beyond them only while nothing was met
LONGEST_TEXT = 100_000  # characters of a text that are looked at
NONE = -1

_SENTENCE_END = re.compile(r"[.!?:]\s+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text that matches: where it stands, and which clause of the question it meets."""

    start: int
    end: int
    clause: int


@dataclass(frozen=True, slots=True)
class Matcher:
    """What to mark, with the number of the clause it belongs to: phrases are marked only together."""

    clauses: int = 0
    stems: Mapping[str, int] = field(default_factory=dict)
    words: Mapping[str, int] = field(default_factory=dict)
    phrases: Mapping[tuple[str, ...], int] = field(default_factory=dict)
    known: dict[str, int] = field(default_factory=dict, compare=False, repr=False)  # words seen before

    @classmethod
    def of(cls, plan: Plan) -> Matcher:
        """Everything that a plan looks for."""
        stems: dict[str, int] = {}
        words: dict[str, int] = {}
        phrases: dict[tuple[str, ...], int] = {}
        for number, clause in enumerate(plan.clauses):
            for alternative in clause.alternatives:
                if alternative.match in {Match.PHRASE, Match.LITERAL}:
                    phrases.setdefault(alternative.terms, number)
                else:
                    kept = words if alternative.match is Match.EXACT else stems
                    for term in alternative.terms:
                        kept.setdefault(term, number)
        return cls(len(plan.clauses), stems, words, phrases)

    def matches(self, text: str, start: int = 0, end: int | None = None) -> list[Token]:
        """The words of a text, or of a piece of it, that meet a clause."""
        if not self.clauses:
            return []
        piece = text[start:end]
        words = words_with_dots(piece)
        distinct = set(words)
        self._take_in(distinct)
        clause_of = {word: clause for word in distinct if (clause := self.known[word]) != NONE}
        met = {number: clause_of[word] for number, word in enumerate(words) if word in clause_of}
        met = {**self._in_phrases(words, distinct), **met}
        if not met:
            return []
        ends = ends_of(piece, words)
        return [
            Token(start + ends[number] - len(words[number]), start + ends[number], met[number])
            for number in sorted(met)
        ]

    def held_by(self, text: str) -> int:
        """How many clauses have a term among the letters of this text: a quick and generous look."""
        terms = [*self.stems.items(), *self.words.items(), *((one[0], number) for one, number in self.phrases.items())]
        letters = _loosely(fold_text(as_it_looks(text).lower()))
        return len({clause for term, clause in terms if _loosely(term).removesuffix("f").removesuffix("s") in letters})

    def _clause(self, stemmed: str, word: str, parts: tuple[str, ...]) -> int:
        if stemmed in self.stems:
            return self.stems[stemmed]
        if word in self.words:
            return self.words[word]
        for part in parts:
            if part in self.stems:
                return self.stems[part]
        return NONE

    def _take_in(self, words: set[str]) -> None:
        """Work out which clause each word meets; the texts of one answer share most of their words."""
        for word in words.difference(self.known):
            self.known[word] = self._clause(*_readings(word))

    def _in_phrases(self, words: Sequence[str], distinct: Iterable[str]) -> dict[int, int]:
        """The clause of every word that stands in a phrase, by its number; of two phrases the first one counts."""
        stem_of = {word: _readings(word)[0] for word in distinct} if self.phrases else {}
        present = set(stem_of.values())
        here = [(phrase, clause) for phrase, clause in self.phrases.items() if present.issuperset(phrase)]
        stems = [stem_of[word] for word in words] if here else []
        found: dict[int, int] = {}
        for phrase, clause in here:
            for start, first in enumerate(stems):
                if first == phrase[0]:
                    for place in _phrase_places(stems, start, phrase):
                        found.setdefault(place, clause)
        return found


def _loosely(letters: str) -> str:
    """With every vowel once, for a stem has one where its word has two (streep is strep), or the other way round."""
    for vowel in "aeou":
        letters = letters.replace(vowel + vowel, vowel)
    return letters


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """A possible excerpt: better when it meets more clauses, and sooner (`delay` counts back from 0)."""

    met: int
    delay: int
    start: int = field(compare=False)
    text: str = field(compare=False)
    tokens: Sequence[Token] = field(compare=False)


def mark(text: str, matcher: Matcher) -> str:
    """The whole text, escaped, with the matching words marked."""
    clean = _clean(text)
    return _render(clean, matcher.matches(clean), 0, len(clean))


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage as shown, escaped and marked, and how many clauses of the question it meets."""

    html: str
    met: int = 0


def excerpt(texts: Iterable[str], matcher: Matcher, length: int = PASSAGE_LENGTH) -> Excerpt:
    """The passage that meets most of the question; the start of the first text when none does."""
    candidates = [clean for text in texts if (clean := _clean(text))]
    best: Passage | None = None
    for text in candidates:
        for passage in _passages(text, matcher, length):
            if best is None or passage > best:
                best = passage
        if best is not None and best.met == matcher.clauses:
            break
    if best is None:
        return Excerpt(_cut(candidates[0], [], 0, length) if candidates else "")
    return Excerpt(_cut(best.text, best.tokens, best.start, length), best.met)


def _passages(text: str, matcher: Matcher, length: int) -> Iterator[Passage]:
    """What a text has to offer, piece by piece until a passage meets every clause or enough was seen."""
    sentences = [0, *(end.end() for end in _SENTENCE_END.finditer(text))]
    start = 0
    while start < len(text):
        end = _word_end(text, start, PIECE_LENGTH)
        tokens = matcher.matches(text, start, end)
        passages = [
            Passage(*_value(tokens, first, length), first, text, tokens)
            for first in _starts(text, sentences, tokens, start)
        ]
        yield from passages
        if any(passage.met == matcher.clauses for passage in passages) or (passages and end >= FIRST_LOOK):
            return
        start = end


def _clean(text: str) -> str:
    return " ".join(_CONTROL.sub(" ", text[:LONGEST_TEXT]).split())


@lru_cache(maxsize=50_000)
def _readings(word: str) -> tuple[str, str, tuple[str, ...]]:
    """The stem of a word as it stands in a text, the word without its inflection, and the stems of its parts."""
    token = as_token(word)
    return stem(token), exact(token), part_stems(token)


def _phrase_places(stems: Sequence[str], start: int, phrase: Sequence[str]) -> list[int]:
    """Where the words of a phrase stand from `start` on, with as few words between as slop allows, or nothing."""
    places = [start]
    spare = WEIGHTS.slop
    for wanted in phrase[1:]:
        following = places[-1] + 1
        near = stems[following : following + spare + 1]
        if wanted not in near:
            return []
        places.append(following + near.index(wanted))
        spare -= near.index(wanted)
    return places


def _starts(text: str, sentences: Sequence[int], tokens: Sequence[Token], piece: int) -> Iterator[int]:
    """Where a passage may begin: at the sentence of a match, or a little before the match itself."""
    for token in tokens:
        sentence = max(sentences[bisect_right(sentences, token.start) - 1], piece)
        if token.start - sentence <= PASSAGE_LENGTH // 2:
            yield sentence
        else:
            yield text.find(" ", token.start - LEAD_LENGTH, token.start) + 1 or token.start


def _value(tokens: Sequence[Token], start: int, length: int) -> tuple[int, int]:
    """How many clauses a passage meets, and how soon it has met them all."""
    met: dict[int, int] = {}
    for token in tokens[bisect_left(tokens, start, key=_place) :]:
        if token.end > start + length:
            break
        met.setdefault(token.clause, token.end)
    return len(met), start - max(met.values(), default=start)


def _place(token: Token) -> int:
    return token.start


def _word_end(text: str, start: int, length: int) -> int:
    """Where a stretch of at most `length` characters ends without breaking a word, if it can."""
    if len(text) - start <= length:
        return len(text)
    space = text.rfind(" ", start, start + length + 1)
    return space if space > start else start + length


def _cut(text: str, tokens: Sequence[Token], start: int, length: int) -> str:
    end = _word_end(text, start, length)
    before = "… " if start else ""
    after = " …" if end < len(text) else ""
    return before + _render(text, tokens, start, end) + after


def _render(text: str, tokens: Sequence[Token], start: int, end: int) -> str:
    pieces: list[str] = []
    place = start
    for token in tokens:
        if start <= token.start and token.end <= end:
            pieces.append(escape(text[place : token.start]))
            pieces.append(f"<mark>{escape(text[token.start : token.end])}</mark>")
            place = token.end
    pieces.append(escape(text[place:end]))
    return "".join(pieces)
