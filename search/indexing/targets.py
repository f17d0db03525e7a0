"""Which physical indexes of an engine receive writes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db import transaction

from search.engines.models import IndexTarget, TargetState
from search.query.engine import EngineUnavailable, SearchEngine
from search.types import IndexWrite, WriteFailure


def no_op() -> None:
    """The default for `before_request`, without a lease to renew."""


def targets_to_write(engine: SearchEngine) -> list[str]:
    """The targets of an engine that are currently registered as live or being built."""
    states = [TargetState.LIVE, TargetState.BUILDING]
    targets = IndexTarget.objects.of(engine).filter(state__in=states)
    return list(targets.order_by("pk").values_list("name", flat=True))


def adopt_live_target(engine: SearchEngine) -> None:
    """Register the engine's live target in the database, which may not know it.

    A crash may have come between promotion and registration, or a backup of the database may have been restored. Raises
    EngineUnavailable.
    """
    live = engine.live_target()
    if live is None or IndexTarget.objects.of(engine).filter(name=live, state=TargetState.LIVE).exists():
        return
    note_live(engine, live)


def note_live(engine: SearchEngine, target: str) -> None:
    """Register the target as live, and the former live target as old."""
    with transaction.atomic():
        targets = IndexTarget.objects.of(engine)
        targets.filter(state=TargetState.LIVE).update(state=TargetState.OLD)
        targets.update_or_create(
            engine=engine.name, host=engine.host, name=target, defaults={"state": TargetState.LIVE}
        )


def write_to_targets(
    engine: SearchEngine, writes: Sequence[IndexWrite], before_request: Callable[[], None] = no_op
) -> list[WriteFailure]:
    """Write to every target that is live or being built, skipping one removed meanwhile; returns the failures."""
    failures: list[WriteFailure] = []
    for target in targets_to_write(engine):
        before_request()
        try:
            failures += engine.write(target, writes)
        except EngineUnavailable:
            if target in targets_to_write(engine):
                raise
    return failures
