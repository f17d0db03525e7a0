"""Search for solutions on behalf of lower layers, which know no search engine: returns primary keys only."""

from __future__ import annotations

from search.answering.service import SearchUnavailable
from search.answering.service import search as find
from search.indexing.records import split_key
from search.types import Kind, SearchRequest


def solution_ids(words: str, most: int) -> list[int] | None:
    """Return the primary keys of the solutions for these words, best first; None when no engine is available."""
    try:
        result = find(
            SearchRequest(question=words, filters={"kind": (Kind.SOLUTION.value,)}, page_size=most, with_facets=False)
        )
    except SearchUnavailable:
        return None
    return [split_key(hit.key)[1] for hit in result.hits]
