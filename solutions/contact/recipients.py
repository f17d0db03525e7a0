"""Who receives a question: the same answer for the page that asks, the page that thanks, and the mail itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.contrib.auth.models import Group
from django.utils.translation import gettext as _
from wagtail.models import Page

from hub.models import User
from organisations.models import Role
from organisations.models.organisation import Organisation
from organisations.participation.rights import EDITORS


class Receiver(Enum):
    """What those who receive a question are to it."""

    CONTACT = "contact"
    ORGANISATION = "organisation"
    SITE_EDITORS = "editors"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Recipients:
    """Who receives a question, and at which addresses; those stand in a mail only, never on a page."""

    receiver: Receiver
    addresses: tuple[str, ...] = ()


def recipients_of(page: Page | None, organisation: Organisation | None) -> Recipients:
    """The contact of the page; else who manages or edits for the organisation; else the editors of the site."""
    if contact := getattr(page, "contact_email", ""):
        return Recipients(Receiver.CONTACT, (contact,))
    if people := _people_of(organisation):
        return Recipients(Receiver.ORGANISATION, people)
    if editors := _addresses(User.objects.filter(groups__in=Group.objects.filter(name=EDITORS))):
        return Recipients(Receiver.SITE_EDITORS, editors)
    return Recipients(Receiver.NOBODY)


def who_receives(page: Page | None, organisation: Organisation | None) -> str:
    """In a sentence for who asks about this page, or about the site: to whom the question really goes."""
    receiver = recipients_of(page, organisation).receiver
    if organisation is None and receiver is Receiver.SITE_EDITORS:
        return _("Your question goes to the editors of this site, at VNG.")
    name = getattr(page, "contact_name", "") or _("the contact for this page")
    return _SENTENCES[receiver]() % {"contact": name, "organisation": organisation or ""}


_SENTENCES: dict[Receiver, Any] = {
    Receiver.CONTACT: lambda: _("Your question goes to %(contact)s of %(organisation)s."),
    Receiver.ORGANISATION: lambda: _("Your question goes to those who work for %(organisation)s on this site."),
    Receiver.SITE_EDITORS: lambda: _(
        "%(organisation)s does not answer questions here yet."
        " Your question goes to the editors of this site, at VNG; they look for somebody who knows."
    ),
    Receiver.NOBODY: lambda: _("Nobody receives questions at the moment. We keep yours until there is an editor."),
}


def _people_of(organisation: Organisation | None) -> tuple[str, ...]:
    """The addresses of the managers of an organisation, of its editors when it has none."""
    if organisation is None:
        return ()
    for role in (Role.MANAGER, Role.EDITOR):
        memberships = organisation.memberships.filter(role=role)  # here: who manages elsewhere may only read here
        if found := _addresses(User.objects.filter(organisation_memberships__in=memberships)):
            return found
    return ()


def _addresses(people: Any) -> tuple[str, ...]:
    found: Iterable[str] = people.filter(is_active=True).values_list("email", flat=True)
    return tuple(sorted({address for address in found if address}))
