"""The outbox: what each engine has yet to take in.

Invariants. A change and its event are one transaction. An event belongs to one object and one engine, so an
engine that is down holds back nobody else. An event is removed only when nothing changed since it was claimed.
No lock is held while an engine is spoken to. Which physical targets are written is looked up after the claim:
a target that is registered later starts from a snapshot that already holds every change whose event was claimed.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from search.engines.registry import engines_to_serve
from search.indexing.models import IndexEvent, IndexState

LEASE = dt.timedelta(seconds=10)
LONGEST_WAIT = 300  # seconds between two tries
MOST_TRIES = 8
BATCH = 100
_ROWS_PER_STATEMENT = 150


@dataclass(frozen=True, slots=True)
class Claim:
    """Events of one engine that this worker may handle until the lease ends."""

    token: str
    engine: str
    keys: tuple[str, ...]


def enqueue(keys: Iterable[str]) -> None:
    """Raise the version of these objects and tell every engine, in the caller's transaction or one of its own.

    Keys are taken in a fixed order, so two transactions that change the same objects wait instead of deadlocking.
    """
    ordered = sorted(set(keys))
    if not ordered:
        return
    engines = engines_to_serve()
    with transaction.atomic():
        for start in range(0, len(ordered), _ROWS_PER_STATEMENT):
            part = ordered[start : start + _ROWS_PER_STATEMENT]
            _raise_versions(part)
            _upsert_events(part, engines)


def requeue(engine: str, keys: Iterable[str]) -> None:
    """Let one engine take in these objects again, at the version they have."""
    ordered = sorted(set(keys))
    with transaction.atomic():
        for start in range(0, len(ordered), _ROWS_PER_STATEMENT):
            _upsert_events(ordered[start : start + _ROWS_PER_STATEMENT], [engine])


def claim(engine: str, limit: int = BATCH) -> Claim | None:
    """The longest waiting events of an engine, leased to the caller; None when nothing is due."""
    if not _due(engine).exists():  # a mere read: an idle worker never takes SQLite's write lock
        return None
    token = secrets.token_hex(16)
    with transaction.atomic():
        due = _skip_locked(_due(engine).order_by("next_try", "pk"))
        events = list(due.values_list("pk", "key")[:limit])
        IndexEvent.objects.filter(pk__in=[pk for pk, _key in events]).update(
            claim=token, claimed_until=timezone.now() + LEASE
        )
    return Claim(token, engine, tuple(key for _pk, key in events)) if events else None


def settle(claimed: Claim, keys: Iterable[str]) -> None:
    """Remove the events of these objects, unless they changed since they were claimed.

    A row that a writer holds at this moment is about to change: it is left for the next round.
    """
    with transaction.atomic():
        ours = _skip_locked(_ours(claimed, keys))
        IndexEvent.objects.filter(pk__in=list(ours.values_list("pk", flat=True)), claim=claimed.token).delete()


def fail(claimed: Claim, key: str, reason: str) -> None:
    """Try this object again later, ever later; after eight tries it waits for a person."""
    with transaction.atomic():
        event = _skip_locked(_ours(claimed, [key])).first()
        if event is None:
            return
        event.tries += 1
        event.dead = event.tries >= MOST_TRIES
        event.error = reason[:2_000]
        event.next_try = timezone.now() + dt.timedelta(seconds=min(LONGEST_WAIT, 2**event.tries))
        event.claim, event.claimed_until = "", None
        event.save()


def release(claimed: Claim) -> None:
    """Give back what was not handled: the engine was away, which is no fault of the objects."""
    with transaction.atomic():
        ours = _skip_locked(_ours(claimed, claimed.keys))
        IndexEvent.objects.filter(pk__in=list(ours.values_list("pk", flat=True))).update(claim="", claimed_until=None)


def revive(engine: str | None = None) -> int:
    """Give every dead letter a new chance; returns how many there were."""
    dead = IndexEvent.objects.filter(dead=True)
    if engine:
        dead = dead.filter(engine=engine)
    return dead.update(dead=False, tries=0, next_try=timezone.now(), claim="", claimed_until=None)


def pending(engine: str) -> QuerySet[IndexEvent]:
    """The events of an engine that are not given up."""
    return IndexEvent.objects.filter(engine=engine, dead=False)


def versions_of(keys: Sequence[str]) -> dict[str, int]:
    """The version of each object; 0 for one that never changed since the outbox exists."""
    found = dict(IndexState.objects.filter(key__in=keys).values_list("key", "version"))
    return {key: found.get(key, 0) for key in keys}


def _due(engine: str) -> QuerySet[IndexEvent]:
    now = timezone.now()
    free = Q(claimed_until=None) | Q(claimed_until__lt=now)
    return pending(engine).filter(free, next_try__lte=now)


def _ours(claimed: Claim, keys: Iterable[str]) -> QuerySet[IndexEvent]:
    return IndexEvent.objects.filter(engine=claimed.engine, claim=claimed.token, key__in=list(keys))


def _skip_locked(queryset: QuerySet[IndexEvent]) -> QuerySet[IndexEvent]:
    """The rows that no other transaction holds; on SQLite the transaction itself keeps others out."""
    if connection.features.has_select_for_update_skip_locked:
        return queryset.select_for_update(skip_locked=True)
    return queryset


def _raise_versions(keys: Sequence[str]) -> None:
    table = connection.ops.quote_name(IndexState._meta.db_table)
    values = ", ".join(["(%s, 1)"] * len(keys))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (key, version) VALUES {values} "  # noqa: S608 - a table name of our own
            f"ON CONFLICT (key) DO UPDATE SET version = {table}.version + 1",
            list(keys),
        )


def _upsert_events(keys: Sequence[str], engines: Sequence[str]) -> None:
    """One event per object and engine; an existing one keeps its age and gets a fresh start."""
    now = timezone.now()
    events = [IndexEvent(key=key, engine=engine, created=now, next_try=now) for key in keys for engine in engines]
    IndexEvent.objects.bulk_create(
        events,
        update_conflicts=True,
        unique_fields=["key", "engine"],
        update_fields=["next_try", "tries", "claim", "claimed_until", "dead", "error"],
    )
