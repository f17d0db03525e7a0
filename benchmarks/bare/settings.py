"""The hub as in production, with the bare page beside it; memory that no other process shares."""

from __future__ import annotations

from hub.settings.measuring import *  # noqa: F403 - everything but one app is the same
from hub.settings.measuring import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "benchmarks.bare"]
