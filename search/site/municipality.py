"""What "mijn gemeente" does to a search: whose use moves a result up, and how the page says so.

Choosing a municipality hides nothing. It moves up what look-alikes use, names them at each hit, and offers a facet.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from organisations.mine import PARAMETER, Choice, Origin, choice_of, clean, find_municipality
from organisations.models import Organisation
from organisations.similarity.table import Lookalike, lookalikes_of
from search.facets import FACETS_BY_KEY
from search.types import LOOKALIKE, SearchRequest

NAMED = 3
"""Look-alikes that a hit names; the others are counted."""


@dataclass(frozen=True, slots=True)
class AlikeUse:
    """The look-alikes that use one result: how many, the names of the first, and how many more there are."""

    count: int
    names: list[str]
    more: int


@dataclass(frozen=True, slots=True)
class VisitorMunicipality:
    """The visitor's municipality, where it was chosen, those like it, and the addresses to change that.

    `wants_facet` is true when the address asks for what look-alikes use and nobody knows who they are.
    """

    choice: Choice
    lookalikes: list[Lookalike]
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
        named = {PARAMETER: choice.organisation.slug} if choice.organisation and choice.origin == Origin.ADDRESS else {}
        return cls(
            choice=choice,
            lookalikes=_lookalikes(choice.organisation),
            change_url=f"{reverse('mine')}?{urlencode({**named, 'next': here})}",
            here=here,
            without_url=without,
            wants_facet=FACETS_BY_KEY[LOOKALIKE].parameter in request.GET and not choice.organisation,
        )

    @classmethod
    def from_code(cls, text: str) -> Self | None:
        """What the municipality with this code or slug does to a search, for who has no address or session to read.

        Without a text nothing is chosen; None when no municipality has that name.
        """
        asked = clean(text)
        found = find_municipality(asked) if asked else None
        return None if asked and found is None else cls(Choice(found), _lookalikes(found))

    @property
    def name(self) -> str:
        return self.choice.organisation.name if self.choice.organisation else ""

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(one.code for one in self.lookalikes)

    @property
    def travels(self) -> str:
        """What forms of the page must send along: the municipality, when the address named it."""
        chosen = self.choice.organisation
        return chosen.code if chosen and self.choice.origin == Origin.ADDRESS else ""

    @property
    def can_forget(self) -> bool:
        """Whether a choice is kept that can be forgotten; one of the address is only left out of it."""
        return self.choice.origin in {Origin.SESSION, Origin.PROFILE}

    def applied_to(self, asked: SearchRequest) -> SearchRequest:
        """The same request by a visitor with these look-alikes; the facet falls away when there are none."""
        filters = asked.filters
        if not self.lookalikes:
            filters = {key: values for key, values in filters.items() if key != LOOKALIKE}
        return replace(asked, filters=filters, lookalikes=self.codes)

    def labels(self) -> dict[str, str]:
        """What the values of the facet are called."""
        return {"1": _("Used by municipalities like %(name)s") % {"name": self.name}} if self.name else {}

    def users(self, adopters: Iterable[str]) -> list[Lookalike]:
        """The look-alikes among these organisations, most alike first."""
        among = set(adopters)
        return [one for one in self.lookalikes if one.code in among]

    def uses(self, adopters: Iterable[str]) -> AlikeUse | None:
        """The names of the look-alikes among these organisations, the first three and a count; None when none is."""
        names = [one.name for one in self.users(adopters)]
        return AlikeUse(len(names), names[:NAMED], len(names[NAMED:])) if names else None


def _lookalikes(organisation: Organisation | None) -> list[Lookalike]:
    return lookalikes_of(organisation) if organisation else []
