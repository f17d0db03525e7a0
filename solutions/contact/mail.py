"""The two mails of a question: to who can answer it, and to who asked."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from hub.links import absolute_url
from hub.models import User
from organisations.models import Role
from organisations.models.organisation import Organisation
from organisations.participation.rights import EDITORS
from solutions.models import ContactRequest

SUBJECT_LENGTH = 120


class NobodyToAsk(Exception):
    """No contact, manager, editor or editor of VNG has an e-mail address."""


def message(question: ContactRequest) -> EmailMessage:
    """The question, to those who can answer it; their answer goes to who asked. Raises NobodyToAsk."""
    recipients = recipients_of(question)
    if not recipients:
        raise NobodyToAsk(_("Nobody with an e-mail address is known. Add a contact to the page."))
    return EmailMessage(
        subject=_subject(_("Question about %(title)s"), question),
        body=render_to_string("solutions/mail/question.txt", _context(question)),
        to=recipients,
        reply_to=[question.email],
    )


def confirmation(question: ContactRequest) -> EmailMessage:
    """Word to who asked. It repeats nothing that was typed: the address may be somebody else's."""
    return EmailMessage(
        subject=_subject(_("Your question about %(title)s"), question),
        body=render_to_string("solutions/mail/confirmation.txt", _context(question)),
        to=[question.email],
    )


def recipients_of(question: ContactRequest) -> list[str]:
    """The contact of the page; else who manages or edits for the organisation; else the editors of VNG."""
    page = question.page.specific if question.page else None
    contact = getattr(page, "contact_email", "")
    if contact:
        return [contact]
    return _people_of(question.organisation) or _vng_editors()


def _people_of(organisation: Organisation | None) -> list[str]:
    """The managers of an organisation, its editors when it has none."""
    if organisation is None:
        return []
    for role in (Role.MANAGER, Role.EDITOR):
        people = User.objects.filter(organisation_memberships__organisation=organisation).filter(
            organisation_memberships__role=role, is_active=True
        )
        if found := _addresses(people.values_list("email", flat=True)):
            return found
    return []


def _vng_editors() -> list[str]:
    groups = Group.objects.filter(name=EDITORS)
    return _addresses(User.objects.filter(groups__in=groups, is_active=True).values_list("email", flat=True))


def _addresses(found: object) -> list[str]:
    return sorted({address for address in found if address})  # type: ignore[attr-defined]


def _subject(words: str, question: ContactRequest) -> str:
    """The subject with the title of the page on one line."""
    return words % {"title": " ".join(question.page_title.split())[:SUBJECT_LENGTH]}


def _context(question: ContactRequest) -> dict[str, object]:
    url = question.page.get_full_url() if question.page else ""
    return {"question": question, "url": url or absolute_url("/"), "list_url": absolute_url(reverse("question_list"))}
