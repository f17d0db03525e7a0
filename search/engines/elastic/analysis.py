"""Text analysis in Elasticsearch: splitting on whitespace, since `search.analysis` does all the Dutch in Python.

An analysis chain of regular expressions and a stemmer gave the same terms at more than twice the cost (ADR 8).
"""

from __future__ import annotations

from elasticsearch.dsl import analyzer, token_filter

LONGEST_EDGE = 20  # letters of the longest prefix in the index

TERMS = "whitespace"
"""The analyzer for text that Python already analyzed, in records and in questions."""

EDGE = analyzer(
    "edges",
    tokenizer=TERMS,
    filter=[token_filter("edges", "edge_ngram", min_gram=1, max_gram=LONGEST_EDGE)],
)
"""The analyzer for prefixes of words."""
