"""The hub as in production, with the bare page beside it; memory that no other process shares."""

from __future__ import annotations

from hub.settings.production import *  # noqa: F403 - everything but one app is as in production
from hub.settings.production import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "benchmarks.bare"]
