"""The status of hosts with a local index, exchanged through the database.

Only the host itself can read its index. Its worker reports the status every few seconds, and compares the index with
the database on request.
"""

from __future__ import annotations

import datetime as dt
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from search.engines.models import IndexHost, IndexTarget
from search.indexing.local_index import Lag
from search.indexing.verify import Drift
from search.query.engine import LocalEngine

REPORT_EVERY = dt.timedelta(seconds=10)
SILENT_AFTER = dt.timedelta(seconds=60)
FORGET_AFTER = dt.timedelta(days=1)
ANSWER_WITHIN = 30.0  # seconds to wait for comparisons on other hosts


@dataclass(frozen=True, slots=True)
class Condition:
    """The status of this host's index."""

    records: int = 0
    lag: Lag = field(default_factory=Lag)
    refused: int = 0
    outdated: bool = False
    error: str = ""


@dataclass(frozen=True, slots=True)
class HostVerifyResult:
    """A host that was asked to compare its index with the database, and whether it answered in time."""

    host: IndexHost
    in_time: bool


class HostReporter:
    """Reports the status of one engine of this host; lives as long as the worker."""

    def __init__(self, engine: LocalEngine) -> None:
        self._engine = engine
        self._reported_at: dt.datetime | None = None

    def is_due(self) -> bool:
        """Whether it is time for the next report."""
        return self._reported_at is None or timezone.now() - self._reported_at >= REPORT_EVERY

    def unanswered_request(self) -> dt.datetime | None:
        """When the pending comparison was requested; None when none is pending."""
        found = IndexHost.objects.filter(pk=self._engine.host).values_list("verify_requested", "verified").first()
        asked, answered = found or (None, None)
        return asked if asked and (answered is None or answered < asked) else None

    def report(self, condition: Condition, *, stopped: bool = False) -> bool:
        """Save the status of this host, and delete hosts not seen for `FORGET_AFTER`.

        Returns whether the database was restored from a backup: it lacks the previous report of this process.
        """
        now = timezone.now()
        known = IndexHost.objects.filter(pk=self._engine.host).values_list("seen", flat=True).first()
        was_restored = self._reported_at is not None and (known is None or known < self._reported_at)
        IndexHost.objects.update_or_create(
            pk=self._engine.host,
            defaults={
                "engine": self._engine.name,
                "name": socket.gethostname(),
                "seen": now,
                "stopped": stopped,
                "records": condition.records,
                "waiting": condition.lag.waiting,
                "waiting_since": condition.lag.since,
                "refused": condition.refused,
                "outdated": condition.outdated,
                "error": condition.error,
            },
        )
        self._reported_at = now
        forget_hosts(now - FORGET_AFTER)
        return was_restored

    def answer_request(self, asked: dt.datetime, drift: Drift, records: int, waiting: int) -> None:
        """Save the outcome of a comparison that was started after the request made at `asked`."""
        IndexHost.objects.filter(pk=self._engine.host).update(
            verified=asked,
            records=records,
            waiting=waiting,
            missing=len(drift.missing),
            ghost=len(drift.ghost),
            stale=len(drift.stale),
        )


def forget_hosts(unseen_since: dt.datetime) -> None:
    """Delete the hosts that were last seen before this moment, with their targets."""
    gone = list(IndexHost.objects.filter(seen__lt=unseen_since).values_list("pk", flat=True))
    if gone:
        with transaction.atomic():
            IndexHost.objects.filter(pk__in=gone, seen__lt=unseen_since).delete()
            IndexTarget.objects.filter(host__in=gone).exclude(host__in=IndexHost.objects.values("pk")).delete()


def other_hosts(engine: LocalEngine) -> list[IndexHost]:
    """The other hosts with this engine, ordered by name; those that stopped cleanly are left out."""
    return list(
        IndexHost.objects.filter(engine=engine.name, stopped=False).exclude(pk=engine.host).order_by("name", "pk")
    )


def ask_other_hosts(
    engine: LocalEngine, seconds: float = ANSWER_WITHIN, sleep: Callable[[float], None] = time.sleep
) -> list[HostVerifyResult]:
    """Ask every other host to compare its index with the database, and wait for the results.

    A host whose worker was already silent is asked too, but not waited for.
    """
    asked = timezone.now()
    hosts = {host.pk for host in other_hosts(engine)}
    IndexHost.objects.filter(pk__in=hosts).update(verify_requested=asked)
    deadline = time.monotonic() + seconds
    while True:
        found = list(IndexHost.objects.filter(pk__in=hosts).order_by("name", "pk"))
        outcome = [HostVerifyResult(host, bool(host.verified and host.verified >= asked)) for host in found]
        living = [one for one in outcome if asked - one.host.seen < SILENT_AFTER]
        if all(one.in_time for one in living) or time.monotonic() > deadline:
            return outcome
        sleep(0.2)
