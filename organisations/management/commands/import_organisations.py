"""Compare a register of organisations with what is known, and apply the difference on request."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hub.spreadsheet import NotATable
from organisations.registry.guard import DoubtfulList
from organisations.registry.importing import SHIPPED, Difference, compare
from organisations.registry.layouts import UnknownLayout

EXPLANATION = """
Columns may stand apart by commas, semicolons or tabs, in UTF-8 or as Windows writes them. Without --apply nothing
changes. A list that would end more than 3 organisations and 3 percent of those known, or more than 10, or has codes of
another form than the register's, is refused unless --force. Exit code 0: every line was read; 1: some were left out, or
the list is doubtful.
Keys of --json: created, updated, ended (names), unchanged (number), bad (number and reason of each line), doubts
(sentences), applied.
"""


class Command(BaseCommand):
    """`import_organisations [FILE] [--apply] [--force] [--json]`."""

    help = f"Import municipalities or partnerships from a CSV file. {EXPLANATION}"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=SHIPPED, help="default: the registry that ships")
        parser.add_argument("--apply", action="store_true", help="write the difference to the database")
        parser.add_argument("--force", action="store_true", help="with --apply: also when the list is doubtful")
        parser.add_argument("--json", action="store_true", help="print the outcome as JSON")

    def handle(self, *args: Any, file: Path, apply: bool, force: bool, **options: Any) -> None:
        try:
            difference = compare(file, apply=apply, force=force)
        except (OSError, NotATable, UnknownLayout, DoubtfulList) as error:
            raise CommandError(f"{file}: {error}") from error
        if options["json"]:
            self.stdout.write(json.dumps({**asdict(difference), "applied": apply}, ensure_ascii=False))
        else:
            self._tell(file, difference, applied=apply)
        if difference.bad or (difference.doubts and not apply):
            raise SystemExit(1)

    def _tell(self, file: Path, difference: Difference, *, applied: bool) -> None:
        for bad in difference.bad:
            self.stderr.write(f"{file}, line {bad.number}: {bad.reason}")
        for doubt in difference.doubts:
            self.stderr.write(f"{file}: {doubt}")
        self.stdout.write(
            f"{len(difference.created)} new, {len(difference.updated)} changed, {difference.unchanged} unchanged, "
            f"{len(difference.ended)} ended, {len(difference.bad)} lines left out."
            + ("" if applied else " Nothing was written: add --apply.")
        )
