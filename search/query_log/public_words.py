"""Which words everybody may read already: a query of others is shown only when it is made of these.

A query that many visitors typed may still hold a name or an accusation; masking cannot recognise either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.apps import apps

from hub.models import Tag, public_pages
from search.analysis.stems import is_empty_word, stem, stems
from search.analysis.tokens import tokenize
from search.facets import FACETS
from search.kinds import PAGE_KINDS, SPECS


def public_stems() -> frozenset[str]:
    """The stems of the words in the titles of public pages, tags on them, terms of lists and names of organisations."""
    return frozenset(found for text in _texts() for found in stems(text))


def is_public(question: str, known: frozenset[str]) -> bool:
    """Whether the query has words, and every one that means something is among these stems."""
    words = tokenize(question)
    return bool(words) and all(is_empty_word(word) or stem(word) in known for word in words)


def _texts() -> Iterator[str]:
    for kind in PAGE_KINDS:
        yield from public_pages(SPECS[kind].model._default_manager.all()).values_list("title", flat=True)
    yield from Tag.objects.on_public_pages().values_list("name", flat=True)
    yield from _labels()


def _labels() -> Iterable[str]:
    """The terms that facets take from a table; those of tags are not all public."""
    sources = {facet.label_source for facet in FACETS if facet.label_source}
    for source in sources:
        model = apps.get_model(source.model)
        if model is not Tag:
            yield from model._default_manager.values_list(source.label, flat=True)
