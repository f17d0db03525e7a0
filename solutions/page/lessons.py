"""What did not work, as others than the owner tell it: in a sentence with their use, or in an experience."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape

from django.utils.html import strip_tags

from organisations.models import Organisation
from solutions.models import ExperiencePage, Reuse, ReuseStatus


@dataclass(frozen=True, slots=True)
class Lesson:
    """One sentence, who says it, and how it ended for them when they do not use it any more."""

    text: str
    organisation: Organisation
    ended: str = ""


def lessons_of(confirmed: Iterable[Reuse]) -> list[Lesson]:
    """What users learned, and why some stopped or chose something else, in the order given."""
    lessons = []
    for reuse in confirmed:
        ended = reuse.get_status_display() if reuse.status in {ReuseStatus.STOPPED, ReuseStatus.REJECTED} else ""
        if ended and reuse.reason:
            lessons.append(Lesson(reuse.reason, reuse.organisation, ended))
        if reuse.lesson:
            lessons.append(Lesson(reuse.lesson, reuse.organisation))
    return lessons


def experiences_with_failures(experiences: Iterable[ExperiencePage]) -> list[ExperiencePage]:
    """The experiences that tell what did not work."""
    return [one for one in experiences if unescape(strip_tags(one.what_did_not_work or "")).strip()]
