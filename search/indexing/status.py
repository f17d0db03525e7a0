"""How the search is doing: what waits, since when, what was given up, and whether each engine answers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Min, Q
from django.utils import timezone

from search.engines.models import IndexTarget
from search.engines.registry import LEXICON, configured_engines, engine
from search.indexing.models import IndexEvent
from search.lexicon.models import LexiconRecord
from search.query.engine import EngineUnavailable

WARN_AFTER = dt.timedelta(seconds=60)
FAIL_AFTER = dt.timedelta(seconds=600)


@dataclass(frozen=True, slots=True)
class Queue:
    """The events of one engine: how many wait, the age of the oldest, and how many were given up."""

    waiting: int = 0
    oldest: dt.timedelta = dt.timedelta()
    dead: int = 0


@dataclass(frozen=True, slots=True)
class EngineStatus:
    """One engine: its queue, its targets by state, its records, and why it does not answer if so."""

    name: str
    queue: Queue
    targets: dict[str, list[str]]
    records: int
    outdated: bool
    error: str

    @property
    def is_well(self) -> bool:
        """Whether nothing asks for attention."""
        return not (self.error or self.outdated or self.queue.dead or self.queue.oldest > WARN_AFTER)


def queues() -> dict[str, Queue]:
    """The queue of every engine that has events, in one query."""
    now = timezone.now()
    rows = IndexEvent.objects.values("engine").annotate(
        waiting=Count("pk", filter=Q(dead=False)),
        oldest=Min("created", filter=Q(dead=False)),
        given_up=Count("pk", filter=Q(dead=True)),
    )
    return {
        row["engine"]: Queue(row["waiting"], now - row["oldest"] if row["oldest"] else dt.timedelta(), row["given_up"])
        for row in rows
    }


def status() -> list[EngineStatus]:
    """The status of every configured engine, of the lexicon, and of others that still have events."""
    waiting = queues()
    names = [*configured_engines(), LEXICON]
    known = [_status_of(name, waiting.get(name, Queue())) for name in names]
    left = [
        EngineStatus(name, queue, {}, 0, outdated=False, error="not configured, but changes wait for it")
        for name, queue in sorted(waiting.items())
        if name not in names
    ]
    return known + left


def _status_of(name: str, queue: Queue) -> EngineStatus:
    if name == LEXICON:
        records = LexiconRecord.objects.filter(is_public=True).count()
        return EngineStatus(name, queue, {}, records, outdated=False, error="")
    targets: dict[str, list[str]] = {}
    for state, target in IndexTarget.objects.filter(engine=name).order_by("pk").values_list("state", "name"):
        targets.setdefault(state, []).append(target)
    records, outdated, error = 0, False, ""
    try:
        one = engine(name)
        live = one.live_target()
        if live is None:
            error = "never built; run search_rebuild"
        else:
            one.health()
            records = one.count(live)
            outdated = one.is_outdated()
    except EngineUnavailable as problem:
        error = str(problem)
    return EngineStatus(name, queue, targets, records, outdated, error)
