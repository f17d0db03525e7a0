"""Production with the demo and the benchmarks, to measure and photograph the site as visitors get it."""

from __future__ import annotations

from hub.settings.apps import DEVELOPMENT_APPS
from hub.settings.production import *  # noqa: F403 - everything else is as in production
from hub.settings.production import INSTALLED_APPS

INSTALLED_APPS = [*DEVELOPMENT_APPS, *INSTALLED_APPS]
