"""The outbox: the pending changes for each consumer that all hosts share.

Invariants. A change and its event are written in one transaction. An event belongs to one object and one consumer, so
an engine that is down does not block other consumers. An event is deleted by the worker that wrote its version or a
later one, whether or not that worker still held the lease: a lease only prevents duplicate work. No lock is held during
a request to an engine. The physical targets to write are looked up after the claim: a target registered later is filled
from a snapshot that already includes every change whose event was claimed.

Local indexes are not fed from the outbox: see `search.indexing.local_index`.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from search.engines.registry import outbox_consumers
from search.indexing.models import ObjectVersion, OutboxEvent

LEASE = dt.timedelta(seconds=20)
"""Longer than any one request to an engine, and renewed before each: see `search.engines.elastic.client`."""

LONGEST_WAIT = 300  # seconds between two tries at most
MOST_TRIES = 8
CLAIM_LIMIT = 100
_ROWS_PER_STATEMENT = 150


@dataclass(frozen=True, slots=True)
class Claim:
    """Events of one consumer leased to this worker; other workers skip them until the lease expires."""

    consumer: str
    keys: tuple[str, ...]


def enqueue(keys: Iterable[str]) -> None:
    """Raise the version of these objects and add an event per consumer, in the caller's transaction or a new one."""
    _enqueue(dict.fromkeys(keys, 0))


def supersede(held: Mapping[str, int]) -> None:
    """As `enqueue`, with versions above those in `held`, so that the database wins over an engine.

    An engine is ahead of a database that was restored from a backup.
    """
    _enqueue({key: version + 1 for key, version in held.items()})


def requeue(consumer: str, keys: Iterable[str]) -> None:
    """Add events for these objects to one consumer, at their current versions."""
    ordered = sorted(set(keys))
    with transaction.atomic():
        for part in _parts(ordered):
            _lock_versions(part)
            _upsert_events(versions_of(part), [consumer])


def claim(consumer: str, limit: int = CLAIM_LIMIT) -> Claim | None:
    """The due events of a consumer that wait longest, leased to the caller; None when nothing is due."""
    if not _due(consumer).exists():  # read only: an idle worker never takes SQLite's write lock
        return None
    with transaction.atomic():
        due = _skip_locked(_due(consumer).order_by("next_try", "pk"))
        events = list(due.values_list("pk", "key")[:limit])
        OutboxEvent.objects.filter(pk__in=[pk for pk, _key in events]).update(claimed_until=_lease_end())
    return Claim(consumer, tuple(key for _pk, key in events)) if events else None


def renew(claimed: Claim) -> None:
    """Extend the lease before a slow request. Events that changed since the claim stay unclaimed."""
    with transaction.atomic():
        ours = _skip_locked(_events(claimed.consumer, claimed.keys).exclude(claimed_until=None))
        OutboxEvent.objects.filter(pk__in=list(ours.values_list("pk", flat=True))).update(claimed_until=_lease_end())


def acknowledge(consumer: str, written: Mapping[str, int]) -> None:
    """Delete the events of these objects whose version is at most the version written.

    Locked rows are about to change: they are skipped and left for the next round.
    """
    for part in _parts(sorted(written)):
        with transaction.atomic():
            events = _skip_locked(_events(consumer, part)).values_list("pk", "key", "version")
            done = [pk for pk, key, version in events if version <= written[key]]
            OutboxEvent.objects.filter(pk__in=done).delete()


def fail(consumer: str, key: str, version: int, reason: str) -> None:
    """Schedule a retry of this version with exponential backoff; after `MOST_TRIES` tries it is a dead letter."""
    with transaction.atomic():
        event = _skip_locked(_events(consumer, [key]).filter(version__lte=version)).first()
        if event is None:
            return
        event.tries += 1
        event.dead = event.tries >= MOST_TRIES
        event.error = reason[:2_000]
        event.next_try = timezone.now() + dt.timedelta(seconds=min(LONGEST_WAIT, 2**event.tries))
        event.claimed_until = None
        event.save()


def release(claimed: Claim) -> None:
    """End the lease without counting a try: the engine was unavailable, which is not the objects' fault."""
    with transaction.atomic():
        ours = _skip_locked(_events(claimed.consumer, claimed.keys))
        OutboxEvent.objects.filter(pk__in=list(ours.values_list("pk", flat=True))).update(claimed_until=None)


def retry_dead_letters(consumer: str | None = None) -> int:
    """Make every dead letter due again; returns how many there were."""
    dead = OutboxEvent.objects.filter(dead=True)
    if consumer:
        dead = dead.filter(consumer=consumer)
    return dead.update(dead=False, tries=0, next_try=timezone.now(), claimed_until=None)


def pending(consumer: str) -> QuerySet[OutboxEvent]:
    """The events of a consumer, without dead letters."""
    return OutboxEvent.objects.filter(consumer=consumer, dead=False)


def waiting_keys(consumer: str) -> frozenset[str]:
    """The keys of objects with an event for this consumer, dead letters included."""
    return frozenset(OutboxEvent.objects.filter(consumer=consumer).values_list("key", flat=True))


def versions_of(keys: Sequence[str]) -> dict[str, int]:
    """The version of each object; 0 for one without a recorded change."""
    found = dict(ObjectVersion.objects.filter(key__in=keys).values_list("key", "version"))
    return {key: found.get(key, 0) for key in keys}


def all_versions() -> dict[str, int]:
    """The version of every object with a recorded change, deleted ones included."""
    return dict(ObjectVersion.objects.values_list("key", "version"))


def changed_since(moment: int) -> frozenset[str]:
    """The keys of objects changed at or after this version: milliseconds since 1970, as `now` returns."""
    return frozenset(ObjectVersion.objects.filter(version__gte=moment).values_list("key", flat=True))


def now() -> int:
    """The version that a change gets at this moment."""
    return time.time_ns() // 1_000_000


def change_marker() -> tuple[int, int]:
    """A value that differs after any change: versions only increase, so their sum does, in any commit order."""
    found = ObjectVersion.objects.aggregate(count=Count("key"), total=Sum("version"))
    return found["count"], int(found["total"] or 0)


def changed_at(version: int) -> dt.datetime:
    """The time of the change that a version stands for, in UTC."""
    return dt.datetime.fromtimestamp(version / 1000, tz=dt.UTC)


def _enqueue(at_least: Mapping[str, int]) -> None:
    """Raise versions and add events in a fixed key order, so that concurrent calls wait instead of deadlocking."""
    if not at_least:
        return
    consumers = outbox_consumers()
    moment = now()
    with transaction.atomic():
        for part in _parts(sorted(at_least)):
            versions = _raise_versions({key: max(moment, at_least[key]) for key in part})
            _upsert_events(versions, consumers)


def _due(consumer: str) -> QuerySet[OutboxEvent]:
    moment = timezone.now()
    free = Q(claimed_until=None) | Q(claimed_until__lt=moment)
    return pending(consumer).filter(free, next_try__lte=moment)


def _events(consumer: str, keys: Iterable[str]) -> QuerySet[OutboxEvent]:
    return OutboxEvent.objects.filter(consumer=consumer, key__in=list(keys))


def _lease_end() -> dt.datetime:
    return timezone.now() + LEASE


def _parts(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    yield from (keys[start : start + _ROWS_PER_STATEMENT] for start in range(0, len(keys), _ROWS_PER_STATEMENT))


def _skip_locked(queryset: QuerySet[OutboxEvent]) -> QuerySet[OutboxEvent]:
    """The rows not locked by another transaction; on SQLite the transaction itself excludes other writers."""
    if connection.features.has_select_for_update_skip_locked:
        return queryset.select_for_update(skip_locked=True)
    return queryset


def _raise_versions(at_least: Mapping[str, int]) -> dict[str, int]:
    """Set each version to the given one, or to its current one plus one if that is higher; returns them."""
    table = connection.ops.quote_name(ObjectVersion._meta.db_table)
    values = ", ".join(["(%s, %s)"] * len(at_least))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (key, version) VALUES {values} "  # noqa: S608 - a table name of our own
            f"ON CONFLICT (key) DO UPDATE SET version = CASE WHEN {table}.version < excluded.version "
            f"THEN excluded.version ELSE {table}.version + 1 END RETURNING key, version",
            [value for pair in at_least.items() for value in pair],
        )
        return dict(cursor.fetchall())


def _lock_versions(keys: Sequence[str]) -> None:
    """Lock these versions, so that none changes between reading it and writing its event."""
    list(ObjectVersion.objects.select_for_update().filter(key__in=keys).order_by("key"))


def _upsert_events(versions: Mapping[str, int], consumers: Sequence[str]) -> None:
    """Add one event per object and consumer; an existing event keeps `created`, and its tries and claim are reset."""
    moment = timezone.now()
    events = [
        OutboxEvent(key=key, consumer=consumer, version=version, created=moment, next_try=moment)
        for key, version in sorted(versions.items())
        for consumer in consumers
    ]
    OutboxEvent.objects.bulk_create(
        events,
        update_conflicts=True,
        unique_fields=["key", "consumer"],
        update_fields=["version", "next_try", "tries", "claimed_until", "dead", "error"],
    )
