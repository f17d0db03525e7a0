"""Compare a register of organisations with what is known, and apply the difference on request."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from organisations.registry.importing import SHIPPED, UnknownLayout, compare

EXPLANATION = """
Without --apply nothing changes. Exit code 0: every line was read; 1: some lines were left out.
Keys of --json: created, updated, ended (names), unchanged (number), bad (number and reason of each line), applied.
"""


class Command(BaseCommand):
    """`import_organisations [FILE] [--apply] [--json]`."""

    help = f"Import municipalities or partnerships from a CSV file. {EXPLANATION}"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=SHIPPED, help="default: the registry that ships")
        parser.add_argument("--apply", action="store_true", help="write the difference to the database")
        parser.add_argument("--json", action="store_true", help="print the outcome as JSON")

    def handle(self, *args: Any, file: Path, apply: bool, **options: Any) -> None:
        try:
            difference = compare(file, apply=apply)
        except (OSError, UnicodeDecodeError, UnknownLayout) as error:
            raise CommandError(f"{file}: {error}") from error
        if options["json"]:
            self.stdout.write(json.dumps({**asdict(difference), "applied": apply}, ensure_ascii=False))
        else:
            for bad in difference.bad:
                self.stderr.write(f"{file}, line {bad.number}: {bad.reason}")
            self.stdout.write(
                f"{len(difference.created)} new, {len(difference.updated)} changed, {difference.unchanged} unchanged, "
                f"{len(difference.ended)} ended, {len(difference.bad)} lines left out."
                + ("" if apply else " Nothing was written: add --apply.")
            )
        if difference.bad:
            raise SystemExit(1)
