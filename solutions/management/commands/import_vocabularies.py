"""Bring in controlled lists."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hub.spreadsheet import NotATable
from organisations.registry.guard import DoubtfulList
from solutions.vocabularies import LISTS, ComparedVocabulary, WrongColumns, compare

EXPLANATION = """
Without a list, the samples that ship. Columns may stand apart by commas, semicolons or tabs, in UTF-8 or as Windows
writes them. Without --apply nothing changes. A list that would withdraw more than 3 terms and 3 percent of those known,
or more than 10, is refused unless --force. Exit code 0: every line was read; 1: some were left out, or the list is
doubtful.
Keys of --json, per list: created, updated, withdrawn (labels), unchanged (number), bad (line number and reason),
doubts (sentences).
"""


class Command(BaseCommand):
    """`import_vocabularies [LIST [FILE]] [--apply] [--force] [--json]`."""

    help = f"Import a controlled list from a CSV file. {EXPLANATION}"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("list", nargs="?", choices=sorted(LISTS), help="default: all")
        parser.add_argument("file", nargs="?", type=Path, help="default: the sample that ships")
        parser.add_argument("--apply", action="store_true", help="write the difference to the database")
        parser.add_argument("--force", action="store_true", help="with --apply: also when the list is doubtful")
        parser.add_argument("--json", action="store_true", help="print the outcome as JSON")

    def handle(self, *args: Any, file: Path | None, apply: bool, force: bool, **options: Any) -> None:
        names = [options["list"]] if options["list"] else list(LISTS)
        try:
            outcomes = {name: compare(name, file, apply=apply, force=force) for name in names}
        except (OSError, NotATable, WrongColumns, DoubtfulList) as error:
            raise CommandError(f"{file}: {error}") from error
        if options["json"]:
            self.stdout.write(json.dumps({name: asdict(outcome) for name, outcome in outcomes.items()}))
        else:
            for name, outcome in outcomes.items():
                self._report(name, outcome)
        if any(outcome.bad or (outcome.doubts and not apply) for outcome in outcomes.values()):
            raise SystemExit(1)

    def _report(self, name: str, outcome: ComparedVocabulary) -> None:
        for number, reason in outcome.bad:
            self.stderr.write(f"{name}, line {number}: {reason}")
        for doubt in outcome.doubts:
            self.stderr.write(f"{name}: {doubt}")
        self.stdout.write(
            f"{name}: {len(outcome.created)} new, {len(outcome.updated)} changed, {outcome.unchanged} unchanged, "
            f"{len(outcome.withdrawn)} withdrawn, {len(outcome.bad)} lines left out."
        )
