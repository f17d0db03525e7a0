"""What the search page shows of a result: facets, chips, sort orders and links, each with its URL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from django.http import QueryDict
from django.utils.translation import gettext as _

from search.facets import FACETS, FACETS_BY_KEY, FACETS_BY_PARAMETER, Facet
from search.query.parsing import read
from search.site.addresses import Addresses
from search.site.forms import MORE, SORT_LABELS, SORT_PARAMETERS
from search.site.labels import labels_for
from search.types import SIMILAR, Bucket, SearchResult, Sort

MOST_OPTIONS = 24
"""Values sent of one facet, always including the selected ones; the URL parameter `meer` requests all."""

FIRST_OPTIONS = 6
"""Values of a long facet that are visible; the others are collapsed."""

SHORT = 8  # values; up to so many nothing is collapsed
FINDABLE = 10  # values; a facet with more can be searched by typing

OPEN_FACETS = 5
"""Facets that are expanded; the others expand on request, or because a value is selected."""

WINDOW = 2  # page links on either side of the current page


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a facet."""

    parameter: str
    value: str
    label: str
    count: int
    selected: bool

    @property
    def id(self) -> str:
        """The HTML id of its checkbox, the same before and after a selection."""
        return f"{self.parameter}-{quote(self.value, safe='')}"


@dataclass(frozen=True, slots=True)
class FacetView:
    """A facet as shown: its key, its label, its URL parameter, and its values.

    `total` counts all values, including those not sent; `all_url` sends them all, and is empty when all are present.
    `complete` is True when all were requested, `is_open` when the facet is shown expanded.
    """

    key: str
    label: str
    parameter: str
    options: list[Option]
    total: int
    all_url: str
    complete: bool
    is_open: bool

    @property
    def first(self) -> list[Option]:
        """The visible values: all of a short facet, else the selected and the most frequent ones."""
        return self.options[: self._fold]

    @property
    def rest(self) -> list[Option]:
        """The values that are collapsed."""
        return self.options[self._fold :]

    @property
    def folded(self) -> int:
        """The number of values that are not visible."""
        return self.total - len(self.first)

    @property
    def findable(self) -> bool:
        """Whether the facet is long enough to be searched by typing."""
        return self.total > FINDABLE

    @property
    def chosen(self) -> int:
        """The number of selected values."""
        return sum(option.selected for option in self.options)

    @property
    def _fold(self) -> int:
        return self.total if self.total <= SHORT else max(FIRST_OPTIONS, self.chosen)


@dataclass(frozen=True, slots=True)
class Chip:
    """A selected value of a facet, with the URL of the same search without it."""

    facet: str
    label: str
    url_without: str


@dataclass(frozen=True, slots=True)
class SortOption:
    """One sort order of the hits."""

    label: str
    value: str
    selected: bool
    url: str


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link to one page of hits."""

    number: int
    url: str
    current: bool


class ResultView:
    """One result on the page at `path`, for a request with the URL parameters `data`.

    `alike` has the label of the value of the facet `SIMILAR`, which depends on the visitor's municipality.
    """

    def __init__(
        self,
        result: SearchResult,
        path: str,
        data: QueryDict,
        filtered: Mapping[str, tuple[str, ...]],
        alike: Mapping[str, str] | None = None,
    ) -> None:
        self._result = result
        self._addresses = Addresses(path, data)
        self._filtered = filtered
        self._complete = set(self._addresses.values(MORE))
        self._alike = alike or {}

    def facets(self) -> list[FacetView]:
        """Return the facets that have values, in display order."""
        ordered = [facet for facet in FACETS if self._shown.get(facet.key)]
        return [self._facet(facet, place) for place, facet in enumerate(ordered)]

    def chips(self) -> list[Chip]:
        """Return the selected values, without those that the page itself sets."""
        return [
            Chip(
                str(FACETS_BY_KEY[key].label),
                self._label(key, value),
                self._addresses.toggled(FACETS_BY_KEY[key].parameter, value),
            )
            for key, values in self._result.request.filters.items()
            if key not in self._filtered
            for value in values
        ]

    def clear_url(self) -> str:
        """Return the URL of the same query without any filter."""
        return self._addresses.without(FACETS_BY_PARAMETER)

    def sort_options(self) -> list[SortOption]:
        """Return the available sort orders."""
        chosen = self._result.request.sort
        return [
            SortOption(
                str(label),
                SORT_PARAMETERS[sort],
                sort == chosen,
                self._addresses.with_("sorteer", *([SORT_PARAMETERS[sort]] if sort != Sort.RELEVANCE else [])),
            )
            for sort, label in SORT_LABELS.items()
        ]

    def page_links(self) -> list[PageLink]:
        """Return links to the first and last page and those around the current one; empty for a single page."""
        last, current = self._result.page_count, self._result.request.page
        if last < 2:  # noqa: PLR2004 - one page needs no links
            return []
        around = range(max(current - WINDOW, 1), min(current + WINDOW, last) + 1)
        return [PageLink(number, self.page_url(number), number == current) for number in sorted({1, *around, last})]

    def page_url(self, number: int) -> str:
        """Return the URL of one page of hits."""
        return self._addresses.with_("pagina", *([str(number)] if number > 1 else []))

    def weak_url(self) -> str:
        """Return the URL that shows weak hits too; empty when none are hidden."""
        return self._addresses.with_("zwak", "1") if self._result.weaker else ""

    def strong_url(self) -> str:
        """Return the URL that hides weak hits again; empty when they are not shown."""
        return self._addresses.with_("zwak") if self._result.request.show_weak else ""

    def literal_url(self) -> str:
        """Return the URL that searches for the words as typed; empty when none were corrected."""
        return self._addresses.with_("letterlijk", "1") if self._result.corrections else ""

    def offer_url(self) -> str:
        """Return the URL that asks what may have been meant instead; empty when there is nothing to offer."""
        return self._addresses.with_("q", self._result.offer) if self._result.offer else ""

    def plain_url(self) -> str:
        """Return the URL of the same query without quotes and exclusions; empty when it has none."""
        asked = read(self._result.request.question)
        marked = asked.excluded or any(piece.quoted for piece in asked.pieces)
        return self._addresses.with_("q", " ".join(asked.words)) if marked and asked.words else ""

    @cached_property
    def _shown(self) -> dict[str, list[Bucket]]:
        return {facet.key: self._buckets(facet) for facet in FACETS if facet.key not in self._filtered}

    @cached_property
    def _labels(self) -> dict[str, dict[str, str]]:
        """The labels by facet and value; read from the database only when a label is shown."""
        found, named = (
            {key: [one.value for one in shown if bool(one.count) is is_found] for key, shown in self._shown.items()}
            for is_found in (True, False)
        )
        return {**labels_for(found, named), SIMILAR: dict(self._alike)}

    def _facet(self, facet: Facet, place: int) -> FacetView:
        options = self._options(facet)
        total = max(len(self._result.facets.get(facet.key, ())), len(options))
        chosen = any(option.selected for option in options)
        complete = facet.parameter in self._complete
        return FacetView(
            key=facet.key,
            label=str(facet.label),
            parameter=facet.parameter,
            options=options,
            total=total,
            all_url=self._addresses.added(MORE, facet.parameter) if total > len(options) else "",
            complete=complete,
            is_open=place < OPEN_FACETS or chosen or complete,
        )

    def _buckets(self, facet: Facet) -> list[Bucket]:
        """Return the values to show; in a long facet the selected ones come first, so that they are easy to find."""
        chosen = self._result.request.filters.get(facet.key, ())
        found = list(self._result.facets.get(facet.key, ()))
        counted = {bucket.value for bucket in found}
        everything = found + [Bucket(value, 0) for value in chosen if value not in counted]
        if len(everything) <= SHORT:
            return everything
        first = [bucket for bucket in everything if bucket.value in chosen]
        others = [bucket for bucket in everything if bucket.value not in chosen]
        return first + (others if facet.parameter in self._complete else others[: max(MOST_OPTIONS - len(first), 0)])

    def _options(self, facet: Facet) -> list[Option]:
        chosen = self._result.request.filters.get(facet.key, ())
        return [
            Option(
                facet.parameter,
                bucket.value,
                self._label(facet.key, bucket.value),
                bucket.count,
                bucket.value in chosen,
            )
            for bucket in self._shown[facet.key]
        ]

    def _label(self, key: str, value: str) -> str:
        label = self._labels.get(key, {}).get(value)
        return label or (_("no longer exists") if FACETS_BY_KEY[key].label_source else value)
