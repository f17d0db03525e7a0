"""Scheduled jobs: publishing every minute, and every night the verification of every engine and other maintenance.

Several workers may run the same schedule; every job in it may run twice without harm.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.db import OperationalError, transaction
from django.db.models import Model
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

from hub.documents.tasks import enqueue_unread
from hub.limits import forget_attempts
from operations.tasks import BACKEND
from organisations.participation.access import set_all_rights
from organisations.similarity.table import recompute
from search.indexing.consumers import consumers
from search.query.engine import EngineUnavailable
from search.query_log.log import forget_old_questions
from solutions.contact.delivery import forget_old, take_up_again

logger = logging.getLogger(__name__)

NIGHT = dt.time(3, 30)
EVERY_MINUTE = dt.timedelta(minutes=1)


def publish_scheduled(now: dt.datetime | None = None) -> int:
    """Unpublish what expired and publish what is due, each object with its outbox events in one transaction.

    Returns the number of changed objects. One that fails is logged and does not block the others.
    """
    moment = now or timezone.now()
    changed = 0
    for model in _scheduled_models():
        for instance in model._default_manager.filter(live=True, expire_at__lt=moment).order_by("expire_at"):
            changed += _attempt(instance, _withdraw)
    for revision in Revision.objects.filter(approved_go_live_at__lt=moment).order_by("approved_go_live_at"):
        changed += _attempt(revision, _publish)
    return changed


def verify_engines() -> bool:
    """Compare every consumer with the database, log and repair drift; True when all answered and nothing differed."""
    clean = True
    for one in consumers():
        try:
            verified = one.verify(repair=True)
        except EngineUnavailable as error:
            clean = False
            logger.warning("search_verification_failed", extra={"engine": one.name, "reason": str(error)})
        else:
            clean = clean and not verified.drift
            extra = {"engine": one.name, "records": verified.records, "drift": str(verified.drift)}
            logger.log(logging.ERROR if verified.drift else logging.INFO, "search_verified", extra=extra)
    return clean


def compute_similarity() -> None:
    """Recompute which municipalities are similar: this depends on shared solutions, which change daily."""
    outcome = recompute()
    extra = {"municipalities": outcome.municipalities, "rows": outcome.rows, "changed": outcome.changed}
    logger.info("similarity_computed", extra=extra)


def set_rights() -> None:
    """Compute the rights of all organisations; those that differed are named in the log."""
    differed = set_all_rights()
    logger.log(logging.ERROR if differed else logging.INFO, "rights_computed", extra={"differed": differed})


def forget_tasks() -> None:
    """Delete the results of tasks that ended: their arguments hold mail addresses; and sessions that ended."""
    ages = ("--min-age-days=1", "--failed-min-age-days=14")
    call_command("prune_db_task_results", f"--backend={BACKEND}", "--queue-name=*", *ages, verbosity=0)
    call_command("clearsessions", verbosity=0)


def forget_questions() -> None:
    """Delete logged queries, questions to contacts and counts of attempts that are past their retention period."""
    deleted = forget_old_questions()
    forget_attempts()
    logger.info("questions_forgotten", extra={"rows": deleted, "to_contacts": forget_old()})


@dataclass(slots=True)
class Schedule:
    """Tracks when jobs last ran; a worker that just started waits for the next night to run the nightly ones."""

    published: dt.datetime | None = None
    verified: dt.datetime = field(default_factory=timezone.now)

    def do_what_is_due(self) -> None:
        """Run every job that is due."""
        now = timezone.now()
        if self.published is None or now - self.published >= EVERY_MINUTE:
            self.published = now
            publish_scheduled(now)
            take_up_again(now)
        if self.verified < last_night(now) <= now:
            self.verified = now
            for job in _nightly_jobs():
                _run(job)


def _nightly_jobs() -> tuple[Callable[[], object], ...]:
    return set_rights, verify_engines, forget_questions, forget_tasks, compute_similarity, enqueue_unread


def _run(job: Callable[[], object]) -> None:
    """Run a nightly job; one that fails is logged and does not keep the others from running."""
    try:
        job()
    except OperationalError:
        raise  # the database is unavailable, for the others as well
    except Exception:
        logger.exception("nightly_job_failed", extra={"job": getattr(job, "__name__", str(job))})


def last_night(now: dt.datetime) -> dt.datetime:
    """Return the last time at which the nightly jobs were due, in local time."""
    local = timezone.localtime(now)
    due = local.replace(hour=NIGHT.hour, minute=NIGHT.minute, second=0, microsecond=0)
    return due if due <= local else due - dt.timedelta(days=1)


def _scheduled_models() -> Iterable[type[Model]]:
    yield Page
    yield from (
        model for model in apps.get_models() if issubclass(model, DraftStateMixin) and not issubclass(model, Page)
    )


def _attempt(instance: Any, change: Callable[[Any], None]) -> int:
    try:
        with transaction.atomic():
            change(instance)
    except Exception:
        logger.exception("scheduled_publishing_failed", extra={"object": f"{instance._meta.label} {instance.pk}"})
        return 0
    logger.info("scheduled_publishing", extra={"object": f"{instance._meta.label} {instance.pk}"})
    return 1


def _withdraw(instance: Any) -> None:
    subject = instance.specific if isinstance(instance, Page) else instance
    subject.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _publish(revision: Revision) -> None:
    revision.publish(log_action="wagtail.publish.scheduled")
