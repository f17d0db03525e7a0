"""What the search page shows of a result: facets, chips, orders and links, each with its address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from organisations.models import Organisation
from search.facets import FACETS, FACETS_BY_KEY, Facet
from search.forms import SORT_LABELS, SORT_PARAMETERS
from search.types import LOOKALIKE, Bucket, Kind, SearchResult, Sort
from solutions.models import DevelopmentStatus, PolicyDomain

MOST_OPTIONS = 40
"""Values shown of one facet, the chosen ones always among them: nobody reads hundreds of organisations."""

WINDOW = 2  # page links on either side of the current page


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a facet; `url` chooses it, or lets go of it when it was chosen."""

    value: str
    label: str
    count: int
    selected: bool
    url: str


@dataclass(frozen=True, slots=True)
class FacetView:
    """A facet as shown: its key, what it is called, its parameter in an address, and its values."""

    key: str
    label: str
    parameter: str
    options: list[Option]


@dataclass(frozen=True, slots=True)
class Chip:
    """A chosen value, with the address of the same search without it."""

    label: str
    url_without: str


@dataclass(frozen=True, slots=True)
class SortOption:
    """One order of the hits."""

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


def kind_labels() -> dict[str, str]:
    """What the kinds of record are called."""
    return {
        Kind.SOLUTION: _("Solutions"),
        Kind.EXPERIENCE: _("Experiences"),
        Kind.ARTICLE: _("Articles"),
        Kind.ORGANISATION: _("Organisations"),
    }


def kind_labels_singular() -> dict[str, str]:
    """What one record of each kind is called."""
    return {
        Kind.SOLUTION: _("Solution"),
        Kind.EXPERIENCE: _("Experience"),
        Kind.ARTICLE: _("Article"),
        Kind.ORGANISATION: _("Organisation"),
    }


def labels_for(values: Mapping[str, Iterable[str]]) -> dict[str, dict[str, str]]:
    """The label of every value per facet; at most one query for domains and one for organisations."""
    domains, owners = list(values.get("policy_domain", ())), list(values.get("organisation", ()))
    return {
        "kind": kind_labels(),
        "development_status": {value: str(label) for value, label in DevelopmentStatus.choices},
        "policy_domain": _read(PolicyDomain.objects.filter(code__in=domains), "label") if domains else {},
        "organisation": _read(Organisation.objects.filter(code__in=owners), "name") if owners else {},
    }


def _read(queryset: Any, name: str) -> dict[str, str]:
    return dict(queryset.values_list("code", name))


class Addresses:
    """Addresses of the same search with one thing changed; every change leads back to the first page."""

    def __init__(self, path: str, data: QueryDict) -> None:
        self._path = path
        self._data = data.copy()
        self._data.pop("pagina", None)

    def with_(self, name: str, *values: str) -> str:
        """The address with this parameter having these values; without values it is left out."""
        data = self._data.copy()
        data.setlist(name, list(values)) if values else data.pop(name, None)
        return f"{self._path}?{data.urlencode()}" if data else self._path

    def toggled(self, name: str, value: str) -> str:
        """The address with a value of this parameter added, or taken away when it was there."""
        values = self._data.getlist(name)
        return self.with_(name, *(one for one in values if one != value), *([] if value in values else [value]))


class ResultView:
    """One result on the page at `path`, for a visitor who came with `data` in the address.

    `alike` is what the facet of look-alikes calls its value; it depends on the visitor's municipality.
    """

    def __init__(
        self,
        result: SearchResult,
        path: str,
        data: QueryDict,
        narrowed: Mapping[str, tuple[str, ...]],
        alike: Mapping[str, str] | None = None,
    ) -> None:
        self._result = result
        self._addresses = Addresses(path, data)
        self._narrowed = narrowed
        self._shown = {facet.key: self._buckets(facet) for facet in FACETS if facet.key not in narrowed}
        self._labels = labels_for({key: [bucket.value for bucket in found] for key, found in self._shown.items()})
        self._labels[LOOKALIKE] = dict(alike or {})

    def facets(self) -> list[FacetView]:
        """The facets that have values, in their order."""
        ordered = sorted(FACETS, key=lambda facet: facet.order)
        return [
            FacetView(facet.key, str(facet.label), facet.parameter, self._options(facet))
            for facet in ordered
            if self._shown.get(facet.key)
        ]

    def chips(self) -> list[Chip]:
        """The chosen values."""
        return [
            Chip(self._label(key, value), self._addresses.toggled(FACETS_BY_KEY[key].parameter, value))
            for key, values in self._result.request.filters.items()
            if key not in self._narrowed
            for value in values
        ]

    def sort_options(self) -> list[SortOption]:
        """The orders to choose from."""
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
        """The first and last page and those around the current one; none for a single page."""
        last, current = self._result.page_count, self._result.request.page
        if last < 2:  # noqa: PLR2004 - one page needs no links
            return []
        around = range(max(current - WINDOW, 1), min(current + WINDOW, last) + 1)
        return [PageLink(number, self.page_url(number), number == current) for number in sorted({1, *around, last})]

    def page_url(self, number: int) -> str:
        """The address of one page of hits."""
        return self._addresses.with_("pagina", *([str(number)] if number > 1 else []))

    def weak_url(self) -> str:
        """The address that shows weak hits too, when there are any that are hidden."""
        return self._addresses.with_("zwak", "1") if self._result.weaker else ""

    def strong_url(self) -> str:
        """The address that hides weak hits again, when they are shown."""
        return self._addresses.with_("zwak") if self._result.request.show_weak else ""

    def literal_url(self) -> str:
        """The address that searches for the words as typed, when some were corrected."""
        return self._addresses.with_("letterlijk", "1") if self._result.corrections else ""

    def _buckets(self, facet: Facet) -> list[Bucket]:
        chosen = self._result.request.filters.get(facet.key, ())
        found = list(self._result.facets.get(facet.key, ()))
        counted = {bucket.value for bucket in found}
        first = found[:MOST_OPTIONS]
        rest = [bucket for bucket in found[MOST_OPTIONS:] if bucket.value in chosen]
        return first + rest + [Bucket(value, 0) for value in chosen if value not in counted]

    def _options(self, facet: Facet) -> list[Option]:
        chosen = self._result.request.filters.get(facet.key, ())
        return [
            Option(
                bucket.value,
                self._label(facet.key, bucket.value),
                bucket.count,
                bucket.value in chosen,
                self._addresses.toggled(facet.parameter, bucket.value),
            )
            for bucket in self._shown[facet.key]
        ]

    def _label(self, key: str, value: str) -> str:
        return self._labels.get(key, {}).get(value, value)
