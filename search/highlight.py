"""Shows why a record was found: marks the words that match and picks the passage that says most.

Works on the original text, by the same stems and parts as the engines match by. Everything is escaped; only
<mark> is markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from search.dutch.compounds import part_stems
from search.dutch.stems import exact, stem
from search.dutch.tokens import tokenize_with_offsets
from search.plan import Match, Plan

PASSAGE_LENGTH = 180  # characters
LEAD_LENGTH = 60  # characters kept before a match in the middle of a long sentence
LONGEST_TEXT = 20_000  # characters of a text that are looked at

_SENTENCE_END = re.compile(r"[.!?:]\s+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: where it stands, and which term of the question it meets ("" for none)."""

    start: int
    end: int
    meets: str = ""


@dataclass(frozen=True, slots=True)
class Matcher:
    """What to mark: stems, words as written, and phrases of stems that are marked only together."""

    stems: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    phrases: tuple[tuple[str, ...], ...] = ()

    @classmethod
    def of(cls, plan: Plan) -> Matcher:
        """Everything that a plan looks for."""
        alternatives = [alternative for clause in plan.clauses for alternative in clause.alternatives]
        return cls(
            stems=frozenset(
                term for one in alternatives if one.match in {Match.STEM, Match.PARTS} for term in one.terms
            ),
            words=frozenset(term for one in alternatives if one.match is Match.EXACT for term in one.terms),
            phrases=tuple(dict.fromkeys(one.terms for one in alternatives if one.match is Match.PHRASE)),
        )

    def tokens(self, text: str) -> list[Token]:
        """The words of a text with what they meet."""
        found = list(tokenize_with_offsets(text))
        readings = [_readings(word) for word, _, _ in found]
        meets = [self._meets(stemmed, word, parts) for stemmed, word, parts in readings]
        self._add_phrases([stemmed for stemmed, _, _ in readings], meets)
        return [Token(start, end, met) for (_, start, end), met in zip(found, meets, strict=True)]

    def _meets(self, stemmed: str, word: str, parts: tuple[str, ...]) -> str:
        if stemmed in self.stems:
            return stemmed
        if word in self.words:
            return word
        return next((part for part in parts if part in self.stems), "")

    def _add_phrases(self, stems: Sequence[str], meets: list[str]) -> None:
        for phrase in self.phrases:
            for start, first in enumerate(stems):
                if first == phrase[0]:
                    for place in _phrase_places(stems, start, phrase):
                        meets[place] = meets[place] or phrase[0]


def mark(text: str, matcher: Matcher) -> str:
    """The whole text, escaped, with the matching words marked."""
    clean = _clean(text)
    return _render(clean, matcher.tokens(clean), 0, len(clean))


def excerpt(texts: Iterable[str], matcher: Matcher, length: int = PASSAGE_LENGTH) -> str:
    """The passage with the most different matches, marked; the start of the first text when none matches."""
    candidates = [clean for text in texts if (clean := _clean(text))]
    best: tuple[int, int] = (0, 0)
    chosen: tuple[str, list[Token], int] | None = None
    for text in candidates:
        tokens = matcher.tokens(text)
        for start in _starts(text, tokens):
            value = _value(tokens, start, length)
            if value > best:
                best, chosen = value, (text, tokens, start)
    if chosen is None:
        return _cut(candidates[0], [], 0, length) if candidates else ""
    return _cut(*chosen, length)


def _clean(text: str) -> str:
    return " ".join(_CONTROL.sub(" ", text[:LONGEST_TEXT]).split())


@lru_cache(maxsize=50_000)
def _readings(token: str) -> tuple[str, str, tuple[str, ...]]:
    return stem(token), exact(token), tuple(part_stems(token))


def _phrase_places(stems: Sequence[str], start: int, phrase: Sequence[str]) -> list[int]:
    """Where the words of a phrase stand from `start` on, with at most one word between; empty when not all do."""
    places = [start]
    spare = 1
    for wanted in phrase[1:]:
        following = places[-1] + 1
        if following < len(stems) and stems[following] == wanted:
            places.append(following)
        elif spare and following + 1 < len(stems) and stems[following + 1] == wanted:
            places.append(following + 1)
            spare = 0
        else:
            return []
    return places


def _starts(text: str, tokens: Sequence[Token]) -> Iterator[int]:
    """Where a passage may begin: at the sentence of a match, or a little before the match itself."""
    sentences = [0, *(end.end() for end in _SENTENCE_END.finditer(text))]
    sentence = word = 0
    for token in tokens:
        if not token.meets:
            continue
        while sentence + 1 < len(sentences) and sentences[sentence + 1] <= token.start:
            sentence += 1
        while tokens[word].start < token.start - LEAD_LENGTH:
            word += 1
        near = token.start - sentences[sentence] <= PASSAGE_LENGTH // 2
        yield sentences[sentence] if near else tokens[word].start


def _value(tokens: Sequence[Token], start: int, length: int) -> tuple[int, int]:
    met = [token.meets for token in tokens if token.meets and start <= token.start and token.end <= start + length]
    return len(set(met)), len(met)


def _cut(text: str, tokens: Sequence[Token], start: int, length: int) -> str:
    end = len(text)
    if end - start > length:
        space = text.rfind(" ", start, start + length + 1)
        end = space if space > start else start + length
    before = "… " if start else ""
    after = " …" if end < len(text) else ""
    return before + _render(text, tokens, start, end) + after


def _render(text: str, tokens: Sequence[Token], start: int, end: int) -> str:
    pieces: list[str] = []
    place = start
    for token in tokens:
        if token.meets and start <= token.start and token.end <= end:
            pieces.append(escape(text[place : token.start]))
            pieces.append(f"<mark>{escape(text[token.start : token.end])}</mark>")
            place = token.end
    pieces.append(escape(text[place:end]))
    return "".join(pieces)
