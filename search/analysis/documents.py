"""Computes the terms to index for a record: stems, short words in exact form, and parts of compounds.

Both engines index these terms without any analysis of their own, so a record matches the same queries on either.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from search.analysis.compounds import part_stems
from search.analysis.stems import exact, stem
from search.analysis.tokens import after_lone_letters, lower, tokenize
from search.types import IndexRecord

SHORT_WORD = 3
"""Words of at most this many letters match in exact form only: MOR is not "more", whose stem is "mor"."""

PASSAGE_GAP = 100
"""Positions skipped between two passages of a field, so that no phrase matches across two tags."""

LONGEST_TERM = 255
"""Maximum length of a term in letters; nobody searches for longer strings."""

PLACEHOLDER = "-"
"""Takes the position of a term that is left out; never equal to a word of a query."""

MOST_REMEMBERED = 100_000  # cache entries

_PIECES = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")

TEXT_FIELDS = ("title", "summary", "tags", "organisation", "body", "attachments")


@dataclass(frozen=True, slots=True)
class AnalyzedField:
    """One field: the stems of each passage (a tag, or the whole text) and its short words in exact form."""

    passages: tuple[tuple[str, ...], ...]
    short_words: tuple[str, ...]

    @property
    def length(self) -> int:
        return sum(map(len, self.passages))

    def positions(self) -> Iterator[tuple[int, str]]:
        """Yield every stem with its position, with a gap of `PASSAGE_GAP` between passages."""
        start = 0
        for passage in self.passages:
            yield from enumerate(passage, start)
            start += len(passage) + PASSAGE_GAP


@dataclass(frozen=True, slots=True)
class AnalyzedRecord:
    """The fields of a record by name, the part stems of all its compounds, and the `title_key` of its title."""

    fields: dict[str, AnalyzedField]
    parts: tuple[str, ...]
    title_key: str


def analyze(record: IndexRecord) -> AnalyzedRecord:
    """Return the terms under which a record is indexed."""
    pieces = _chunks(record)
    return AnalyzedRecord(
        fields={name: _field(passages) for name, passages in pieces.items()},
        parts=_parts(pieces),
        title_key=title_key(record.title),
    )


@dataclass(frozen=True, slots=True)
class WhitespaceRecord:
    """The terms of a record separated by spaces, for an engine that only tokenizes on whitespace.

    `stems` and `words` hold one text per passage of each field. Words (lower case, folded) are included when they are
    short or in a title; any other becomes a `PLACEHOLDER`, so that field lengths are correct. So does a string that
    is too long to be a word. A record without an organisation has one `PLACEHOLDER` for it: Elasticsearch caps the
    document frequency of a term at the total number of terms in the smallest field that contains it, so "gemeente"
    would seem rare where most records are organisations.
    """

    stems: dict[str, list[str]]
    words: dict[str, list[str]]
    parts: str


def whitespace_terms(record: IndexRecord) -> WhitespaceRecord:
    """Return the terms under which a record is indexed, for an engine without Dutch analysis of its own."""
    pieces = _chunks(record)
    nobody = {} if record.organisation else {"organisation": [PLACEHOLDER]}
    title = {"title": [_spaced(title_key(record.title).split())]}
    return WhitespaceRecord(
        stems={**_joined(pieces, attrgetter("spaced_stems")), **nobody},
        words={**_joined(pieces, attrgetter("spaced_words")), **title, **nobody},
        parts=_spaced(_parts(pieces)),
    )


def title_key(text: str) -> str:
    """Return the words of a title without case, accents or punctuation, to complete what is being typed."""
    return " ".join(map(exact, tokenize(text)))


def title_stems(text: str) -> tuple[str, ...]:
    """Return the stems of a title, or of a query to compare with titles."""
    return tuple(map(stem, tokenize(text)))


def is_short(word: str) -> bool:
    """Whether a word matches in exact form only; `exact` strips at most a possessive 's."""
    return len(word) <= SHORT_WORD + len("'s") and len(exact(word)) <= SHORT_WORD


def is_short_plural(word: str) -> bool:
    """Whether a word is the plural of a short one, which it then matches too: apis, api."""
    return len(word) == SHORT_WORD + 1 and word.endswith("s") and stem(word) == word[:-1]


class _AnalyzedChunk(NamedTuple):
    """The terms of a chunk between two spaces: usually one word with punctuation, sometimes several words or none."""

    stems: tuple[str, ...]
    short_words: tuple[str, ...]
    parts: tuple[str, ...]
    spaced_stems: str
    spaced_words: str

    @classmethod
    def of_words(cls, words: Iterable[_AnalyzedChunk]) -> _AnalyzedChunk:
        stems, short_words, parts, spaced_stems, spaced_words = zip(*words, strict=True)
        return cls(
            tuple(chain.from_iterable(stems)),
            tuple(chain.from_iterable(short_words)),
            tuple(chain.from_iterable(parts)),
            " ".join(spaced_stems),
            " ".join(spaced_words),
        )


NO_WORDS = _AnalyzedChunk((), (), (), "", "")
PUNCTUATION = ".,:;!?()\"“”'‘’"


class _AnalyzedChunks(dict[str, _AnalyzedChunk]):
    """Cache of analyzed chunks by their text: a rebuild spends most of its time on analyzing words."""

    def __missing__(self, text: str) -> _AnalyzedChunk:
        found = self._worked_out(text)
        if len(text) <= LONGEST_TERM:
            if len(self) >= MOST_REMEMBERED:
                self.clear()
            self[text] = found
        return found

    def _worked_out(self, text: str) -> _AnalyzedChunk:
        if text.isalnum():
            chunk = _of_word(lower(text))
            return chunk if _is_plain(text) else chunk._replace(parts=(*chunk.parts, *_glued_stems(text)))
        if (bare := text.strip(PUNCTUATION)) != text:
            return self[bare]
        words = [_of_word(word) for word in tokenize(text)]
        if not words:
            return NO_WORDS
        chunk = _AnalyzedChunk.of_words(words)
        return chunk._replace(parts=(*chunk.parts, *map(stem, after_lone_letters(text))))


def _is_plain(word: str) -> bool:
    return word.islower() or word.istitle() or word.isupper()


def _glued_stems(word: str) -> Iterator[str]:
    """Yield the stems of the pieces of a name with capitals inside: GeboorteVrijBRPBundle."""
    pieces = _PIECES.findall(word)
    return (stem(lower(piece)) for piece in pieces if len(piece) >= SHORT_WORD) if len(pieces) > 1 else iter(())


@lru_cache(maxsize=MOST_REMEMBERED)
def _of_word(word: str) -> _AnalyzedChunk:
    stemmed = stem(word)
    short = (exact(word),) if is_short(word) else (stemmed,) if is_short_plural(word) else ()
    return _AnalyzedChunk((stemmed,), short, part_stems(word), _sane(stemmed), short[0] if short else PLACEHOLDER)


_known = _AnalyzedChunks()


def _chunks(record: IndexRecord) -> dict[str, list[list[_AnalyzedChunk]]]:
    """Return the chunks of each passage of each field; no word contains a space."""
    texts = {
        "title": (record.title,),
        "summary": (record.summary,),
        "tags": record.tags,
        "organisation": (record.organisation,),
        "body": (record.body,),
        "attachments": tuple(page.text for page in record.attachments),
    }
    return {
        name: [list(map(_known.__getitem__, passage.split())) for passage in passages]
        for name, passages in texts.items()
    }


def _joined(
    pieces: Mapping[str, list[list[_AnalyzedChunk]]], text: Callable[[_AnalyzedChunk], str]
) -> dict[str, list[str]]:
    return {name: [" ".join(filter(None, map(text, passage))) for passage in found] for name, found in pieces.items()}


def _sane(term: str) -> str:
    """Return the term, or `PLACEHOLDER` when an analyzer would split it for its length in UTF-16 code units (Java)."""
    length = len(term) if term.isascii() else len(term.encode("utf-16-le", "surrogatepass")) // 2
    return term if length <= LONGEST_TERM else PLACEHOLDER


def _spaced(terms: Iterable[str]) -> str:
    return " ".join(map(_sane, terms))


def _parts(pieces: Mapping[str, list[list[_AnalyzedChunk]]]) -> tuple[str, ...]:
    """Return the part stems of all compounds; those in attachments once each, so that a long one cannot dominate."""
    own = [part for name, passages in pieces.items() if name != "attachments" for part in _parts_of(passages)]
    known = set(own)
    others = dict.fromkeys(_parts_of(pieces["attachments"]))
    return (*own, *(part for part in others if part not in known))


def _parts_of(passages: Iterable[list[_AnalyzedChunk]]) -> list[str]:
    return [part for passage in passages for piece in passage for part in piece.parts]


def _field(passages: Iterable[list[_AnalyzedChunk]]) -> AnalyzedField:
    return AnalyzedField(
        passages=tuple(tuple(term for piece in passage for term in piece.stems) for passage in passages),
        short_words=tuple(word for passage in passages for piece in passage for word in piece.short_words),
    )
