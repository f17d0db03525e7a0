"""The status of search: waiting changes, their age, dead letters, and whether each engine on each host answers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Count, Min, Q
from django.utils import timezone

from search.engines.models import IndexHost
from search.engines.registry import configured_engines, engine
from search.indexing.consumers import Consumer, LocalEngineConsumer, consumers
from search.indexing.hosts import SILENT_AFTER
from search.indexing.models import OutboxEvent
from search.query.engine import EngineUnavailable

WARN_AFTER = dt.timedelta(seconds=60)
FAIL_AFTER = dt.timedelta(seconds=600)


@dataclass(frozen=True, slots=True)
class Queue:
    """The queue of one consumer: waiting changes, the age of the oldest, and dead letters."""

    waiting: int = 0
    oldest: dt.timedelta = dt.timedelta()
    dead: int = 0


@dataclass(frozen=True, slots=True)
class EngineStatus:
    """The status of one consumer: queue, targets by state, record count, and the error if there is one.

    `host` is the name of another host with a local index; empty for this host and for shared consumers.
    """

    name: str
    queue: Queue
    targets: dict[str, list[str]] = field(default_factory=dict)
    records: int = 0
    outdated: bool = False
    error: str = ""
    host: str = ""

    @property
    def is_well(self) -> bool:
        """Whether nothing needs attention."""
        return not (self.error or self.outdated or self.queue.dead or self.queue.oldest > WARN_AFTER)


def queues() -> dict[str, Queue]:
    """The queue of every consumer with events in the outbox, in one query."""
    now = timezone.now()
    rows = OutboxEvent.objects.values("consumer").annotate(
        waiting=Count("pk", filter=Q(dead=False)),
        oldest=Min("created", filter=Q(dead=False)),
        given_up=Count("pk", filter=Q(dead=True)),
    )
    return {
        row["consumer"]: Queue(
            row["waiting"], now - row["oldest"] if row["oldest"] else dt.timedelta(), row["given_up"]
        )
        for row in rows
    }


def queue_of(one: Consumer) -> Queue:
    """The queue of a consumer on this host; empty for a local engine that is unavailable."""
    if not isinstance(one, LocalEngineConsumer):
        return queues().get(one.name, Queue())
    try:
        lag = one.lag()
    except EngineUnavailable:
        return Queue()
    return Queue(lag.waiting, timezone.now() - lag.since if lag.since else dt.timedelta())


def host_queues() -> dict[str, Queue]:
    """The queue of every local index, by engine and host name, as its worker last reported."""
    now = timezone.now()
    hosts = IndexHost.objects.filter(stopped=False).order_by("name", "pk")
    return {f"{host.engine} on {host.name}": _queue_of(host, now) for host in hosts}


def status() -> list[EngineStatus]:
    """The status of every consumer on this host, of other hosts' indexes, and of unconfigured consumers with events."""
    known = consumers()[::-1]  # the engine that visitors are answered from comes first
    found = [_status_of(one) for one in known]
    found += [elsewhere for name in configured_engines() for elsewhere in status_elsewhere(name)]
    found += [
        EngineStatus(name, queue, error="not configured, but changes wait for it")
        for name, queue in sorted(queues().items())
        if name not in {one.name for one in known}
    ]
    return found


def status_elsewhere(name: str) -> list[EngineStatus]:
    """The status of a local engine on every other host, as last reported; empty for a shared engine."""
    here = engine(name).host
    now = timezone.now()
    hosts = IndexHost.objects.filter(engine=name, stopped=False).exclude(pk=here).order_by("name", "pk")
    return [_reported_status(host, now) for host in hosts] if here else []


def _status_of(one: Consumer) -> EngineStatus:
    state = one.state()
    return EngineStatus(one.name, queue_of(one), state.targets, state.records, state.outdated, state.error)


def _reported_status(host: IndexHost, now: dt.datetime) -> EngineStatus:
    silent = now - host.seen
    error = host.error
    if silent > SILENT_AFTER:
        error = f"its worker was last seen {silent.total_seconds():.0f} seconds ago"
    return EngineStatus(host.engine, _queue_of(host, now), {}, host.records, host.outdated, error, host.name)


def _queue_of(host: IndexHost, now: dt.datetime) -> Queue:
    oldest = now - host.waiting_since if host.waiting_since else dt.timedelta()
    return Queue(host.waiting, oldest, host.refused)
