"""Highlighting: marks the words that match and picks the best excerpt.

Works on the original text, with the same stems and compound parts that the engines match on. The output is escaped
HTML in which only <mark> is markup.
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
from search.analysis.tokens import as_it_looks, as_token, ends_of, fold_text, words_as_written
from search.plan import Match, Plan
from search.ranking import WEIGHTS

PASSAGE_LENGTH = 180  # characters
LEAD_LENGTH = 60  # characters kept before a match in the middle of a long sentence
PIECE_LENGTH = 3_000  # characters that are scanned at a time
FIRST_LOOK = 6_000  # characters; after these, scanning stops at the first piece with a match
LONGEST_TEXT = 100_000  # characters of a text that are scanned
NONE = -1

_SENTENCE_END = re.compile(r"[.!?:]\s+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Token:
    """A matching word: its offsets in the text, and the index of the clause that it matches."""

    start: int
    end: int
    clause: int


@dataclass(frozen=True, slots=True)
class Matcher:
    """The terms to mark, each with the index of its clause; the words of a phrase are marked only together."""

    clauses: int = 0
    stems: Mapping[str, int] = field(default_factory=dict)
    words: Mapping[str, int] = field(default_factory=dict)
    phrases: Mapping[tuple[str, ...], int] = field(default_factory=dict)
    known: dict[str, int] = field(default_factory=dict, compare=False, repr=False)  # cache: clause by word

    @classmethod
    def of(cls, plan: Plan) -> Matcher:
        """Build a matcher for all terms of a plan."""
        stems: dict[str, int] = {}
        words: dict[str, int] = {}
        phrases: dict[tuple[str, ...], int] = {}
        for number, clause in enumerate(plan.clauses):
            for alternative in clause.alternatives:
                if alternative.match in {Match.PHRASE, Match.LITERAL}:
                    phrases.setdefault(alternative.terms, number)
                elif alternative.match is not Match.ALL:
                    kept = words if alternative.match is Match.EXACT else stems
                    for term in alternative.terms:
                        kept.setdefault(term, number)
        return cls(len(plan.clauses), stems, words, phrases)

    def matches(self, text: str, start: int = 0, end: int | None = None) -> list[Token]:
        """Return the words of text[start:end] that match a clause, in order."""
        if not self.clauses:
            return []
        piece = text[start:end]
        words = words_as_written(piece)
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
        """Estimate how many clauses the text matches, by a fast substring search that tends to overcount."""
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
        """Cache which clause each word matches; the texts of one result page share most of their words."""
        for word in words.difference(self.known):
            self.known[word] = self._clause(*_readings(word))

    def _in_phrases(self, words: Sequence[str], distinct: Iterable[str]) -> dict[int, int]:
        """Map the index of every word in a matching phrase to its clause; the first of overlapping phrases wins."""
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
    """Collapse double vowels, because a stem may have one where its word has two (streep is strep), or vice versa."""
    for vowel in "aeou":
        letters = letters.replace(vowel + vowel, vowel)
    return letters


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """A candidate excerpt: better when it matches more clauses, and sooner (`delay` is 0 or negative)."""

    met: int
    delay: int
    start: int = field(compare=False)
    text: str = field(compare=False)
    tokens: Sequence[Token] = field(compare=False)


def mark(text: str, matcher: Matcher) -> str:
    """Return the whole text as escaped HTML with the matching words in <mark>."""
    clean = _clean(text)
    return _render(clean, matcher.matches(clean), 0, len(clean))


@dataclass(frozen=True, slots=True)
class Excerpt:
    """An excerpt as escaped HTML with <mark>, and the number of clauses that it matches."""

    html: str
    met: int = 0


def excerpt(texts: Iterable[str], matcher: Matcher, length: int = PASSAGE_LENGTH) -> Excerpt:
    """Return the excerpt that matches most clauses; the start of the first text when nothing matches."""
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
    """Yield candidate excerpts, piece by piece, until one matches every clause or enough text was scanned."""
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
    """Return the stem, the exact form and the part stems of a word as it is written in a text."""
    token = as_token(word)
    return stem(token), exact(token), part_stems(token)


def _phrase_places(stems: Sequence[str], start: int, phrase: Sequence[str]) -> list[int]:
    """Return the positions of the words of a phrase from `start` on, within the slop; empty when it does not match."""
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
    """Yield the offsets where an excerpt may start: the sentence of a match, or shortly before the match itself."""
    for token in tokens:
        sentence = max(sentences[bisect_right(sentences, token.start) - 1], piece)
        if token.start - sentence <= PASSAGE_LENGTH // 2:
            yield sentence
        else:
            yield text.find(" ", token.start - LEAD_LENGTH, token.start) + 1 or token.start


def _value(tokens: Sequence[Token], start: int, length: int) -> tuple[int, int]:
    """Return the number of clauses that an excerpt matches, and minus the characters it takes to match them all."""
    met: dict[int, int] = {}
    for token in tokens[bisect_left(tokens, start, key=_place) :]:
        if token.end > start + length:
            break
        met.setdefault(token.clause, token.end)
    return len(met), start - max(met.values(), default=start)


def _place(token: Token) -> int:
    return token.start


def _word_end(text: str, start: int, length: int) -> int:
    """Return the end offset of at most `length` characters from `start`, at a word boundary if possible."""
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
