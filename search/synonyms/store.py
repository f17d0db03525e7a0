"""The synonyms in force: the shipped list, the changes of editors, and merged tags.

Every change increments a number in the same transaction. A process polls that number every few seconds and reloads
everything when it changed.
"""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from hub.models import Tag
from search.analysis.tokens import tokenize
from search.synonyms.models import SynonymEntry, SynonymState
from search.synonyms.rules import SynonymRule, SynonymSet, shipped_rules
from search.synonyms.terms import identity_of

CHECK_EVERY = 2.0  # seconds between polls for changes
_ROW = 1


def note_change() -> None:
    """Notify every process that synonyms changed; call it in the transaction of the change."""
    if not SynonymState.objects.filter(pk=_ROW).update(sequence=F("sequence") + 1):
        SynonymState.objects.get_or_create(pk=_ROW, defaults={"sequence": 0})
        SynonymState.objects.filter(pk=_ROW).update(sequence=F("sequence") + 1)


def current_rules(*, without: int | None = None) -> list[SynonymRule]:
    """Return all rules in force: shipped, editors' and merged tags; `without` is the pk of an entry to leave out."""
    entries = list(SynonymEntry.objects.order_by("pk"))
    replaced = {entry.shipped_line for entry in entries} | {entry.identity for entry in entries}
    shipped = [rule for rule in shipped_rules() if rule.line not in replaced and identity_of(rule) not in replaced]
    known = {rule.line for rule in shipped_rules()}
    kept = [
        entry.rule
        for entry in entries
        if entry.is_active and entry.pk != without and (not entry.is_as_shipped or entry.shipped_line in known)
    ]
    return [*shipped, *kept, *merged_tag_rules()]


def merged_tag_rules() -> list[SynonymRule]:
    """Return a rule for each tag that others were merged into, with all their names as equivalent terms."""
    merged = Tag.objects.filter(merged_into__isnull=False).order_by("merged_into__name", "name")
    by_head: defaultdict[str, list[str]] = defaultdict(list)
    for head, name in merged.values_list("merged_into__name", "name"):
        by_head[head].append(name)
    rules = (SynonymRule(_each_once([head, *names])) for head, names in by_head.items())
    return [rule for rule in rules if len(rule.terms) > 1]


def _each_once(names: Iterable[str]) -> tuple[str, ...]:
    """Those of these names that have words, one for each wording: capitals are no synonym."""
    by_words: dict[tuple[str, ...], str] = {}
    for name in names:
        by_words.setdefault(tuple(tokenize(name)), name)
    return tuple(name for words, name in by_words.items() if words)


@transaction.atomic
def sync_shipped_list(rules: Iterable[SynonymRule] | None = None) -> int:
    """Create a row for every shipped line without one, and delete unchanged rows of lines that are no longer shipped.

    Rows that an editor changed or deactivated stay. Returns the number of rows created and deleted.
    """
    shipped = {rule.line: rule for rule in (shipped_rules() if rules is None else rules)}
    entries = {entry.identity: entry for entry in SynonymEntry.objects.all()}
    gone = [entry.pk for entry in entries.values() if entry.is_as_shipped and entry.shipped_line not in shipped]
    SynonymEntry.objects.filter(pk__in=gone).delete()
    known = {entry.shipped_line for entry in entries.values()}
    new = {}
    for line, rule in shipped.items():
        identity = identity_of(rule)
        same = entries.get(identity)
        if line in known or identity in new:
            continue
        if same is None or same.pk in gone:
            new[identity] = _row(rule, identity)
        elif not same.shipped_line:
            SynonymEntry.objects.filter(pk=same.pk).update(shipped_line=line)
    SynonymEntry.objects.bulk_create(new.values())
    if new or gone:
        note_change()
    return len(new) + len(gone)


def _row(rule: SynonymRule, identity: str) -> SynonymEntry:
    note = "" if rule.bilingual else rule.note
    return SynonymEntry(
        terms="\n".join(rule.terms),
        direction=rule.line.split(";")[1],
        is_bilingual=rule.bilingual,
        note=note,
        shipped_line=rule.line,
        identity=identity,
    )


class SynonymCache:
    """Per-process cache of the synonyms, at most some seconds behind the database."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._synonyms = SynonymSet([])
        self._sequence = -1
        self._checked = float("-inf")

    def current(self) -> SynonymSet:
        """Return the synonyms; one thread at a time polls for changes, the others use the cached ones."""
        now = time.monotonic()
        if now - self._checked < CHECK_EVERY or not self._lock.acquire(blocking=self._sequence < 0):
            return self._synonyms
        try:
            self._checked = now
            self._follow()
        finally:
            self._lock.release()
        return self._synonyms

    def clear(self) -> None:
        """Empty the cache; the next call reloads it."""
        with self._lock:
            self._forget()

    def _follow(self) -> None:
        sequence = SynonymState.objects.filter(pk=_ROW).values_list("sequence", flat=True).first() or 0
        if sequence != self._sequence:
            self._synonyms = SynonymSet(current_rules())
            self._sequence = sequence

    def _forget(self) -> None:
        self._synonyms = SynonymSet([])
        self._sequence = -1
        self._checked = float("-inf")


SYNONYMS = SynonymCache()
