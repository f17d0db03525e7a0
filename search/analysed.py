"""What the engines index of a record: its words as stems, its short words as written, the parts of its compounds.

Both engines index what is worked out here and analyse nothing themselves, so a record matches the same questions
on either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from search.dutch.compounds import part_stems
from search.dutch.stems import exact, stem
from search.dutch.tokens import tokenize
from search.types import IndexRecord

SHORT_WORD = 3
"""Words of at most this many letters match as written only: MOR is not "more", whose stem is "mor"."""

PASSAGE_GAP = 100
"""Places left free between two passages of a field, so that no phrase runs from one tag into the next."""

LONGEST_TERM = 255
"""Letters of a term; a longer string is no word that anybody looks for."""

MOST_REMEMBERED = 200_000  # words

TEXT_FIELDS = ("title", "summary", "tags", "organisation", "body", "attachments")


@dataclass(frozen=True, slots=True)
class AnalysedField:
    """One field: the stems of each passage (a tag, or the whole text) and its short words as written."""

    passages: tuple[tuple[str, ...], ...]
    short_words: tuple[str, ...]

    @property
    def length(self) -> int:
        return sum(map(len, self.passages))

    def positions(self) -> Iterator[tuple[int, str]]:
        """Every stem with its place, with a gap between passages."""
        start = 0
        for passage in self.passages:
            yield from enumerate(passage, start)
            start += len(passage) + PASSAGE_GAP


@dataclass(frozen=True, slots=True)
class AnalysedRecord:
    """The fields of a record by name, the part stems of all its compounds, and its title as `title_key` gives it."""

    fields: dict[str, AnalysedField]
    parts: tuple[str, ...]
    title_key: str


def analyse(record: IndexRecord) -> AnalysedRecord:
    """The terms under which a record is found."""
    tokens = _tokens(record)
    return AnalysedRecord(
        fields={name: _field(passages) for name, passages in tokens.items()},
        parts=_parts(tokens),
        title_key=title_key(record.title),
    )


@dataclass(frozen=True, slots=True)
class SpacedRecord:
    """The terms of a record with spaces between, for an engine that takes apart at spaces and nothing else.

    `stems` and `words` (lower case, folded) hold one text per passage of each field. A string too long to be a
    word keeps its place as an underscore.
    """

    stems: dict[str, list[str]]
    words: dict[str, list[str]]
    parts: str


def spaced(record: IndexRecord) -> SpacedRecord:
    """The terms under which a record is found, ready for an engine that has no Dutch of its own."""
    tokens = _tokens(record)
    return SpacedRecord(_joined(tokens, _STEMS), _joined(tokens, _WORDS), " ".join(map(_sane, _parts(tokens))))


def title_key(text: str) -> str:
    """A title, or a question compared with titles: its words in lower case without accents or punctuation."""
    return " ".join(map(exact, tokenize(text)))


def is_short(word: str) -> bool:
    """Whether a word matches as written only; folding takes off a possessive 's at most."""
    return len(word) <= SHORT_WORD + len("'s") and len(exact(word)) <= SHORT_WORD


class _Remembered(dict[str, str]):
    """What each word becomes, worked out once: a plain look-up is the quickest there is, for every word of a site."""

    def __init__(self, work_out: Callable[[str], str]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, word: str) -> str:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        self[word] = found = self._work_out(word)
        return found


def _joined(tokens: Mapping[str, list[list[str]]], terms: _Remembered) -> dict[str, list[str]]:
    term = terms.__getitem__
    return {name: [" ".join(map(term, passage)) for passage in passages] for name, passages in tokens.items()}


def _sane(term: str) -> str:
    """The term, unless it is longer than what an analyzer leaves whole, counted as Java does."""
    length = len(term) if term.isascii() else len(term.encode("utf-16-le", "surrogatepass")) // 2
    return term if length <= LONGEST_TERM else "_"


_STEMS = _Remembered(lambda word: _sane(stem(word)))
_WORDS = _Remembered(lambda word: _sane(exact(word)))


def _tokens(record: IndexRecord) -> dict[str, list[list[str]]]:
    """The words of each passage of each field."""
    texts = {
        "title": (record.title,),
        "summary": (record.summary,),
        "tags": record.tags,
        "organisation": (record.organisation,),
        "body": (record.body,),
        "attachments": tuple(page.text for page in record.attachments),
    }
    return {name: [tokenize(passage) for passage in passages] for name, passages in texts.items()}


def _parts(tokens: Mapping[str, list[list[str]]]) -> tuple[str, ...]:
    """The part stems of all compounds; those of attachments once each, or one long document would drown the rest."""
    own = [part for name, passages in tokens.items() if name != "attachments" for part in _parts_of(passages)]
    known = set(own)
    others = dict.fromkeys(_parts_of(tokens["attachments"]))
    return (*own, *(part for part in others if part not in known))


def _parts_of(passages: Iterable[list[str]]) -> Iterator[str]:
    return (part for passage in passages for word in passage for part in part_stems(word))


def _field(passages: list[list[str]]) -> AnalysedField:
    return AnalysedField(
        passages=tuple(tuple(map(stem, passage)) for passage in passages),
        short_words=tuple(exact(word) for passage in passages for word in passage if is_short(word)),
    )
