"""Which municipality a visitor looks for: that of the address, else the one chosen before, else the member's own.

The choice lives in the session under one code. A visitor who never chooses gets no session and no cookie.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit, urlunsplit

from django.db.models import Q
from django.http import HttpRequest, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme

from organisations.models import Organisation
from organisations.query import OrganisationQuerySet

PARAMETER = "gemeente"
SESSION_KEY = "gemeente"
LONGEST = 100  # characters of a code or a name in an address
LONGEST_ADDRESS = 4000
AFTERWARDS = "/zoeken/"


class ChoiceOrigin(StrEnum):
    """Where a choice was made."""

    NOWHERE = ""
    ADDRESS = "address"
    SESSION = "session"
    PROFILE = "profile"


@dataclass(frozen=True, slots=True)
class MunicipalityChoice:
    """The visitor's municipality, if any, where it was chosen, and what the address names that does not exist."""

    organisation: Organisation | None = None
    origin: ChoiceOrigin = ChoiceOrigin.NOWHERE
    unknown: str = ""


def chosen_municipality(request: HttpRequest) -> Organisation | None:
    """The municipality that the visitor looks for, or None."""
    return choice_of(request).organisation


def choice_of(request: HttpRequest) -> MunicipalityChoice:
    """The visitor's choice; one query when it names a municipality, none when there is no choice."""
    asked = clean(request.GET.get(PARAMETER, ""))
    if asked and (found := find_municipality(asked)):
        return MunicipalityChoice(found, ChoiceOrigin.ADDRESS)
    remembered = request.session.get(SESSION_KEY)
    if remembered and (found := find_municipality(remembered)):
        return MunicipalityChoice(found, ChoiceOrigin.SESSION, asked)
    if remembered is None and request.user.is_authenticated and (found := _own_municipality(request)):
        return MunicipalityChoice(found, ChoiceOrigin.PROFILE, asked)
    return MunicipalityChoice(unknown=asked)


def clean(text: str) -> str:
    """A code or name as somebody gave it, fit to look up and to show: without control characters, and not too long."""
    return "".join(filter(str.isprintable, text)).strip()[:LONGEST]


def find_municipality(text: str) -> Organisation | None:
    """The existing municipality with this code or slug; that of a merged one leads to its successor."""
    named = Q(code__iexact=text) | Q(slug=text.lower())
    before = Q(predecessors__predecessor__code__iexact=text) | Q(predecessors__predecessor__slug=text.lower())
    return choosable().filter(named | before).order_by("code").first()


def choosable() -> OrganisationQuerySet:
    """The municipalities to choose from, by name."""
    return Organisation.objects.municipalities().existing().order_by("name", "code")


def choose(request: HttpRequest, organisation: Organisation) -> None:
    """Remember this municipality for the visitor's next searches."""
    request.session[SESSION_KEY] = organisation.code


def forget(request: HttpRequest) -> None:
    """Forget the choice, and with it the cookie if nothing else is remembered; a member then has none either."""
    if request.user.is_authenticated:
        request.session[SESSION_KEY] = ""
        return
    request.session.pop(SESSION_KEY, None)
    if not request.session.keys():
        request.session.flush()


def back_to(request: HttpRequest, address: str) -> str:
    """Where to go after choosing: this address of our own site, without its municipality; else the search page."""
    if len(address) > LONGEST_ADDRESS or not _is_own(request, address):
        return AFTERWARDS
    scheme, host, path, query, fragment = urlsplit(address.replace("\\", "/"))
    data = QueryDict(query, mutable=True)
    data.pop(PARAMETER, None)
    target = urlunsplit((scheme, host, path, data.urlencode(), fragment))
    return target if path.startswith("/") and _is_own(request, target) else AFTERWARDS


def _is_own(request: HttpRequest, address: str) -> bool:
    return url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )


def _own_municipality(request: HttpRequest) -> Organisation | None:
    return choosable().filter(memberships__user=request.user.pk).first()
