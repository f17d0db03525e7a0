"""The apps of this project: the one list that settings, checks, catalogues and tests read or are tested against."""

from __future__ import annotations

# From the top: each imports only from those after it, which import-linter enforces.
APPS = ("operations", "home", "search", "solutions", "editorial", "organisations", "hub")
# Above all of them, for development and measuring only: neither installed in production nor in the image.
DEVELOPMENT_APPS = ("demo", "benchmarks")
