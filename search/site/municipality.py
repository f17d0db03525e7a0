"""The effect of "mijn gemeente" on a search: whose use boosts a result, and how the page shows that.

Choosing a municipality hides nothing. It boosts what similar municipalities use, names those with each hit, and adds a
facet.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from hub.links import address_here, carried, with_query
from organisations.mine import PARAMETER, ChoiceOrigin, MunicipalityChoice, choice_of, clean, find_municipality
from organisations.models import Organisation
from organisations.similarity.table import SimilarMunicipality, similar_to
from search.facets import FACETS_BY_KEY
from search.types import SIMILAR, SearchRequest

NAMED = 3
"""Similar municipalities that are named with a hit; the others are counted."""


@dataclass(frozen=True, slots=True)
class SimilarUse:
    """The similar municipalities that use a result: their count, the first names, and the number of other names."""

    count: int
    names: list[str]
    more: int


@dataclass(frozen=True, slots=True)
class VisitorMunicipality:
    """The visitor's municipality, where it was chosen, similar ones, and the URLs to change the choice.

    `wants_facet` is True when the URL filters on use by similar municipalities but no municipality is chosen.
    """

    choice: MunicipalityChoice
    similar: list[SimilarMunicipality]
    change_url: str = ""
    here: str = ""
    without_url: str = ""
    wants_facet: bool = False

    @classmethod
    def from_request(cls, request: HttpRequest) -> Self:
        """Read the visitor's choice; no database query without a choice, two with one."""
        choice = choice_of(request)
        data = carried(request.GET)
        here = address_here(request)
        data.pop(PARAMETER, None)
        data.pop("pagina", None)
        named = (
            {PARAMETER: choice.organisation.slug}
            if choice.organisation and choice.origin == ChoiceOrigin.ADDRESS
            else {}
        )
        return cls(
            choice=choice,
            similar=_similar(choice.organisation),
            change_url=f"{reverse('mine')}?{urlencode({**named, 'next': here})}",
            here=here,
            without_url=with_query(request.path, data),
            wants_facet=FACETS_BY_KEY[SIMILAR].parameter in request.GET and not choice.organisation,
        )

    @classmethod
    def from_code(cls, text: str) -> Self | None:
        """Choose the municipality with this code or slug, for clients without a page URL or session.

        An empty text means no choice; returns None when no municipality has that code or slug.
        """
        asked = clean(text)
        found = find_municipality(asked) if asked else None
        return None if asked and found is None else cls(MunicipalityChoice(found), _similar(found))

    @property
    def name(self) -> str:
        return self.choice.organisation.name if self.choice.organisation else ""

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(one.code for one in self.similar)

    @property
    def form_code(self) -> str:
        """The code that forms on the page must submit: that of a municipality named in the URL, else empty."""
        chosen = self.choice.organisation
        return chosen.code if chosen and self.choice.origin == ChoiceOrigin.ADDRESS else ""

    @property
    def can_forget(self) -> bool:
        """Whether the choice is stored and can be cleared, unlike a choice in the URL."""
        return self.choice.origin in {ChoiceOrigin.SESSION, ChoiceOrigin.PROFILE}

    def applied_to(self, asked: SearchRequest) -> SearchRequest:
        """Return the request with these similar municipalities; without any, the filter on their use is removed."""
        filters = asked.filters
        if not self.similar:
            filters = {key: values for key, values in filters.items() if key != SIMILAR}
        return replace(asked, filters=filters, similar=self.codes)

    def labels(self) -> dict[str, str]:
        """Return the labels of the facet's values; empty without a municipality."""
        return {"1": _("Used by municipalities like %(name)s") % {"name": self.name}} if self.name else {}

    def users(self, adopters: Iterable[str]) -> list[SimilarMunicipality]:
        """Return the similar municipalities among these organisation codes, most similar first."""
        among = set(adopters)
        return [one for one in self.similar if one.code in among]

    def uses(self, adopters: Iterable[str]) -> SimilarUse | None:
        """Return the count and first three names of similar municipalities among these codes; None without any."""
        names = [one.name for one in self.users(adopters)]
        return SimilarUse(len(names), names[:NAMED], len(names[NAMED:])) if names else None


def _similar(organisation: Organisation | None) -> list[SimilarMunicipality]:
    return similar_to(organisation) if organisation else []
