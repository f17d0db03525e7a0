"""What "mijn gemeente" does to a search: whose use moves a result up, and how the page says so.

Choosing a municipality hides nothing. It moves up what similar municipalities use, names those at each hit,
and offers a facet.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from organisations.mine import PARAMETER, ChoiceOrigin, MunicipalityChoice, choice_of, clean, find_municipality
from organisations.models import Organisation
from organisations.similarity.table import SimilarMunicipality, similar_to
from search.facets import FACETS_BY_KEY
from search.types import SIMILAR, SearchRequest

NAMED = 3
"""Similar municipalities that a hit names; the others are counted."""


@dataclass(frozen=True, slots=True)
class SimilarUse:
    """The similar municipalities that use one result: how many, the names of the first, and how many more there are."""

    count: int
    names: list[str]
    more: int


@dataclass(frozen=True, slots=True)
class VisitorMunicipality:
    """The visitor's municipality, where it was chosen, those like it, and the addresses to change that.

    `wants_facet` is true when the address asks for what similar municipalities use and nobody knows who they are.
    """

    choice: MunicipalityChoice
    similar: list[SimilarMunicipality]
    change_url: str = ""
    here: str = ""
    without_url: str = ""
    wants_facet: bool = False

    @classmethod
    def from_request(cls, request: HttpRequest) -> Self:
        """What this visitor's choice does to a search; no query without a choice, two with one."""
        choice = choice_of(request)
        data = request.GET.copy()
        here = request.get_full_path()
        data.pop(PARAMETER, None)
        data.pop("pagina", None)
        without = f"{request.path}?{data.urlencode()}" if data else request.path
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
            without_url=without,
            wants_facet=FACETS_BY_KEY[SIMILAR].parameter in request.GET and not choice.organisation,
        )

    @classmethod
    def from_code(cls, text: str) -> Self | None:
        """What the municipality with this code or slug does to a search, for who has no address or session to read.

        Without a text nothing is chosen; None when no municipality has that name.
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
    def travels(self) -> str:
        """What forms of the page must send along: the municipality, when the address named it."""
        chosen = self.choice.organisation
        return chosen.code if chosen and self.choice.origin == ChoiceOrigin.ADDRESS else ""

    @property
    def can_forget(self) -> bool:
        """Whether a choice is kept that can be forgotten; one of the address is only left out of it."""
        return self.choice.origin in {ChoiceOrigin.SESSION, ChoiceOrigin.PROFILE}

    def applied_to(self, asked: SearchRequest) -> SearchRequest:
        """The same request by a visitor with these similar municipalities; the facet falls away when there are none."""
        filters = asked.filters
        if not self.similar:
            filters = {key: values for key, values in filters.items() if key != SIMILAR}
        return replace(asked, filters=filters, similar=self.codes)

    def labels(self) -> dict[str, str]:
        """What the values of the facet are called."""
        return {"1": _("Used by municipalities like %(name)s") % {"name": self.name}} if self.name else {}

    def users(self, adopters: Iterable[str]) -> list[SimilarMunicipality]:
        """The similar municipalities among these organisations, most alike first."""
        among = set(adopters)
        return [one for one in self.similar if one.code in among]

    def uses(self, adopters: Iterable[str]) -> SimilarUse | None:
        """The names of the similar ones among these organisations, the first three and a count; None when none is."""
        names = [one.name for one in self.users(adopters)]
        return SimilarUse(len(names), names[:NAMED], len(names[NAMED:])) if names else None


def _similar(organisation: Organisation | None) -> list[SimilarMunicipality]:
    return similar_to(organisation) if organisation else []
