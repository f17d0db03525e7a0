"""What the living page says of a component: when to use it, and its states."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from django.utils.functional import Promise


class Shown(Enum):
    """How a component is shown: as it is, as the source it gives, or not again because it stands on this page."""

    LIVE = "live"
    SOURCE = "source"
    AROUND = "around"


@dataclass(frozen=True, slots=True)
class State:
    """A component with these arguments; `inside` names the class of the list that it must stand in."""

    label: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    inside: str = ""


@dataclass(frozen=True, slots=True)
class Component:
    """An include of templates/components/: its name, when to use it, and its states."""

    name: str
    use: str | Promise
    states: tuple[State, ...] = ()
    shown: Shown = Shown.LIVE
