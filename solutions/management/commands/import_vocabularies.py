"""Bring in controlled lists."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from solutions.vocabularies import LISTS, ComparedVocabulary, WrongColumns, compare


class Command(BaseCommand):
    """`import_vocabularies [LIST [FILE]] [--apply] [--json]`."""

    help = (
        "Import a controlled list from a CSV file; without a list, the samples that ship. Without --apply nothing "
        "changes. Exit code 1 when lines were left out. Keys of --json, per list: created, updated, withdrawn "
        "(labels), unchanged (number), bad (line number and reason)."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("list", nargs="?", choices=sorted(LISTS), help="default: all")
        parser.add_argument("file", nargs="?", type=Path, help="default: the sample that ships")
        parser.add_argument("--apply", action="store_true", help="write the difference to the database")
        parser.add_argument("--json", action="store_true", help="print the outcome as JSON")

    def handle(self, *args: Any, file: Path | None, apply: bool, **options: Any) -> None:
        names = [options["list"]] if options["list"] else list(LISTS)
        try:
            outcomes = {name: compare(name, file, apply=apply) for name in names}
        except (OSError, UnicodeDecodeError, WrongColumns) as error:
            raise CommandError(f"{file}: {error}") from error
        if options["json"]:
            self.stdout.write(json.dumps({name: asdict(outcome) for name, outcome in outcomes.items()}))
        else:
            for name, outcome in outcomes.items():
                self._report(name, outcome)
        if any(outcome.bad for outcome in outcomes.values()):
            raise SystemExit(1)

    def _report(self, name: str, outcome: ComparedVocabulary) -> None:
        for number, reason in outcome.bad:
            self.stderr.write(f"{name}, line {number}: {reason}")
        self.stdout.write(
            f"{name}: {len(outcome.created)} new, {len(outcome.updated)} changed, {outcome.unchanged} unchanged, "
            f"{len(outcome.withdrawn)} withdrawn, {len(outcome.bad)} lines left out."
        )
