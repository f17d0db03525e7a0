"""Which physical indexes of an engine receive writes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db import transaction

from search.engines.models import IndexTarget, TargetState
from search.query.engine import EngineUnavailable, SearchEngine
from search.types import IndexWrite, WriteFailure


def nothing_before() -> None:
    """For who has no lease to renew."""


def targets_to_write(engine: SearchEngine) -> list[str]:
    """The targets of an engine that are in use or being built, as registered at this moment."""
    states = [TargetState.LIVE, TargetState.BUILDING]
    targets = IndexTarget.objects.of(engine).filter(state__in=states)
    return list(targets.order_by("pk").values_list("name", flat=True))


def adopt_live_target(engine: SearchEngine) -> None:
    """Agree with the engine on which target is live: the database may not know it.

    A crash may have come between the switch and the note of it, or a backup of the database may have been restored.
    Raises EngineUnavailable.
    """
    live = engine.live_target()
    if live is None or IndexTarget.objects.of(engine).filter(name=live, state=TargetState.LIVE).exists():
        return
    note_live(engine, live)


def note_live(engine: SearchEngine, target: str) -> None:
    """Write down which target is live."""
    with transaction.atomic():
        targets = IndexTarget.objects.of(engine)
        targets.filter(state=TargetState.LIVE).update(state=TargetState.OLD)
        targets.update_or_create(
            engine=engine.name, host=engine.host, name=target, defaults={"state": TargetState.LIVE}
        )


def write_to_targets(
    engine: SearchEngine, writes: Sequence[IndexWrite], before_request: Callable[[], None] = nothing_before
) -> list[WriteFailure]:
    """Write to every target that is live or being built; one that was removed meanwhile is passed over."""
    failures: list[WriteFailure] = []
    for target in targets_to_write(engine):
        before_request()
        try:
            failures += engine.write(target, writes)
        except EngineUnavailable:
            if target in targets_to_write(engine):
                raise
    return failures
