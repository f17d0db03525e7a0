"""The two mails of a question: to who can answer it, and to who asked."""

from __future__ import annotations

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from hub.links import absolute_url
from organisations.models import Organisation
from solutions.contact.recipients import recipients_of, who_receives
from solutions.models import ContactRequest

SUBJECT_LENGTH = 120


class NobodyToAsk(Exception):
    """No contact, manager, editor or editor of VNG has an e-mail address."""


def message(question: ContactRequest) -> EmailMessage:
    """The question, to those who can answer it; their answer goes to who asked. Raises NobodyToAsk."""
    recipients = recipients_of(*_asked(question))
    if not recipients.addresses:
        raise NobodyToAsk(_("Nobody with an e-mail address is known. Add a contact to the page."))
    return EmailMessage(
        subject=_subject(_("Question about %(title)s"), question),
        body=render_to_string("solutions/mail/question.txt", _context(question)),
        to=list(recipients.addresses),
        reply_to=[question.email],
    )


def confirmation(question: ContactRequest) -> EmailMessage:
    """Word to who asked. It repeats nothing that was typed: the address may be somebody else's."""
    return EmailMessage(
        subject=_subject(_("Your question about %(title)s"), question),
        body=render_to_string("solutions/mail/confirmation.txt", _context(question)),
        to=[question.email],
    )


def _subject(words: str, question: ContactRequest) -> str:
    """The subject with the title of the page on one line."""
    return words % {"title": " ".join(question.page_title.split())[:SUBJECT_LENGTH]}


def _asked(question: ContactRequest) -> tuple[Page | None, Organisation | None]:
    """The page that a question is about, as it is now, and the organisation that it is for."""
    return question.page.specific if question.page else None, question.organisation


def _context(question: ContactRequest) -> dict[str, object]:
    url = question.page.get_full_url() if question.page else ""
    return {
        "question": question,
        "url": url or absolute_url("/"),
        "list_url": absolute_url(reverse("question_list")),
        "who_receives": who_receives(*_asked(question)),
    }
