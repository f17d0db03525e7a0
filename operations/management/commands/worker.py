"""The background process of the site."""

from __future__ import annotations

import argparse
import signal
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand

from operations.worker import Worker


class Command(BaseCommand):
    """`worker [--once]`."""

    help = (
        "Bring changes to the search engines, do background tasks and keep the schedule, until it is told to stop "
        "(SIGTERM or Ctrl+C). Several may run at once. With --once: do what is due now and stop; exit code 1 when an "
        "engine did not answer."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due now and stop")

    def handle(self, *args: Any, **options: Any) -> None:
        worker = Worker()

        def stop(number: int, frame: FrameType | None) -> None:
            worker.stop()

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, stop)
        if not options["once"]:
            worker.run()
        elif not worker.run_once():
            raise SystemExit(1)
