"""What the search commands share: a progress bar, and the choice of engines."""

from __future__ import annotations

import argparse
import time

from django.core.management.base import CommandError, OutputWrapper

from search.indexing.consumers import Consumer, consumers

WIDTH = 30
ALL = "all"


class ProgressBar:
    """A progress bar on a terminal; an occasional line when output goes to a file."""

    def __init__(self, label: str, out: OutputWrapper, *, quiet: bool = False) -> None:
        self._label = label
        self._out = out
        self._quiet = quiet
        self._terminal = out.isatty()
        self._shown = 0.0

    def __call__(self, done: int, total: int) -> None:
        """Show the progress."""
        now = time.monotonic()
        finished = done >= total
        if self._quiet or (not finished and now - self._shown < (0.1 if self._terminal else 5)):
            return
        self._shown = now
        filled = WIDTH * done // max(total, 1)
        line = f"{self._label} [{'#' * filled}{'.' * (WIDTH - filled)}] {done}/{total}"
        self._out.write(f"\r{line}" if self._terminal else line, ending="\n" if finished or not self._terminal else "")
        self._out.flush()


def add_engine_option(parser: argparse.ArgumentParser) -> None:
    """Add the option that selects engines."""
    parser.add_argument(
        "--engine", default=ALL, help="elastic, embedded, lexicon or all (default: all that are configured)"
    )


def chosen_consumers(choice: str) -> list[Consumer]:
    """Return the selected consumers, the lexicon first; raises CommandError for a name that is not configured."""
    available = {one.name: one for one in consumers()}
    if choice == ALL:
        return list(available.values())
    if choice not in available:
        raise CommandError(f"{choice} is no engine of this site; choose from {', '.join(available)} or all.")
    return [available[choice]]
