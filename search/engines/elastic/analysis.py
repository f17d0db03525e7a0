"""What Elasticsearch does to a text: take it apart at the spaces. `search.analysis` does all the Dutch, in Python.

Its own chain of regular expressions and a stemmer gave the same terms at more than twice the work (ADR 8).
"""

from __future__ import annotations

from elasticsearch.dsl import analyzer, token_filter

LONGEST_EDGE = 20  # letters of a word that suggestions look at

TERMS = "whitespace"
"""Takes apart what Python analyzed, of records and of questions."""

EDGE = analyzer(
    "edges",
    tokenizer=TERMS,
    filter=[token_filter("edges", "edge_ngram", min_gram=1, max_gram=LONGEST_EDGE)],
)
"""The beginnings of words."""
