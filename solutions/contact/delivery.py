"""Asking a question: keeping it, bringing it to who can answer, and telling who asked that it is on its way.

Invariants. A question and the task that delivers it are one transaction, so a question that was accepted is never
lost. A task first takes the question for a while (`next_try`), so that two workers do not send it twice; what a
worker left behind is taken up again by `take_up_again`. A mail that cannot be sent is tried again, ever later, and
after eight tries waits for an editor. Addresses stand in the mail only, never on a page and never in the log.
"""

from __future__ import annotations

import datetime as dt
import logging
import smtplib

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone, translation
from django_tasks import task
from wagtail.models import Page

from hub.limits import Limit, mailbox
from hub.settings.masking import masked
from solutions.contact.mail import NobodyToAsk, confirmation, message
from solutions.models import ContactRequest, ContactRequestState

logger = logging.getLogger(__name__)

MOST_TRIES = 8
MOST_CONFIRMATIONS = 4
FIRST_WAIT = dt.timedelta(minutes=1)
LONGEST_WAIT = dt.timedelta(hours=12)
HOLD = dt.timedelta(hours=1)
PER_PAGE = Limit("question.page", 20, dt.timedelta(hours=1))
PER_SITE = Limit("question.site", 300, dt.timedelta(hours=1))
PER_RECIPIENT = Limit("question.confirmation", 3, dt.timedelta(days=1))
"""Confirmations a day to one address."""
LEASE = dt.timedelta(minutes=10)
"""How long one try may take before another worker may think that it was broken off."""
UNDELIVERABLE = (smtplib.SMTPException, OSError, ValueError, NobodyToAsk)
"""What sending raises: a refusal, no connection, a header that cannot be (BadHeaderError is a ValueError)."""


@transaction.atomic
def ask(
    *, page: Page | None, title: str, name: str, email: str, works_for: str, text: str, client: str
) -> ContactRequest:
    """Keep a question about this page, or about the site, and let the worker deliver it.

    Where a page or the whole site gets more than it can answer, both mails wait an hour, or more hours when as many
    wait already as go out in one, and nobody is refused. An address that was named often today gets no more
    confirmations: whoever typed it may not be whose it is.
    """
    is_quiet = PER_PAGE.take(str(page.pk) if page else "") and PER_SITE.take("")
    begin = timezone.now() + (dt.timedelta() if is_quiet else _hold(page))
    question = ContactRequest.objects.create(
        page_id=page.pk if page else None,
        page_title=title,
        organisation=page.organisation if page else None,
        name=name,
        email=email,
        works_for=works_for,
        text=text,
        client=client,
        next_try=begin,
    )
    deliver_question.using(run_after=begin).enqueue(question.pk)
    if PER_RECIPIENT.take(mailbox(email)):
        confirm_question.using(run_after=begin).enqueue(question.pk, 1)
    logger.info("question_kept", extra={"question": question.pk, "page": question.page_id, "held": not is_quiet})
    return question


@task(backend="durable")
def deliver_question(number: int) -> None:
    """Bring the question with this number to its contact, unless that was done or somebody is at it."""
    now = timezone.now()
    due = ContactRequest.objects.filter(pk=number, state=ContactRequestState.WAITING, next_try__lte=now)
    if not due.update(next_try=now + LEASE, tries=F("tries") + 1):
        return
    question = ContactRequest.objects.select_related("organisation").get(pk=number)
    try:
        with translation.override(settings.LANGUAGE_CODE):
            message(question).send()
    except UNDELIVERABLE as error:
        _put_off(question, error)
    else:
        done = {"state": ContactRequestState.DELIVERED, "delivered_at": timezone.now(), "error": ""}
        ContactRequest.objects.filter(pk=number).update(**done)
        logger.info("question_delivered", extra={"question": number, "tries": question.tries})


@task(backend="durable")
def confirm_question(number: int, attempt: int) -> None:
    """Tell who asked that the question arrived here; a mailbox that refuses is given up after four attempts."""
    now = timezone.now()
    if not ContactRequest.objects.filter(pk=number, acknowledged_at=None).update(acknowledged_at=now):
        return
    question = ContactRequest.objects.select_related("organisation").get(pk=number)
    try:
        with translation.override(settings.LANGUAGE_CODE):
            confirmation(question).send()
    except UNDELIVERABLE as error:
        extra = {"question": number, "attempt": attempt, "reason": type(error).__name__}
        logger.warning("question_not_confirmed", extra=extra)
        with transaction.atomic():
            ContactRequest.objects.filter(pk=number).update(acknowledged_at=None)
            if attempt < MOST_CONFIRMATIONS:
                confirm_question.using(run_after=now + _wait(attempt)).enqueue(number, attempt + 1)


@transaction.atomic
def try_again(question: ContactRequest) -> bool:
    """Give a question that could not be delivered a fresh start; False when it needs none."""
    failed = ContactRequest.objects.filter(pk=question.pk, state=ContactRequestState.FAILED)
    if not failed.update(state=ContactRequestState.WAITING, tries=0, error="", next_try=timezone.now()):
        return False
    deliver_question.enqueue(question.pk)
    return True


def take_up_again(now: dt.datetime | None = None) -> int:
    """Let the worker look again at questions whose try was broken off; returns how many there were."""
    moment = now or timezone.now()
    left = ContactRequest.objects.filter(state=ContactRequestState.WAITING, next_try__lt=moment - LEASE)
    for number in (numbers := list(left.values_list("pk", flat=True))):
        with transaction.atomic():
            ContactRequest.objects.filter(pk=number, state=ContactRequestState.WAITING).update(next_try=moment)
            deliver_question.enqueue(number)
    return len(numbers)


def forget_old(now: dt.datetime | None = None) -> int:
    """Delete questions that were kept long enough and are not on their way any more; returns how many.

    The mark of a visitor, which counts how often somebody asks, goes after a day.
    """
    moment = now or timezone.now()
    ContactRequest.objects.filter(asked_at__lt=moment - dt.timedelta(days=1)).exclude(client="").update(client="")
    old: QuerySet[ContactRequest] = ContactRequest.objects.exclude(state=ContactRequestState.WAITING)
    deleted, _per_model = old.filter(asked_at__lt=moment - dt.timedelta(days=settings.QUESTION_DAYS)).delete()
    return deleted


def _hold(page: Page | None) -> dt.timedelta:
    """How long a question waits that is one too many: no hour brings more than a page, or the site, may get."""
    waiting = ContactRequest.objects.filter(state=ContactRequestState.WAITING, next_try__gt=timezone.now())
    of_page = waiting.filter(page=page).count() // PER_PAGE.most
    return HOLD * (1 + max(of_page, waiting.count() // PER_SITE.most))


def _put_off(question: ContactRequest, error: Exception) -> None:
    """Try again later, or leave it to an editor after the last try; the next task comes with the new state."""
    given_up = question.tries >= MOST_TRIES
    next_try = timezone.now() + _wait(question.tries)
    with transaction.atomic():
        ContactRequest.objects.filter(pk=question.pk).update(
            state=ContactRequestState.FAILED if given_up else ContactRequestState.WAITING,
            next_try=next_try,
            error=_reason(error),
        )
        if not given_up:
            deliver_question.using(run_after=next_try).enqueue(question.pk)
    extra = {"question": question.pk, "tries": question.tries, "reason": type(error).__name__}
    logger.log(logging.ERROR if given_up else logging.WARNING, "question_not_delivered", extra=extra)


def _wait(tries: int) -> dt.timedelta:
    """How long to wait after so many tries: 1, 4, 16 … minutes, at most half a day."""
    return min(FIRST_WAIT * 4 ** (tries - 1), LONGEST_WAIT)


def _reason(error: Exception) -> str:
    """What went wrong, for an editor, on one line and without addresses."""
    return " ".join(masked(f"{type(error).__name__}: {error}").split())[:250]
