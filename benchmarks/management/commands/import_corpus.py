"""Load a corpus of texts to measure the search on."""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from benchmarks.corpus import load
from organisations.participation.onboarding import OnboardingError
from search.management.console import ProgressBar

EXPLANATION = """
Repeating it changes only what changed in the file. Exit code 0: every line was read; 1: some were left out.
Keys of --json: created, updated, unchanged (numbers), bad (number and reason of each line), seconds.
"""


class Command(BaseCommand):
    """`import_corpus FILE [--json]`."""

    help = f"Load a corpus (JSON lines) into real pages, to measure the search on. {EXPLANATION}"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="print the outcome as JSON")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        started = time.monotonic()
        try:
            loaded = load(file, ProgressBar("corpus", self.stderr, quiet=options["json"]))
        except OnboardingError as error:
            raise CommandError(" ".join(error.messages)) from error
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{file}: {error}") from error
        seconds = round(time.monotonic() - started, 1)
        if options["json"]:
            self.stdout.write(json.dumps({**asdict(loaded), "seconds": seconds}, ensure_ascii=False))
        else:
            for bad in loaded.bad:
                self.stderr.write(f"{file}, line {bad.number}: {bad.reason}")
            self.stdout.write(
                f"{loaded.created} created, {loaded.updated} updated, {loaded.unchanged} unchanged, "
                f"{len(loaded.bad)} lines left out, in {seconds} s."
            )
        if loaded.bad:
            raise SystemExit(1)
