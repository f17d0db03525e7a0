"""The Dutch analysis of `search.dutch`, as Elasticsearch's settings: built from the same rules.

A contract test holds the two equal token for token. Nothing here needs a file or plugin on the server.
"""

from __future__ import annotations

from elasticsearch.dsl import analyzer, char_filter, token_filter, tokenizer
from elasticsearch.dsl.utils import DslBase

from search.dutch.rules import DOTTED_CAPITALS, OVERRIDES, REPLACEMENTS, TOKEN_JAVA

LONGEST_EDGE = 20  # letters of a word that suggestions look at
LONGEST_TOKEN = 255  # what the whitespace analyzer of questions leaves whole; longer strings are no words

_dots = char_filter("dutch_dots", "pattern_replace", pattern=DOTTED_CAPITALS, replacement="")
_words = tokenizer("dutch_words", "pattern", pattern=TOKEN_JAVA, group=0)
_sane = token_filter("dutch_sane", "length", max=LONGEST_TOKEN)
_endings = [
    token_filter(f"dutch_ending_{number}", "pattern_replace", pattern=pattern, replacement=replacement)
    for number, (pattern, replacement) in enumerate(REPLACEMENTS, start=1)
]
_overrides = token_filter(
    "dutch_overrides", "stemmer_override", rules=[f"{word} => {stem}" for word, stem in sorted(OVERRIDES.items())]
)
_snowball = token_filter("dutch_snowball", "stemmer", language="dutch")
_edges = token_filter("dutch_edges", "edge_ngram", min_gram=1, max_gram=LONGEST_EDGE)

_possessive = _endings[0]


def _analyzer(name: str, *filters: str | DslBase) -> DslBase:
    return analyzer(name, tokenizer=_words, char_filter=[_dots], filter=["lowercase", _sane, *filters])


STEMS = _analyzer("dutch_stems", *_endings, _overrides, _snowball, "asciifolding")
"""The stems of a text, as `search.dutch.stems.stems`."""

EXACT = _analyzer("dutch_exact", _possessive, "asciifolding")
"""The words of a text as written, as `search.dutch.stems.exact`."""

EDGE = _analyzer("dutch_edge", _possessive, "asciifolding", _edges)
"""The beginnings of the words of a title."""

TERMS = "whitespace"
"""Takes apart what Python analysed."""
