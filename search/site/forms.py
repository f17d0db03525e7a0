"""Parses the URL parameters of a search; any text is a valid query.

Nothing is ever rejected: an unknown facet value, sort order or page is ignored, because saved links must keep
working.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hub import links
from search.facets import FACETS
from search.types import SearchRequest, Sort

PAGE_SIZE = 10
LARGEST_PAGE_SIZE = 100
DEEPEST = 10_000  # hits; no engine pages beyond this
LONGEST_QUESTION = links.LONGEST_VALUE  # characters; every link of the page repeats the question
LONGEST_VALUE = 120  # characters of a facet value
MOST_VALUES = 50  # per facet
MORE = "meer"  # the parameter that names facets to show with all their values
SORT_PARAMETERS = {Sort.RELEVANCE: "relevantie", Sort.NEWEST: "nieuwste", Sort.MOST_USED: "meest-gebruikt"}
SORT_LABELS = {
    Sort.RELEVANCE: _("Most relevant first"),
    Sort.NEWEST: _("Newest first"),
    Sort.MOST_USED: _("Most used first"),
}
_SORTS = {parameter: sort for sort, parameter in SORT_PARAMETERS.items()}


class SearchForm(forms.Form):
    """The search box; facets, sort order and page are other URL parameters."""

    q = forms.CharField(
        label=_("What are you looking for?"),
        required=False,
        strip=True,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "spellcheck": "true"}),
    )

    def __init__(self, data: QueryDict | None = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.use_required_attribute = False

    @property
    def question(self) -> str:
        """The query as typed, up to LONGEST_QUESTION characters; empty when there is none."""
        return self._typed[:LONGEST_QUESTION].rstrip()

    @property
    def is_cut(self) -> bool:
        """Whether the query was longer than what is searched for."""
        return len(self._typed) > LONGEST_QUESTION

    @property
    def _typed(self) -> str:
        return str(self.cleaned_data.get("q", "")) if self.is_valid() else _without_nulls(self.data.get("q", ""))


def request_from(
    data: QueryDict, *, filtered: Mapping[str, tuple[str, ...]] | None = None, page_size: int = PAGE_SIZE
) -> SearchRequest:
    """Build a request from URL parameters, which cannot override `filtered`: the filters that the page itself sets."""
    return SearchRequest(
        question=SearchForm(data).question,
        filters={**filters_from(data), **(filtered or {})},
        page=min(_positive(data.get("pagina", "")), DEEPEST // page_size),
        page_size=page_size,
        sort=_SORTS.get(data.get("sorteer", ""), Sort.RELEVANCE),
        show_weak=data.get("zwak") == "1",
    )


def filters_from(data: QueryDict) -> dict[str, tuple[str, ...]]:
    """Return the selected values per facet, each once; anything that cannot be a facet value is left out."""
    chosen = {facet.key: _values(data.getlist(facet.parameter)) for facet in FACETS}
    return {key: values for key, values in chosen.items() if values}


def is_literal(data: QueryDict) -> bool:
    """Whether the visitor wants the words as typed, without corrections."""
    return data.get("letterlijk") == "1"


def _values(given: list[str]) -> tuple[str, ...]:
    fit = (value for value in given if value and len(value) <= LONGEST_VALUE and value.isprintable())
    return tuple(dict.fromkeys(fit))[:MOST_VALUES]


def _positive(text: str) -> int:
    digits = text.strip()
    return max(int(digits), 1) if digits.isascii() and digits.isdigit() and len(digits) < 9 else 1  # noqa: PLR2004


def _without_nulls(text: str) -> str:
    """Replace null characters, which form fields do not accept."""
    return text.replace("\x00", " ").strip()
